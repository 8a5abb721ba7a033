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
        name, level = table.given.get("name"), table.given.get("severity")
        if not isinstance(name, str) or not name:
            raise BadGuide(_("{where}: has no name.").format(where=table.where))
        if level not in LEVELS:
            raise BadGuide(_("{where}: severity is 1, 2 or 3.").format(where=table.where))
        given = table.given.get("answers") or {}
        answers = Table(given, table.where)
        read = {code: _answer(answers, code, known.get(code)) for code in given}
        return cls(name, table.given.get("symptom", ""), read, level, table.given.get("contracted"))


def _answer(table: Table, code: str, question: Question | None) -> str | Decimal:
    if question is None:
        raise BadGuide(_("{where}: there is no question “{code}”.").format(where=table.where, code=code))
    answer = table.answer(code)
    if answer == "dont_know" or (answer in ("yes", "no") and not question.is_number):
        return answer
    if question.is_number and (number := table.decimal(code)) is not None:
        return number
    raise BadGuide(_("{where}: “{code}” is answered by yes, no or dont_know.").format(where=table.where, code=code))
