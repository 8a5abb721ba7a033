"""The portal's first page: what is happening for this contact, whom they reach, and what else parts have to show."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from fiverings.core import slots
from fiverings.core.doors import attempt, door
from fiverings.portal.forms import LanguageForm
from fiverings.portal.middleware import for_contacts
from fiverings.portal.models import Requests

from .front import front


@door(public=True)
@for_contacts
def home(request: HttpRequest) -> HttpResponse:
    """Everything about this contact's needs, and what parts have to show to them."""
    contact = request.contact
    requests = Requests(contact).standing()
    advocates = contact.account.advocates()
    return front(
        request,
        "portal/home.html",
        fragment="standing",
        open=[each for each in requests if each.is_open],
        settled=[each for each in requests if not each.is_open],
        advocates=[str(person) for person in advocates],
        languages=[(code, name) for code, name in settings.LANGUAGES if code != get_language()],
        panels=slots.panels(slots.panel, "portal.home", request, contact),
    )


@door(public=True)
@for_contacts
def record(request: HttpRequest) -> HttpResponse:
    """The same as JSON: all that a contact sees of their needs, for a program of theirs."""
    return JsonResponse({"needs": [each.as_json() for each in Requests(request.contact).all()]})


@require_POST
@door(public=True)
@for_contacts
def language(request: HttpRequest) -> HttpResponse:
    """From now on we speak this language with them."""
    attempt(LanguageForm(request.POST), request.contact.revise, by=request.contact)
    return redirect("portal-home")
