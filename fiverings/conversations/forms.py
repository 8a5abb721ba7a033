"""What people fill in about conversations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.people.models import Team

from .models import FIELDS, OF_US, Template

WORDS_AT_MOST = 200_000


class DraftForm(forms.Form):
    """The words as they stand, and which version of the draft the window has seen."""

    words = forms.CharField(required=False, strip=False, max_length=WORDS_AT_MOST)
    version = forms.IntegerField(required=False, min_value=0)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return {"text": given.get("words", ""), "version": given.get("version") or 0}


def _listed(names: tuple[str, ...]) -> str:
    return " ".join(f"{{{each}}}" for each in names)


class TemplateForm(forms.Form):
    """Prepared words: what they are for, of whom, in which language."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Template.Kind.choices)
    name = forms.CharField(label=_("Its name"), max_length=100)
    team = forms.ModelChoiceField(
        label=_("Which team?"), queryset=Team.objects.none(), required=False, empty_label=_("All of us")
    )
    language = forms.CharField(label=_("Language"), help_text=_("As a tag: en, fr, de, pt-br."), max_length=20)
    text = forms.CharField(label=_("Words"), widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}), max_length=20_000)

    def __init__(self, *given: Any, teams: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        words = _("Fields: {fields}. A signature only knows {ours}.")
        self.fields["text"].help_text = words.format(fields=_listed(FIELDS), ours=_listed(OF_US))
