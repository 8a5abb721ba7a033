"""Stories: what somebody tells, and the severity that a guide must reach by it; each is a test of its guide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from .question import Question
from .table import LEVELS, BadGuide, Table


@dataclass(frozen=True)
class Story:
    """A symptom, the answers in the order in which they are given, and the severity at the end."""

    name: str
    symptom: str
    answers: Mapping[str, str | Decimal]
    severity: int
    contracted: int | None = None

    @classmethod
    def read(cls, table: Table, known: Mapping[str, Question]) -> Story:
        """BadGuide names the first mistake."""
        table.only("name", "symptom", "answers", "severity", "contracted", "note")
        name, level, contracted = table.text("name"), table.level("severity", LEVELS), table.given.get("contracted")
        if not name:
            raise BadGuide(_("{where}: has no name.").format(where=table.where))
        if contracted is not None and (not isinstance(contracted, int) or contracted < 0):
            raise BadGuide(_("{where}: contracted is a number from 0.").format(where=table.where))
        if level is None:
            raise BadGuide(_("{where}: severity is 1, 2 or 3.").format(where=table.where))
        answers = table.under("answers")
        read = {code: _answer(answers, code, known.get(code)) for code in answers.given}
        return cls(name, table.text("symptom"), read, level, contracted)


def _answer(table: Table, code: str, question: Question | None) -> str | Decimal:
    if question is None:
        raise BadGuide(_("{where}: there is no question “{code}”.").format(where=table.where, code=code))
    answer = table.answer(code)
    if answer == "dont_know" or (answer in ("yes", "no") and not question.is_number):
        return answer
    if question.is_number and (number := table.decimal(code)) is not None:
        return number
    raise BadGuide(_("{where}: “{code}” is answered by yes, no or dont_know.").format(where=table.where, code=code))
