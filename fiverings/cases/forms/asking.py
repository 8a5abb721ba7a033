"""What people fill in when they ask for help or a decision, and when they give it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.hours.models import NotAnswerable, WorkingTime
from fiverings.people.models import Person, Team

from ..models import Case, EscalationKind
from .case import ONE_LINE, WORDS_AT_MOST, Words

WORKING_MINUTES = 120
HALF_AN_HOUR = timedelta(minutes=30)
A_MOMENT = timedelta(seconds=1)


def in_two_working_hours(case: Case, to: Person | Team) -> datetime:
    """A time to begin with: the next half hour at which who is asked is at work, at least two of their hours ahead."""
    at, team = clock.now(), to if isinstance(to, Team) else to.team()
    theirs = team.calendar.current if team is not None and team.calendar is not None else None
    for version in filter(None, (theirs, case.opening_hours())):
        with suppress(NotAnswerable):
            return _while_open(version.working_time(), at)
    return _next_half_hour(at + timedelta(minutes=WORKING_MINUTES), ZoneInfo(case.account.zone))


def _while_open(working: WorkingTime, at: datetime) -> datetime:
    due_at, here = working.due(at, WORKING_MINUTES), working.hours.zone
    told = _next_half_hour(due_at, here)
    return told if working.is_open(told - A_MOMENT) else _next_half_hour(working.next_open(told), here)


def _next_half_hour(at: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself at a half hour of the place, else the next one."""
    there = at.astimezone(zone)
    past = timedelta(minutes=there.minute % 30, seconds=there.second, microseconds=there.microsecond)
    return at + (HALF_AN_HOUR - past) % HALF_AN_HOUR


class HelpForm(forms.Form):
    """Who is asked to help, with what, and by when it is needed."""

    to = forms.ChoiceField(label=_("Whom do you ask?"))
    what = forms.CharField(
        label=_("What do you need from them?"),
        help_text=_("You stay the owner. The customer hears who helps."),
        widget=Words,
        max_length=WORDS_AT_MOST,
    )
    needed_by = forms.DateTimeField(
        label=_("By when do you need it?"),
        help_text=_("Left empty, within two of their working hours."),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *given: Any, case: Case, person: Person, chosen: str = "", **more: Any) -> None:
        super().__init__(*given, **more)
        self.case = case
        people = Person.objects.visible_to(person).who_may("cases.help").exclude(pk=case.owner_id).order_by("name")
        self.known: dict[str, Person | Team] = {f"person-{each.pk}": each for each in people}
        teams = {f"team-{each.pk}": each for each in Team.objects.visible_to(person)}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose…")),
            (_("Somebody"), [(code, f"{each.name}, {each.role_names}") for code, each in self.known.items()]),  # type: ignore[union-attr]
            (_("A department"), [(code, str(each)) for code, each in teams.items()]),
        ]
        self.known |= teams
        self._begin_with(chosen)

    def _begin_with(self, chosen: str) -> None:
        """Whom the reader has chosen so far, and by when they could answer; the page asks again for each choice."""
        asks_again = {"hx-get": reverse("case-help", args=[self.case.number]), "hx-trigger": "change"}
        asks_again |= dict.fromkeys(("hx-target", "hx-select"), "#id_needed_by") | {"hx-swap": "outerHTML"}
        self.fields["to"].widget.attrs |= asks_again
        if chosen in self.known:
            self.initial |= {"to": chosen, "needed_by": in_two_working_hours(self.case, self.known[chosen])}

    def clean_to(self) -> Person | Team:
        return self.known[self.cleaned_data["to"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "needed_by" in given and "to" in given:
            given["needed_by"] = given["needed_by"] or in_two_working_hours(self.case, given["to"])
        return given


class AnswerForm(forms.Form):
    """What a helper tells the owner."""

    answer = forms.CharField(label=_("What did you find?"), widget=Words, max_length=WORDS_AT_MOST)


class EscalationForm(forms.Form):
    """Why a case needs somebody who may decide, or who knows how."""

    kind = forms.ChoiceField(
        label=_("Whom does it need?"), choices=EscalationKind.choices, initial=EscalationKind.HIERARCHICAL
    )
    reason = forms.CharField(label=_("Why?"), widget=Words, max_length=WORDS_AT_MOST)
    needed = forms.CharField(label=_("What exactly do you need?"), max_length=ONE_LINE)


class DecisionForm(forms.Form):
    """What is decided, and on what authority."""

    words = forms.CharField(label=_("What do you decide?"), widget=Words, max_length=WORDS_AT_MOST)
    authority = forms.CharField(
        label=_("On what authority?"), help_text=_("A limit of yours, a rule, an agreement."), max_length=ONE_LINE
    )
