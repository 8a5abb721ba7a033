"""What people fill in about one case: its need, words, its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Kind

WORDS_AT_MOST = 200_000
ONE_LINE = 400

KIND_OF_A_CUSTOMER = [each for each in Kind.choices if each[0] not in (Kind.UNSORTED, Kind.INTERNAL)]

Words = forms.Textarea(attrs={"rows": 3})


class WordsForm(forms.Form):
    """Words to a customer, or among us."""

    words = forms.CharField(label=_("Words"), widget=Words, max_length=WORDS_AT_MOST)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return {"text": given.get("words", "")}


class ConversionForm(forms.Form):
    """What sort of need it is after all."""

    kind = forms.ChoiceField(label=_("What sort of need is it?"), choices=KIND_OF_A_CUSTOMER)


class ReopeningForm(forms.Form):
    """Why it was not solved after all."""

    reason = forms.CharField(label=_("Why does it open again?"), required=False, max_length=ONE_LINE)
