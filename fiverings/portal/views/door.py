"""The portal's own door: a contact asks for a code, and comes in with it. A GET never signs anybody in."""

from __future__ import annotations

from allauth.core import ratelimit
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import door, show
from fiverings.core.problems import Refused
from fiverings.portal.forms import AddressForm, CodeForm
from fiverings.portal.middleware import COOKIE, PATH, for_contacts, let_in
from fiverings.portal.models import PortalCode

from .front import of_the_house


@door(public=True)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a code; the answer is the same whether we know the address or not."""
    if request.contact is not None:
        return redirect("portal-home")
    form = AddressForm(request.POST or None)
    if form.is_valid():
        address = form.cleaned_data["address"].lower()
        if ratelimit.consume(request, action="portal_ask", key=address):
            return redirect("portal-code", PortalCode.ask(address).token)
        form.add_error(None, _("Codes were asked for many times just now. Wait a quarter of an hour, please."))
    return show(request, "portal/ask.html", form=form, house=of_the_house())


@door(public=True)
def enter_code(request: HttpRequest, token: str) -> HttpResponse:
    """Come in with the six digits of the mail."""
    code = _asked(token)
    form = CodeForm(request.POST or None)
    if form.is_valid() and (inside := _come_in(request, code, form, form.cleaned_data["proof"])):
        return inside
    return show(request, "portal/code.html", form=form, address=code.address, house=of_the_house())


@door(public=True)
def follow_link(request: HttpRequest, token: str, seal: str) -> HttpResponse:
    """The mailed link shows a button; programs that look into mail follow links, but press no buttons."""
    code, form = _asked(token), Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (inside := _come_in(request, code, form, seal)):
        return inside
    return show(request, "portal/link.html", form=form, address=code.address, house=of_the_house())


@require_POST
@door(public=True)
@for_contacts
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out of the portal."""
    request.portal_session.end()
    answer = redirect("portal-door")
    answer.delete_cookie(COOKIE, path=PATH)
    return answer


def _asked(token: str) -> PortalCode:
    code = PortalCode.of_token(token)
    if code is None:
        raise Http404
    return code


def _come_in(request: HttpRequest, code: PortalCode, form: Form, proof: str) -> HttpResponse | None:
    """The way inside with a cookie, or the reason in the form."""
    if not ratelimit.consume(request, action="portal_open"):
        form.add_error(None, _("This was tried many times just now. Wait a quarter of an hour, please."))
        return None
    try:
        session, token = code.open(proof, agent=request.headers.get("User-Agent", ""))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    return let_in(redirect("portal-home"), session, token)
