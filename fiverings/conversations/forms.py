"""What people fill in about conversations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.customers.models import Contact
from fiverings.people.models import Team

from .models import OF_US, Template

WORDS_AT_MOST = 200_000


class DraftForm(forms.Form):
    """The words as they stand, and which version of the draft the window has seen."""

    words = forms.CharField(required=False, strip=False, max_length=WORDS_AT_MOST)
    version = forms.IntegerField(required=False, min_value=0)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return {"text": given.get("words", ""), "version": given.get("version") or 0}


FIELDS_IN_WORDS = {
    "customer.first_name": _("how the customer is called"),
    "customer.name": _("the whole name of the customer"),
    "account.name": _("their company or household"),
    "case.number": _("the number of the case"),
    "promise.what": _("what is owed next"),
    "promise.time": _("by when, on the customer's clock"),
    "person.name": _("your name"),
    "person.first_name": _("how you are called"),
    "person.phone": _("your number"),
    "team.name": _("your team"),
    "team.brand": _("the brand of your team"),
    "team.address": _("the address of your team"),
}
"""Every field that a template can name, and what it stands for."""


def fields_in_words() -> list[tuple[str, str, bool]]:
    """Each field, what it stands for, and whether a signature knows it."""
    return [(name, str(words), name in OF_US) for name, words in FIELDS_IN_WORDS.items()]


class PreviewForm(forms.Form):
    """For whom prepared words are shown."""

    customer = forms.ModelChoiceField(
        label=_("As whom?"), queryset=Contact.objects.none(), required=False, empty_label=_("An example")
    )

    def __init__(self, *given: Any, contacts: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["customer"].queryset = contacts  # type: ignore[attr-defined]


class TemplateForm(forms.Form):
    """Prepared words: what they are for, of whom, in which language."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Template.Kind.choices)
    name = forms.CharField(label=_("Its name"), max_length=100)
    team = forms.ModelChoiceField(
        label=_("Which team?"), queryset=Team.objects.none(), required=False, empty_label=_("All of us")
    )
    language = forms.CharField(label=_("Language"), help_text=_("As a tag: en, fr, de, pt-br."), max_length=20)
    text = forms.CharField(
        label=_("Words"),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "data-fields": "template-fields"}),
        max_length=20_000,
    )

    def __init__(self, *given: Any, teams: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["text"].help_text = _(
            "Fields stand in braces; **bold**, *italic*, - points, 1. steps, `code` and [words](https://…) are marks."
        )
