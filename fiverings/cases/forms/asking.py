"""What people fill in when they ask for help or a decision, and when they give it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.hours.models import NotAnswerable, WorkingTime
from fiverings.people.models import Person, Team

from ..models import Case, EscalationKind
from .case import ONE_LINE, WORDS_AT_MOST, Words

WORKING_MINUTES = 120
HALF_AN_HOUR = timedelta(minutes=30)
A_MOMENT = timedelta(seconds=1)


def in_two_working_hours(case: Case) -> datetime:
    """A time to begin with: the next half hour while we are open, at least two working hours ahead."""
    at, version = clock.now(), case.opening_hours()
    if version is not None:
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
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *given: Any, case: Case, person: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["needed_by"].initial = lambda: in_two_working_hours(case)
        people = Person.objects.visible_to(person).who_may("cases.help").exclude(pk=case.owner_id).order_by("name")
        self.known: dict[str, Person | Team] = {f"person-{each.pk}": each for each in people}
        teams = {f"team-{each.pk}": each for each in Team.objects.visible_to(person)}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose…")),
            (_("Somebody"), [(code, f"{each.name}, {each.role_names}") for code, each in self.known.items()]),  # type: ignore[union-attr]
            (_("A department"), [(code, str(each)) for code, each in teams.items()]),
        ]
        self.known |= teams

    def clean_to(self) -> Person | Team:
        return self.known[self.cleaned_data["to"]]


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
