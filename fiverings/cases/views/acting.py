"""The acts of a case page: reopen, take over; and the buttons of all acts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from fiverings.core.doors import door
from fiverings.people.models import Person, Role

from ..forms import AskCustomerForm, EscalationForm, HandoffForm, HelpForm, MergeForm, ReopeningForm, TakeoverForm
from ..models import Case
from .finding import about_a_case, act_on
from .merging import ways_to_merge
from .resolving import sheets_to_resolve, ways_to_resolve

SEVEREST = 1


def acts_on(case: Case, person: Person) -> Iterator[dict[str, Any]]:
    """The buttons that this person finds on this case."""
    if case.is_closed:
        if person.may("cases.close") and case.may_reopen():
            yield {"label": _("Reopen"), "icon": "undo", "key": "p", "popover": "reopening"}
        yield from ways_to_merge(case, person)
        return
    if person.may("cases.reply") and case.state == case.State.WAITING:
        yield {"label": _("We are on it"), "icon": "play", "key": "w", "to": _address("case-resumption", case)}
    if person.may("cases.reply") and case.state == case.State.ACTIVE and case.severity != SEVEREST:
        yield {"label": _("Ask and wait"), "icon": "pause", "key": "w", "popover": "waiting"}
    if person.may("cases.take_over") and case.owner_id != person.pk:
        yield {"label": _("Take over"), "icon": "handoff", "key": "t", "popover": "takeover"}
    if person.may("cases.ask") and (case.owner_id == person.pk or person.has_role(Role.LEAD)):
        yield {"label": _("Ask for help"), "icon": "help", "key": "h", "popover": "help"}
    if person.may("cases.hand_off") and case.owner_id == person.pk and case.offer() is None:
        yield {"label": _("Hand off"), "icon": "handoff", "key": "o", "popover": "handoff"}
    if person.may("cases.escalate") and not case.escalations.unended().exists():
        yield {"label": _("Escalate"), "icon": "flag", "key": "x", "popover": "escalation"}
    yield from ways_to_merge(case, person)
    yield from ways_to_resolve(case, person)


def dialogs_on(case: Case, person: Person) -> list[dict[str, Any]]:
    """The sheets behind those buttons, each with its form; also of buttons that may appear while the page is open."""
    handoff = HandoffForm(case=case, person=person, auto_id="handoff-%s")
    help_ = HelpForm(case=case, person=person, auto_id="help-%s")
    known = [
        *sheets_to_resolve(case),
        ("merge", "cases.close", _("Merge…"), _("Merge"), MergeForm(case=case, auto_id="merge-%s")),
        ("reopening", "cases.close", _("It was not solved"), _("Reopen"), ReopeningForm(auto_id="reopening-%s")),
        ("takeover", "cases.take_over", _("Take this case over"), _("Take over"), TakeoverForm(auto_id="takeover-%s")),
        ("handoff", "cases.hand_off", _("Hand it to a colleague"), _("Offer it"), handoff),
        ("waiting", "cases.reply", _("Ask them, and wait"), _("Ask them"), AskCustomerForm(auto_id="waiting-%s")),
        ("help", "cases.ask", _("Ask for help"), _("Ask"), help_),
        ("escalation", "cases.escalate", _("Escalate"), _("Escalate"), EscalationForm(auto_id="escalation-%s")),
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
