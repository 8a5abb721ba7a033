"""What people fill in about one case: its need, words, its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.customers.models import Contact
from fiverings.people.models import Person

from ..models import Kind

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


class NewCaseForm(forms.Form):
    """A need that reached us another way, or a first word of ours."""

    contact = forms.ModelChoiceField(queryset=Contact.objects.none(), widget=forms.HiddenInput)
    need = forms.CharField(
        label=_("What do they need?"), help_text=_("In their words, as they said it."), max_length=ONE_LINE
    )
    kind = forms.ChoiceField(label=_("What sort of need?"), choices=Kind.choices, required=False)
    words = forms.CharField(
        label=_("Write to them"),
        help_text=_("Leave it empty when nothing is to be said yet."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=WORDS_AT_MOST,
    )

    def __init__(self, *given: Any, person: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["contact"].queryset = Contact.objects.visible_to(person).present()  # type: ignore[attr-defined]
