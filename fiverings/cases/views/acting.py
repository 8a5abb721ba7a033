"""The acts of a case page: close, reopen, hand off, take over, wait for the customer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import door, press
from fiverings.people.models import Person

from ..forms import ClosureForm, HandoffForm, ReopeningForm, TakeoverForm
from ..models import Case, Handoff
from .finding import about_a_case, act_on


def acts_on(case: Case, person: Person) -> Iterator[dict[str, Any]]:
    """The buttons that this person finds on this case."""
    if case.is_closed:
        if person.may("cases.close") and case.may_reopen():
            yield {"label": _("Reopen"), "icon": "undo", "popover": "reopening"}
        return
    if person.may("cases.reply") and case.state != case.State.WAITING:
        yield {"label": _("Wait for them"), "icon": "pause", "key": "w", "to": _address("case-waiting", case)}
    if person.may("cases.take_over") and case.owner_id != person.pk:
        yield {"label": _("Take over"), "icon": "handoff", "key": "t", "popover": "takeover"}
    if person.may("cases.hand_off") and case.owner_id == person.pk and case.offer() is None:
        yield {"label": _("Hand off"), "icon": "handoff", "key": "o", "popover": "handoff"}
    if person.may("cases.close"):
        yield {"label": _("Close"), "icon": "check", "key": "e", "popover": "closure"}


def dialogs_on(case: Case, person: Person) -> list[dict[str, Any]]:
    """The sheets behind those buttons, each with its form; also of buttons that may appear while the page is open."""
    handoff = HandoffForm(case=case, person=person, auto_id="handoff-%s")
    known = [
        ("closure", "cases.close", _("Is it solved?"), _("Close"), ClosureForm(auto_id="closure-%s")),
        ("reopening", "cases.close", _("It was not solved"), _("Reopen"), ReopeningForm(auto_id="reopening-%s")),
        ("takeover", "cases.take_over", _("Take this case over"), _("Take over"), TakeoverForm(auto_id="takeover-%s")),
        ("handoff", "cases.hand_off", _("Hand it to a colleague"), _("Offer it"), handoff),
    ]
    return [
        {"id": id_, "title": title, "label": label, "form": form, "to": _address(f"case-{id_}", case)}
        for id_, right, title, label, form in known
        if person.may(right)
    ]


def _address(name: str, case: Case) -> str:
    return reverse(name, args=[case.number])


@door(right="cases.close")
@about_a_case
def closure(request: HttpRequest, case: Case) -> HttpResponse:
    """The need is met; undone by reopening."""
    form = ClosureForm(request.POST or None)
    undo = _address("case-reopening", case)
    done = _("{case} is closed.").format(case=case)
    return act_on(request, case, case.close, form=form, title=_("Is it solved?"), done=done, undo=undo)


@door(right="cases.close")
@about_a_case
def reopening(request: HttpRequest, case: Case) -> HttpResponse:
    """The need was not met after all."""
    form = ReopeningForm(request.POST if request.method == "POST" else None)
    done = _("{case} is open again.").format(case=case)
    return act_on(request, case, case.reopen, form=form, title=_("It was not solved"), done=done)


@door(right="cases.take_over")
@about_a_case
def takeover(request: HttpRequest, case: Case) -> HttpResponse:
    """A lead makes the case their own."""
    form = TakeoverForm(request.POST or None)
    done = _("{case} is yours.").format(case=case)
    return act_on(request, case, case.take_over, form=form, title=_("Take this case over"), done=done)


@door(right="cases.hand_off")
@about_a_case
def handoff(request: HttpRequest, case: Case) -> HttpResponse:
    """The owner offers the case to a colleague."""
    person = request.person  # type: ignore[attr-defined]
    form = HandoffForm(request.POST or None, case=case, person=person)
    done = _("It is offered. Until it is accepted, it is yours.")
    return act_on(request, case, case.hand_off, form=form, title=_("Hand it to a colleague"), done=done)


@require_POST
@door(right="cases.hand_off")
def acceptance(request: HttpRequest, handoff: int) -> HttpResponse:
    """Who was asked owns the case from now on."""
    offer = _offer(request, handoff)
    done = _("{case} is yours.").format(case=offer.case)
    press(request, offer.accept, by=request.person, done=done)  # type: ignore[attr-defined]
    return redirect(offer.case)


@require_POST
@door(right="cases.hand_off")
def declining(request: HttpRequest, handoff: int) -> HttpResponse:
    """Who was asked leaves the case where it is."""
    offer = _offer(request, handoff)
    done = _("{giver} keeps {case}.").format(giver=offer.giver, case=offer.case)
    press(request, offer.decline, by=request.person, done=done)  # type: ignore[attr-defined]
    return redirect(offer.case)


def _offer(request: HttpRequest, handoff: int) -> Handoff:
    offers = Handoff.objects.visible_to(request.person)  # type: ignore[attr-defined]
    return get_object_or_404(offers.select_related("case", "giver", "receiver"), pk=handoff)


@require_POST
@door(right="cases.reply")
@about_a_case
def waiting(request: HttpRequest, case: Case) -> HttpResponse:
    """The next word is the customer's."""
    done = _("The next word is theirs.")
    press(request, case.await_customer, by=request.person, done=done)  # type: ignore[attr-defined]
    return redirect(case)
