"""What people fill in when they ask for help or a decision, and when they give it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.people.models import Person, Team

from ..models import Case, EscalationKind
from .case import ONE_LINE, WORDS_AT_MOST, Words

AN_HOUR = timedelta(hours=1)
A_QUARTER = 15


def in_an_hour() -> Any:
    """A time to begin with: in an hour, at a full quarter."""
    later = clock.now() + AN_HOUR
    return later.replace(minute=later.minute - later.minute % A_QUARTER, second=0, microsecond=0)


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
        initial=in_an_hour,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *given: Any, case: Case, person: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        people = Person.objects.visible_to(person).who_may("cases.help").exclude(pk=case.owner_id).order_by("name")
        self.known: dict[str, Person | Team] = {f"person-{each.pk}": each for each in people}
        teams = {f"team-{each.pk}": each for each in Team.objects.visible_to(person)}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose")),
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
