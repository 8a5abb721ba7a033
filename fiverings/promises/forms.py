"""What people fill in about what we promise."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.customers.models import Agreement
from fiverings.people.models import Person

from .models import Kind

A_YEAR = 525_600
ANY = ""
SEVERITIES = [(ANY, _("Any")), *((str(level), str(level)) for level in (1, 2, 3))]


class AgreementField(forms.ModelChoiceField):
    """An agreement, by whose it is and how it is called."""

    def label_from_instance(self, agreement: Any) -> str:
        return f"{agreement.account}: {agreement}"


class StandardForm(forms.Form):
    """How long a promise of a kind may take at most, from now on."""

    kind = forms.ChoiceField(label=_("What is promised?"), choices=Kind.choices)
    severity = forms.ChoiceField(
        label=_("At which severity?"),
        help_text=_("One for a severity goes before one for any."),
        choices=SEVERITIES,
        required=False,
    )
    agreement = AgreementField(
        label=_("For whom?"),
        help_text=_("One for an agreement goes before one for everybody."),
        queryset=Agreement.objects.none(),
        empty_label=_("Everybody"),
        required=False,
    )
    minutes = forms.IntegerField(label=_("Within how many minutes?"), min_value=1, max_value=A_YEAR)
    round_the_clock = forms.BooleanField(label=_("Round the clock, also while we are closed"), required=False)

    def __init__(self, *given: Any, person: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        found = Agreement.objects.visible_to(person).unended(clock.now().date()).select_related("account")
        self.fields["agreement"].queryset = found.order_by("account__name", "begins_on")  # type: ignore[attr-defined]

    def clean_severity(self) -> int | None:
        severity: str = self.cleaned_data["severity"]
        return int(severity) if severity else None
