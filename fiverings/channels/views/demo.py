"""The customers' mailboxes of a demo: what we wrote to them, and what a visitor answers as one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fiverings.channels.forms import AnswerForm, LetterForm
from fiverings.channels.models import SinkLetter
from fiverings.channels.models.sink_letter import desk, house_zone, known_customers, write_as_customer
from fiverings.core.doors import attempt, door, show


def only_in_a_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Elsewhere there is no such page."""

    @wraps(view)
    def shown(request: HttpRequest, *arguments: Any, **more: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *arguments, **more)

    return shown


@door(public=True)
@only_in_a_demo
def mailboxes(request: HttpRequest) -> HttpResponse:
    """Every mailbox that has letters; and a new mail, written as any customer."""
    form = LetterForm(request.POST or None, initial={"sender": request.GET.get("as", ""), "to": desk()})
    if attempt(form, write_as_customer):
        messages.success(request, _("The mail is on its way: look at the desk."))
        return redirect("demo-mailboxes")
    found = SinkLetter.objects.visible_to(None).mailboxes()
    return _page(request, "channels/demo_mailboxes.html", mailboxes=found, form=form, customers=known_customers())


@door(public=True)
@only_in_a_demo
def mailbox(request: HttpRequest, address: str) -> HttpResponse:
    """The letters of one mailbox, the newest first."""
    letters = SinkLetter.objects.visible_to(None).of(address).order_by("-id")[:100]
    return _page(request, "channels/demo_mailbox.html", address=address, letters=letters)


@door(public=True)
@only_in_a_demo
def letter(request: HttpRequest, letter: int) -> HttpResponse:
    """One letter, and a place to answer it as the customer."""
    found = get_object_or_404(SinkLetter.objects.visible_to(None), pk=letter)
    form = AnswerForm(request.POST or None)
    if attempt(form, found.answer):
        messages.success(request, _("The answer is on its way: look at the desk."))
        return redirect("demo-mailbox", found.recipient)
    return _page(request, "channels/demo_letter.html", letter=found, form=form)


def _page(request: HttpRequest, template: str, **shown: Any) -> HttpResponse:
    with timezone.override(ZoneInfo(house_zone())):
        return show(request, template, house={"name": _("The demo")}, portal_href=reverse("demo-mailboxes"), **shown)
