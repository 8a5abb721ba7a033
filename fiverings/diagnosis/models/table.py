"""Tables: a definition is read table by table, and each mistake is named by its place."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeGuard

from django.utils.translation import gettext as _

from fiverings.core.problems import Refused

from .likelihood import CHANCES, chance
from .words import Words

OTHERWISE = "otherwise"
LEVELS = (1, 2, 3)
"""The severities."""
CODE_AT_MOST = 50
CODE = re.compile(rf"[A-Za-z0-9_-]{{1,{CODE_AT_MOST}}}")
"""Codes stand in addresses, and in the places of learned numbers."""
MOST = 1e9
"""Beyond this nothing of a guide is a number that one can reckon with."""


class BadGuide(Refused):
    """The definition of a guide cannot be read; the words name the place."""


@dataclass(frozen=True)
class Table:
    """Some keys with what is said for each, and the place where it stands."""

    given: Mapping[str, Any]
    where: str

    def only(self, *known: str) -> Table:
        """Itself, unless it says what nobody reads: a slip of the pen must not change what a guide means."""
        if not isinstance(self.given, Mapping):
            raise BadGuide(_("{where}: is a table of keys.").format(where=self.where))
        for key in self.given:
            if key not in known:
                words = _("{where}: “{key}” is not known here; it may say {known}.")
                raise BadGuide(words.format(where=self.where, key=key, known=", ".join(known)))
        return self

    def under(self, name: str) -> Table:
        """What is said below a key, as a table of its own; an empty one where the key is lacking."""
        said = self.given.get(name) or {}
        if not isinstance(said, Mapping):
            raise BadGuide(_("{where}: {name} is a table of keys.").format(where=self.where, name=name))
        return Table(said, self.where)

    def text(self, name: str) -> str:
        """A word or a line; nothing where the key is lacking."""
        said = self.given.get(name, "")
        if not isinstance(said, str):
            raise BadGuide(_("{where}: {name} is a word.").format(where=self.where, name=name))
        return said

    def level(self, name: str, levels: Sequence[int]) -> int | None:
        """One of these numbers, or None where something else is said."""
        said = self.given.get(name)
        return said if isinstance(said, int) and not isinstance(said, bool) and said in levels else None

    def code(self) -> str:
        """The word by which the rest of the guide names it."""
        code = self.given.get("code")
        if not isinstance(code, str) or not code.strip():
            raise BadGuide(_("{where}: has no code.").format(where=self.where))
        if not CODE.fullmatch(code):
            words = _("{where}: a code is of letters, digits, - and _, {most} at most.")
            raise BadGuide(words.format(where=self.where, most=CODE_AT_MOST))
        return code

    def words(self, name: str, *, may_lack: bool = False) -> Words:
        """Words by language; English is never lacking, unless all of it is."""
        words = self.given.get(name)
        if words is None and may_lack:
            return Words({"en": ""})
        if not isinstance(words, Mapping) or not words.get("en") or {type(each) for each in words.values()} != {str}:
            raise BadGuide(_("{where}: {name} lacks its English words.").format(where=self.where, name=name))
        return Words(dict(words))

    def phrases(self, name: str) -> dict[str, tuple[str, ...]]:
        """Lists of words, each with letters, by language; nothing where the key is lacking."""
        said = self.under(name).given
        if not all(
            isinstance(each, list) and all(isinstance(word, str) and word.strip() for word in each)
            for each in said.values()
        ):
            raise BadGuide(_("{where}: {name} are lists of words by language.").format(where=self.where, name=name))
        return {language: tuple(each) for language, each in said.items()}

    def tables(self, name: str, place: str) -> list[Table]:
        """The tables below a key, each with its place: “question 3”."""
        found = self.given.get(name) or []
        if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
            raise BadGuide(_("“{name}” is a list of tables.").format(name=name))
        return [Table(each, f"{place} {number}") for number, each in enumerate(found, start=1)]

    def number(self, name: str, *, least: float, otherwise: float | None = None) -> float:
        """A number that is at least so much."""
        found = self.given.get(name, otherwise)
        if not _is_number(found) or found < least:
            raise BadGuide(
                _("{where}: {name} is a number from {least}.").format(where=self.where, name=name, least=least)
            )
        return float(found)

    def decimal(self, name: str, *, most: float | None = None) -> Decimal | None:
        """A number from nought, or None where nothing is said."""
        found = self.given.get(name)
        if found is None:
            return None
        if not _is_number(found) or found < 0 or (most and found > most):
            words = (
                _("{where}: {name} is a number from 0 to {most}.") if most else _("{where}: {name} is a number from 0.")
            )
            raise BadGuide(words.format(where=self.where, name=name, most=most))
        return Decimal(str(found))

    def answer(self, name: str) -> str:
        """An answer; YAML reads a bare yes or no as true or false, and means the same."""
        found = self.given.get(name, "")
        return str({True: "yes", False: "no"}.get(found, found) if isinstance(found, bool) else found)

    def chances(self, name: str, codes: tuple[str, ...], *, may_lack: bool = False) -> list[float]:
        """A chance for each code: named, or that of “otherwise”; one for all may be said alone."""
        said = self.given.get(name)
        if said is None and may_lack:
            return []
        if not isinstance(said, Mapping):
            said = {OTHERWISE: said}
        for code in said:
            if code not in (*codes, OTHERWISE):
                raise BadGuide(
                    _("{where}: {name} names “{code}”, which is not known.").format(
                        where=self.where, name=name, code=code
                    )
                )
        return [self._chance(name, code, said.get(code, said.get(OTHERWISE))) for code in codes]

    def _chance(self, name: str, code: str, said: Any) -> float:
        if (found := chance(said)) is None:
            words = _("{where}: {name} for “{code}” is a number between 0.0001 and 0.9999, or one of: {words}.")
            raise BadGuide(words.format(where=self.where, name=name, code=code, words=", ".join(CHANCES)))
        return found


def _is_number(said: Any) -> TypeGuard[float]:
    """Whether it is a number that one can reckon with."""
    return isinstance(said, int | float) and not isinstance(said, bool) and math.isfinite(said) and abs(said) < MOST
