"""Changes: one row of numbers that cases would have otherwise, with both numbers and how many cases are behind each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from .definition import Definition
from .numbers import WITHIN, Row


@dataclass(frozen=True)
class Moved:
    """A number before and after, what experts said, and how many cases speak of it."""

    code: str
    before: float
    after: float
    expert: float
    n: float


@dataclass(frozen=True)
class Change:
    """A row of numbers that is taken or left as one; `n` is how many cases speak of the row."""

    place: str
    n: int
    numbers: tuple[Moved, ...]

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Change:
        """As `as_json` wrote it."""
        return cls(given["place"], given["n"], tuple(Moved(**each) for each in given["numbers"]))

    def as_json(self) -> dict[str, Any]:
        return {"place": self.place, "n": self.n, "numbers": [asdict(each) for each in self.numbers]}

    @property
    def after(self) -> Row:
        """The row as it would be."""
        return {each.code: each.after for each in self.numbers}

    @property
    def most(self) -> float:
        """How far the number moves that moves most."""
        return max(abs(each.after - each.before) for each in self.numbers)

    def about(self, asks: Definition) -> str:
        """What the row says, in words."""
        section, code, key = self.place.split(".")
        if section == "symptoms":
            return _("How often each cause is behind “{symptom}”").format(symptom=_named(asks, section, code))
        if section == "nodes":
            return _("How likely each state of “{node}” is under each cause").format(node=code)
        words = (
            _("How often “yes” is true: {question}") if key == "yes_chance" else _("How often nobody knows: {question}")
        )
        return words.format(question=_named(asks, section, code))

    def names(self, asks: Definition) -> dict[str, str]:
        """Each code of the row as people call it."""
        return {each.code: " · ".join(_called(asks, part) for part in each.code.split(WITHIN)) for each in self.numbers}


def _named(asks: Definition, section: str, code: str) -> str:
    if section == "questions":
        return str(asks.question(code).wording)
    return str(asks.causation.symptom(code).name) if asks.causation else code


def _called(asks: Definition, code: str) -> str:
    """A cause or a state by its name."""
    if asks.causation is None:
        return code
    for names in ({each.code: each.name for each in asks.causation.suspects}, *asks.causation.states.values()):
        if code in names:
            return str(names[code])
    return code
