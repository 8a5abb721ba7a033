"""The acts of a case page: sort anew, reopen, take over; and the buttons of all acts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from fiverings.core.doors import door
from fiverings.people.models import Role

from ..forms import ConversionForm, ReopeningForm, TakeoverForm
from ..models import Case
from .finding import about_a_case, act_on
from .linking import ways_to_split
from .merging import ways_to_merge
from .reading import Reading
from .refiling import ways_to_refile
from .resolving import ways_to_resolve

SEVEREST = 1


def acts_on(reading: Reading) -> Iterator[dict[str, Any]]:
    """The buttons that this person finds on this case."""
    case, person = reading.case, reading.person
    yield from answers_of(reading)
    if case.is_closed:
        if person.may("cases.close") and case.may_reopen():
            yield {"label": _("Reopen"), "icon": "undo", "key": "p", "href": _address("case-reopening", case)}
        yield from ways_to_merge(reading)
        return
    if person.may("cases.reply") and case.state == case.State.WAITING:
        yield {"label": _("We are on it"), "icon": "play", "key": "w", "to": _address("case-resumption", case)}
    if person.may("cases.reply") and case.state == case.State.ACTIVE and case.severity != SEVEREST:
        yield {"label": _("Ask and wait"), "icon": "pause", "key": "w", "href": _address("case-waiting", case)}
    if person.may("promises.tell") and case.state != case.State.INTAKE:
        yield {"label": _("They expect…"), "icon": "clock", "key": "u", "href": _address("case-expectation", case)}
    if person.may("cases.take_over") and case.owner_id != person.pk:
        yield {"label": _("Take over"), "icon": "handoff", "key": "t", "href": _address("case-takeover", case)}
    if person.may("cases.ask") and (case.owner_id == person.pk or person.has_role(Role.LEAD)):
        yield {"label": _("Ask for help"), "icon": "help", "key": "h", "href": _address("case-help", case)}
    if person.may("cases.hand_off") and case.owner_id == person.pk and reading.offer is None:
        yield {"label": _("Hand off"), "icon": "handoff", "key": "o", "href": _address("case-handoff", case)}
    if person.may("cases.escalate") and reading.escalation is None:
        yield {"label": _("Escalate"), "icon": "flag", "key": "x", "href": _address("case-escalation", case)}
    yield from ways_to_merge(reading)
    yield from ways_to_split(reading)
    yield from ways_to_refile(reading)
    yield from ways_to_resolve(reading)


def answers_of(reading: Reading) -> Iterator[dict[str, Any]]:
    """What the reader says to what they are asked about it, also while they only look."""
    reader, raised = reading.request.person, reading.escalation  # type: ignore[attr-defined]
    for asked in reading.requests:
        if asked.is_asked and asked.holder_id == reader.pk:
            label, to = _("Help {name}").format(name=asked.asked_by), reverse("help-acceptance", args=[asked.pk])
            yield {"label": label, "icon": "check", "kind": "primary", "to": to}
            yield {"label": _("Decline"), "href": reverse("help-declining", args=[asked.pk]), "page": True}
    if raised is None or raised.holder_id != reader.pk or not reader.may("cases.decide"):
        return
    if raised.state == raised.State.RAISED:
        to = reverse("escalation-acceptance", args=[raised.pk])
        yield {"label": _("Accept the escalation"), "icon": "flag", "kind": "primary", "to": to}
    elif raised.state == raised.State.HELD:
        href = reverse("escalation-decision", args=[raised.pk])
        yield {"label": _("Decide"), "icon": "flag", "kind": "primary", "href": href, "page": True}


def may_sort(reading: Reading) -> bool:
    """Whether this person finds what sort of need it is to be changed."""
    case = reading.case
    return reading.may("cases.open") and case.state == case.State.ACTIVE and case.kind != case.Kind.INTERNAL


def _address(name: str, case: Case) -> str:
    return reverse(name, args=[case.number])


@door(right="cases.open")
@about_a_case
def conversion(request: HttpRequest, case: Case) -> HttpResponse:
    """It is another sort of need than we said."""
    form = ConversionForm(request.POST if request.method == "POST" else None, initial={"kind": case.kind})
    done = _("{case} is sorted anew; what was promised stays.").format(case=case)
    return act_on(request, case, case.convert, form=form, title=_("Sort anew"), label=_("Sort it so"), done=done)


@door(right="cases.close")
@about_a_case
def reopening(request: HttpRequest, case: Case) -> HttpResponse:
    """The need was not met after all."""
    form = ReopeningForm(request.POST if request.method == "POST" else None)
    done = _("{case} is open again.").format(case=case)
    return act_on(request, case, case.reopen, form=form, title=_("It was not solved"), label=_("Reopen"), done=done)


@door(right="cases.take_over")
@about_a_case
def takeover(request: HttpRequest, case: Case) -> HttpResponse:
    """A lead makes the case their own."""
    form = TakeoverForm(request.POST or None)
    done = _("{case} is yours.").format(case=case)
    title = _("Take this case over")
    return act_on(request, case, case.take_over, form=form, title=title, label=_("Take over"), done=done)
