"""What people fill in about conversations."""

from __future__ import annotations

from typing import Any

from django import forms

WORDS_AT_MOST = 200_000


class DraftForm(forms.Form):
    """The words as they stand, and which version of the draft the window has seen."""

    words = forms.CharField(required=False, strip=False, max_length=WORDS_AT_MOST)
    version = forms.IntegerField(required=False, min_value=0)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return {"text": given.get("words", ""), "version": given.get("version") or 0}
