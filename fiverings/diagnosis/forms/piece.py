"""The form of one piece of a guide: it shows what stands, and gives back the piece with what was filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..models.section import SECTIONS, pieces
from ..models.table import OTHERWISE
from .fields import likelihood

LINE = 300
TEXT = 2_000
LANGUAGES = [(code.split("-")[0], name.split(" (")[0]) for code, name in settings.LANGUAGES]
Rows = list[tuple[str, str]]
"""Codes under which something may be said, each with what it is called."""


@dataclass(frozen=True)
class Group:
    """Fields that belong together, below a heading; folded away unless they are open."""

    title: Any
    fields: list[forms.BoundField]
    hint: Any = ""
    folds: bool = False
    is_open: bool = True


class PieceForm(forms.Form):
    """What all of them have in common: words in each language, likelihoods under codes, and a note."""

    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, sent: Any, *, definition: Mapping[str, Any], piece: Mapping[str, Any] | None) -> None:
        super().__init__(sent)
        self.definition, self.piece = definition, dict(piece or {})
        self.rows: dict[str, list[str]] = {}
        self.build()

    def build(self) -> None:
        """Add the fields of this sort of piece."""
        raise NotImplementedError

    def written(self) -> dict[str, Any]:
        """What was filled in, by the keys of the piece; None takes a key away."""
        raise NotImplementedError

    def groups(self) -> list[Group]:
        """The fields as they stand on the page."""
        return [Group("", [self[name] for name in self.fields if name != "read"])]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        whole = self.piece | self.written()
        return {
            "piece": {key: each for key, each in whole.items() if each not in (None, "", {}, [])},
            "read": given["read"],
        }

    def add_words(
        self, name: str, label: Any, *, required: bool = True, long: bool = False, help_text: Any = ""
    ) -> None:
        """A field for each language; English may not lack where words are wanted at all."""
        said = self.piece.get(name) or {}
        for code, language in LANGUAGES:
            words = f"{label} ({language})" if code != "en" else label
            widget = forms.Textarea(attrs={"rows": 2}) if long else forms.TextInput()
            self.fields[f"{name}_{code}"] = forms.CharField(
                label=words, required=required and code == "en", max_length=TEXT if long else LINE, widget=widget,
                initial=said.get(code, ""), help_text=help_text if code == "en" else "",
            )  # fmt: skip

    def words_of(self, name: str) -> list[forms.BoundField]:
        return [self[f"{name}_{code}"] for code, _language in LANGUAGES]

    def said(self, name: str) -> dict[str, str] | None:
        """Words by language as the guide keeps them; those of other languages stay as they are."""
        theirs = {code: self.cleaned_data[f"{name}_{code}"].strip() for code, _language in LANGUAGES}
        kept = self.piece.get(name) or {}
        return {code: words for code, words in (kept | theirs).items() if words} or None

    def add_phrases(self, name: str, label: Any, *, help_text: Any) -> None:
        """A list of words for each language, with commas between them."""
        said = self.piece.get(name) or {}
        for code, language in LANGUAGES:
            self.fields[f"{name}_{code}"] = forms.CharField(
                label=f"{label} ({language})", required=False, initial=", ".join(map(str, said.get(code) or [])),
                max_length=TEXT, help_text=help_text,
            )  # fmt: skip

    def said_phrases(self, name: str) -> dict[str, list[str]] | None:
        """Lists of words by language as the guide keeps them; those of other languages stay as they are."""
        given = {code: self.cleaned_data[f"{name}_{code}"].split(",") for code, _language in LANGUAGES}
        heard = {code: [each.strip() for each in words if each.strip()] for code, words in given.items()}
        return {code: each for code, each in ((self.piece.get(name) or {}) | heard).items() if each} or None

    def add_note(self) -> None:
        self.fields["note"] = forms.CharField(
            label=_("Note"), help_text=_("Why it is so, for whoever reads the guide after you."), required=False,
            max_length=TEXT, widget=forms.Textarea(attrs={"rows": 2}), initial=self.piece.get("note", ""),
        )  # fmt: skip

    def add_likelihoods(self, prefix: str, said: Any, rows: Rows, *, otherwise: bool = True) -> None:
        """A likelihood under each code, and one for all that are not named."""
        known = said if isinstance(said, Mapping) else {OTHERWISE: said}
        shown = [*rows, (OTHERWISE, _("All others"))] if otherwise else rows
        self.rows[prefix] = [code for code, _name in shown]
        for code, name in shown:
            silent = _("nothing said") if code == OTHERWISE or not otherwise else _("as all others")
            silent = _("by the number") if isinstance(known.get(code), int | float) else silent
            self.fields[f"{prefix}-{code}"] = likelihood(name, silent=silent)
            self.fields[f"{prefix}-{code}"].initial = known.get(code)

    def likelihoods(self, prefix: str) -> list[forms.BoundField]:
        return [self[f"{prefix}-{code}"] for code in self.rows[prefix]]

    def said_likely(self, prefix: str) -> Any:
        """Likelihoods by code as the guide keeps them; one alone where it is the same for all."""
        given = {code: self.cleaned_data.get(f"{prefix}-{code}") for code in self.rows[prefix]}
        said = {code: each for code, each in given.items() if each is not None}
        return said[OTHERWISE] if set(said) == {OTHERWISE} else said or None

    def named(self, section: str) -> Rows:
        """The pieces of another section, by code."""
        of = SECTIONS[section]
        return [(of.key(each, n), of.name(each)) for n, each in enumerate(pieces(self.definition, section), 1)]


def chosen(choices: Iterable[tuple[str, Any]], *, label: Any, initial: Any, silent: Any = "", hint: Any = "") -> Any:
    """A choice that may be left out where `silent` says what that means."""
    shown = [("", silent), *choices] if silent else list(choices)
    return forms.ChoiceField(label=label, choices=shown, required=not silent, initial=initial, help_text=hint)
