"""What people fill in about one case: its need, words, its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

WORDS_AT_MOST = 200_000
ONE_LINE = 400

Words = forms.Textarea(attrs={"rows": 3})


class WordsForm(forms.Form):
    """Words to a customer, or among us."""

    words = forms.CharField(label=_("Words"), widget=Words, max_length=WORDS_AT_MOST)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return {"text": given.get("words", "")}


class ReopeningForm(forms.Form):
    """Why it was not solved after all."""

    reason = forms.CharField(label=_("Why does it open again?"), required=False, max_length=ONE_LINE)
