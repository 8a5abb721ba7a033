"""Rules: when all conditions of one hold, nothing milder than its level can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from .question import Question
from .table import BadGuide, Table
from .words import Words

RAISES_TO = (1, 2)
SHOWN = {"left": "", "whole": "", "unit": "", "share": ""}


@dataclass(frozen=True)
class Condition:
    """What must have been answered for a rule to fire: a word, or at most a share of what is contracted."""

    question: str
    answer: str = ""
    share_at_most: Decimal | None = None

    @classmethod
    def read(cls, table: Table, known: Mapping[str, Question]) -> Condition:
        """BadGuide names the first mistake."""
        table.only("question", "answer", "share_at_most")
        code = table.text("question")
        question = known.get(code)
        if question is None:
            raise BadGuide(_("{where}: there is no question “{code}”.").format(where=table.where, code=code))
        if question.is_number:
            return cls(question.code, share_at_most=_share(table))
        answer = table.answer("answer")
        if answer not in ("yes", "no"):
            raise BadGuide(_("{where}: a condition names an answer, yes or no.").format(where=table.where))
        return cls(question.code, answer)


@dataclass(frozen=True)
class Rule:
    """When all its conditions hold, nothing milder than its level can be chosen; a rule only raises."""

    code: str
    level: int
    says: Words
    when: tuple[Condition, ...]

    @classmethod
    def read(cls, table: Table, known: Mapping[str, Question]) -> Rule:
        """BadGuide names the first mistake."""
        table.only("code", "level", "says", "when", "note")
        level = table.level("level", RAISES_TO)
        if level is None:
            raise BadGuide(_("{where}: level is 1 or 2, for a rule only raises.").format(where=table.where))
        conditions = [Table(each.given, table.where) for each in table.tables("when", table.where)]
        when = tuple(Condition.read(each, known) for each in conditions)
        if not when:
            raise BadGuide(_("{where}: says not when it fires.").format(where=table.where))
        if len({each.question for each in when}) < len(when):
            raise BadGuide(_("{where}: asks two things of one answer, and would never fire.").format(where=table.where))
        says = table.words("says")
        if any(each.share_at_most is not None for each in when):
            _refuse_unknown_places(says, table.where)
        return cls(table.code(), level, says, when)

    def waits_for(self, holds: Callable[[Condition], bool], asked: Container[str]) -> Condition | None:
        """The one answer, yes or no, that would still make it fire; None while it lacks more, or cannot any longer."""
        lacking = [each for each in self.when if not holds(each)]
        if len(lacking) != 1 or lacking[0].question in asked or not lacking[0].answer:
            return None
        return lacking[0]


def forces(
    rules: Iterable[Rule], holds: Callable[[Condition], bool], asked: Container[str]
) -> dict[str, dict[str, int]]:
    """By question and answer, the gravest severity that a rule would set upon it."""
    found: dict[str, dict[str, int]] = {}
    for rule in rules:
        lacking = rule.waits_for(holds, asked)
        if lacking is not None:
            levels = found.setdefault(lacking.question, {})
            levels[lacking.answer] = min(rule.level, levels.get(lacking.answer, rule.level))
    return found


def _share(table: Table) -> Decimal:
    share = table.decimal("share_at_most", most=1)
    if share is None:
        raise BadGuide(_("{where}: a condition on a number names share_at_most, 0 to 1.").format(where=table.where))
    return share


def _refuse_unknown_places(says: Words, where: str) -> None:
    for words in says.by_language.values():
        try:
            words.format(**SHOWN)
        except (KeyError, IndexError, ValueError):
            places = ", ".join(f"{{{each}}}" for each in SHOWN)
            raise BadGuide(_("{where}: says may name {places}.").format(where=where, places=places)) from None
