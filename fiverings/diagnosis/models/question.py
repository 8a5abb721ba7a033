"""Questions: what to read aloud, where to look, and how it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from .table import BadGuide, Table
from .words import Words

KINDS = ("yes_no", "number")
KEYS = (
    *("code", "wording", "help", "answers", "discriminates", "seconds", "above", "above_share"),
    *("yes_chance", "dont_know_chance", "depends_on", "note"),
)
SECONDS = 20.0
"""What a question costs whose guide does not say."""


@dataclass(frozen=True)
class Question:
    """One question of a guide: what to read aloud, why and where to look, and how it is answered.

    A number is a “yes” for the network when it is more than `above`, or more than a share of what is contracted.
    """

    code: str
    wording: Words
    help: Words
    answers: str
    discriminates: bool
    seconds: float = SECONDS
    above: Decimal | None = None
    above_share: Decimal | None = None

    @classmethod
    def read(cls, table: Table) -> Question:
        """BadGuide names the first mistake."""
        table.only(*KEYS)
        if table.given.get("answers") not in KINDS:
            raise BadGuide(_("{where}: answers is one of {kinds}.").format(where=table.where, kinds=", ".join(KINDS)))
        return cls(
            code=table.code(),
            wording=table.words("wording"),
            help=table.words("help"),
            answers=table.given["answers"],
            discriminates=bool(table.given.get("discriminates", "yes_chance" in table.given)),
            seconds=table.number("seconds", least=1, otherwise=SECONDS),
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
