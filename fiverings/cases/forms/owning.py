"""What people fill in when a case changes hands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.people.models import Person, Role

from ..models import Case
from .case import ONE_LINE, WORDS_AT_MOST, Words


class TakeoverForm(forms.Form):
    """Why a lead takes a case over."""

    reason = forms.CharField(label=_("Why do you take it over?"), max_length=ONE_LINE)


class HandoffForm(forms.Form):
    """To whom a case is offered, what they must know and do next, and why, as the customer will read it."""

    to = forms.ModelChoiceField(label=_("To whom?"), queryset=Person.objects.none())
    note = forms.CharField(
        label=_("What must they know?"),
        help_text=_("What the customer will not have to say again."),
        widget=Words,
        max_length=WORDS_AT_MOST,
    )
    next_step = forms.CharField(
        label=_("What comes next?"), help_text=_("And if that does not help, then what?"), max_length=ONE_LINE
    )
    why = forms.CharField(
        label=_("Why does it change hands?"), help_text=_("The customer reads this sentence."), max_length=ONE_LINE
    )

    def __init__(self, *given: Any, case: Case, person: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        colleagues = Person.objects.visible_to(person).with_role(Role.ADVOCATE)
        if case.kind == case.Kind.INTERNAL:
            colleagues = colleagues | Person.objects.visible_to(person).with_role(Role.SPECIALIST)
        self.fields["to"].queryset = colleagues.exclude(pk=case.owner_id).order_by("name")  # type: ignore[attr-defined]


class ReadBackForm(forms.Form):
    """What a receiver understood, in their own words."""

    read_back = forms.CharField(
        label=_("What do you take over, in your own words?"),
        help_text=_("What they need, and what you do next."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=WORDS_AT_MOST,
    )


class ReasonForm(forms.Form):
    """Why not, or why no more."""

    reason = forms.CharField(label=_("Why?"), help_text=_("Only we read this."), max_length=ONE_LINE)
