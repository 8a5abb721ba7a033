"""Sections: the lists of which a definition is made, and the pieces that stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .definition import FORMERLY

Piece = Mapping[str, Any]
"""One table of a list: a cause, a question, a story."""


@dataclass(frozen=True)
class Section:
    """One list of a definition: its key, what one piece is called, and what all of them are."""

    code: str
    one: Any
    many: Any

    def key(self, piece: Piece, number: int) -> str:
        """By what a piece is found again: its code, or its number where it has none."""
        return str(number) if self.code == "tests" else str(piece.get("code") or number)

    def name(self, piece: Piece) -> str:
        """What a piece is called on a page: English, as guides are compared in it."""
        if self.code == "tests":
            return str(piece.get("name") or "")
        words = piece.get({"questions": "wording", "rules": "says"}.get(self.code, "name"))
        said = str(words.get("en") or "") if isinstance(words, Mapping) else ""
        return f"{piece.get('code')}, {said}" if self.code == "rules" else said or str(piece.get("code") or "")


SECTIONS = {
    each.code: each
    for each in (
        Section("causes", _("Cause"), _("Causes")),
        Section("symptoms", _("Symptom"), _("What they report")),
        Section("nodes", _("Node"), _("What answers have in common")),
        Section("questions", _("Question"), _("Questions")),
        Section("rules", _("Rule"), _("Rules")),
        Section("tests", _("Story"), _("Stories")),
    )
}


def pieces(definition: Mapping[str, Any], section: str) -> list[dict[str, Any]]:
    """The pieces of a section, in order; none where it is not there."""
    former = FORMERLY.get(section, section)
    return list(definition.get(section) or definition.get(former) or [])


def by_key(definition: Mapping[str, Any], section: str) -> dict[str, dict[str, Any]]:
    """The pieces of a section by what they are found by."""
    of = SECTIONS[section]
    return {of.key(each, number): each for number, each in enumerate(pieces(definition, section), 1)}
