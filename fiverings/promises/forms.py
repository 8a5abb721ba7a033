"""What people fill in about what we promise."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Kind

A_YEAR = 525_600
ANY = ""
SEVERITIES = [(ANY, _("Any")), *((str(level), str(level)) for level in (1, 2, 3))]


class StandardForm(forms.Form):
    """How long a promise of a kind may take at most, from now on."""

    kind = forms.ChoiceField(label=_("What is promised?"), choices=Kind.choices)
    severity = forms.ChoiceField(
        label=_("At which severity?"),
        help_text=_("One for a severity goes before one for any."),
        choices=SEVERITIES,
        required=False,
    )
    minutes = forms.IntegerField(label=_("Within how many minutes?"), min_value=1, max_value=A_YEAR)
    round_the_clock = forms.BooleanField(label=_("Round the clock, also while we are closed"), required=False)

    def clean_severity(self) -> int | None:
        severity: str = self.cleaned_data["severity"]
        return int(severity) if severity else None
