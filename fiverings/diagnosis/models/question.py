"""Questions: what to read aloud, where to look, and how it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from .observation import CAPACITY_LEFT, Observation
from .table import BadGuide, Table
from .words import Words

KINDS = ("yes_no", "number")
KEYS = (
    *("code", "wording", "help", "answers", "discriminates", "seconds", "above", "above_share"),
    *("yes_chance", "dont_know_chance", "depends_on", "note", "answered_by", "known_by", "first_when"),
)
SECONDS = 20.0
"""What a question costs whose guide does not say."""


@dataclass(frozen=True)
class Question:
    """One question of a guide: what to read aloud, why and where to look, and how it is answered.

    A number is a “yes” for the network when it is more than `above`, or more than a share of what is contracted.
    `answered_by` names the observation by which the house answers it: nobody is asked. `known_by` names one by which
    the house may know it, while people are asked all the same; with `first_when` it comes first where that is observed.
    """

    code: str
    wording: Words
    help: Words
    answers: str
    discriminates: bool
    seconds: float = SECONDS
    above: Decimal | None = None
    above_share: Decimal | None = None
    answered_by: str = ""
    known_by: str = ""
    first_when: str = ""

    @classmethod
    def read(cls, table: Table) -> Question:
        """BadGuide names the first mistake."""
        table.only(*KEYS)
        if table.text("answers") not in KINDS:
            raise BadGuide(_("{where}: answers is one of {kinds}.").format(where=table.where, kinds=", ".join(KINDS)))
        by_house = _answered_by(table)
        return cls(
            code=table.code(),
            wording=table.words("wording"),
            help=table.words("help", may_lack=bool(by_house)),
            answers=table.given["answers"],
            discriminates=bool(table.given.get("discriminates", "yes_chance" in table.given and not by_house)),
            seconds=0 if by_house else table.number("seconds", least=1, otherwise=SECONDS),
            answered_by=by_house,
            known_by=_one_of(table, "known_by", [CAPACITY_LEFT]),
            first_when=_one_of(table, "first_when", Observation.values),
            above=table.decimal("above"),
            above_share=table.decimal("above_share", most=1),
        )

    @property
    def is_number(self) -> bool:
        return self.answers == "number"

    def heard(self, quantity: Decimal | None, contracted: int | None) -> bool | None:
        """Whether a number means yes; None when that cannot be told."""
        if quantity is None:
            return None
        if self.above is not None:
            return quantity > self.above
        if self.above_share is None or not contracted:
            return None
        return quantity / contracted > self.above_share


def _answered_by(table: Table) -> str:
    found = _one_of(table, "answered_by", Observation.values)
    if found and table.given["answers"] != "yes_no":
        raise BadGuide(_("{where}: what the house answers is answered by yes_no.").format(where=table.where))
    return found


def _one_of(table: Table, key: str, known: Sequence[str]) -> str:
    found = table.text(key)
    if found and found not in known:
        words = _("{where}: {key} is one of {known}.")
        raise BadGuide(words.format(where=table.where, key=key, known=", ".join(known)))
    if found and key == "known_by" and table.given.get("answers") != "number":
        raise BadGuide(_("{where}: only a number is known by capacity_left.").format(where=table.where))
    return found
