"""Fields in which one says a thing by a word or by a number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.likelihood import CHANCES, LEAST, MOST

WORDS = {
    "almost always": _("almost always"),
    "mostly": _("mostly"),
    "often": _("often"),
    "about half": _("about half"),
    "sometimes": _("sometimes"),
    "rarely": _("rarely"),
    "almost never": _("almost never"),
}


class WordOrNumber(forms.MultiWidget):
    """A choice of words, and beside it room for a number."""

    def __init__(self, choices: Any, *, step: str = "any") -> None:
        word = forms.Select(choices=choices, attrs={"aria-label": _("in words")})
        number = forms.NumberInput(
            attrs={"aria-label": _("or a number"), "step": step, "placeholder": _("or a number")}
        )
        super().__init__([word, number])

    def decompress(self, value: Any) -> list[Any]:
        if value is None or isinstance(value, bool):
            return [None, None]
        return [value, None] if isinstance(value, str) else [None, f"{value:g}"]


class WordOrNumberField(forms.MultiValueField):
    """Said by a word, by a number, or not at all; never by both."""

    def __init__(self, choices: Any, *, least: float, most: float | None = None, label: Any) -> None:
        number = forms.FloatField(min_value=least, max_value=most, required=False)
        fields = (forms.ChoiceField(choices=choices, required=False), number)
        super().__init__(fields, widget=WordOrNumber(choices), label=label, required=False, require_all_fields=False)

    def compress(self, values: list[Any]) -> Any:
        word, number = values or (None, None)
        if word and number is not None:
            raise forms.ValidationError(_("By a word or by a number, not by both."))
        return word or number


def likelihood(label: Any, *, silent: Any) -> WordOrNumberField:
    """How likely something is; nothing is certain."""
    choices = [("", silent), *((word, f"{WORDS[word]} ({each:g})") for word, each in CHANCES.items())]
    return WordOrNumberField(choices, least=LEAST, most=MOST, label=label)


def number_answer(label: Any) -> WordOrNumberField:
    """A number, or that they do not know."""
    return WordOrNumberField([("", _("not asked")), ("dont_know", _("don\u2019t know"))], least=0, label=label)
