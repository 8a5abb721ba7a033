"""What a guide asks and by which rules: read from its definition, with a clear error for each mistake in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fiverings.core.problems import Refused

KINDS = ("yes_no", "number")
LEVELS = (1, 2, 3)
RAISES_TO = LEVELS[:-1]
SHOWN = {"left": "", "whole": "", "unit": "", "share": ""}


class BadGuide(Refused):
    """The definition of a guide cannot be read; the words name the place."""


@dataclass(frozen=True)
class Words:
    """The same words in several languages; who reads another language reads English."""

    by_language: Mapping[str, str]

    def __str__(self) -> str:
        language = (get_language() or "en").split("-")[0]
        return self.by_language.get(language) or self.by_language["en"]


@dataclass(frozen=True)
class Question:
    """One question of a guide: what to read aloud, why and where to look, and how it is answered."""

    code: str
    wording: Words
    help: Words
    answers: str
    discriminates: bool

    @property
    def is_number(self) -> bool:
        return self.answers == "number"


@dataclass(frozen=True)
class Condition:
    """What must have been answered for a rule to fire: a word, or at most a share of what is contracted."""

    question: str
    answer: str = ""
    share_at_most: Decimal | None = None


@dataclass(frozen=True)
class Rule:
    """When all its conditions hold, nothing milder than its level can be chosen; a rule only raises."""

    code: str
    level: int
    says: Words
    when: tuple[Condition, ...]


@dataclass(frozen=True)
class Definition:
    """All questions and rules of one version of a guide, in the order in which they are asked."""

    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Definition:
        """The questions and rules of a definition; BadGuide names the first mistake."""
        questions = tuple(_questions(given))
        known = {each.code: each for each in questions}
        if len(known) != len(questions):
            raise BadGuide(_("Two questions have the same code."))
        rules = tuple(_rules(given, known))
        if len({each.code for each in rules}) != len(rules):
            raise BadGuide(_("Two rules have the same code."))
        _code(given, _("guide"))
        _words(given, "name", _("guide"))
        return cls(questions, rules)

    def question(self, code: str) -> Question:
        """BadGuide when this guide asks nothing of the kind."""
        found = next((each for each in self.questions if each.code == code), None)
        if found is None:
            raise BadGuide(_("This guide asks no question “{code}”.").format(code=code))
        return found

    def in_order(self) -> list[Question]:
        """What a single answer can settle first, then what tells severities apart, then the rest."""
        alone = {rule.when[0].question for rule in self.rules if len(rule.when) == 1}
        return sorted(self.questions, key=lambda each: (each.code not in alone, not each.discriminates))


def _questions(given: Mapping[str, Any]) -> Iterator[Question]:
    for number, each in enumerate(_list(given, "question"), start=1):
        where = _("question {number}").format(number=number)
        if each.get("answers") not in KINDS:
            raise BadGuide(_("{where}: answers is one of {kinds}.").format(where=where, kinds=", ".join(KINDS)))
        yield Question(
            code=_code(each, where),
            wording=_words(each, "wording", where),
            help=_words(each, "help", where),
            answers=each["answers"],
            discriminates=bool(each.get("discriminates")),
        )


def _rules(given: Mapping[str, Any], known: Mapping[str, Question]) -> Iterator[Rule]:
    for number, each in enumerate(_list(given, "rule", may_lack=True), start=1):
        where = _("rule {number}").format(number=number)
        if each.get("level") not in RAISES_TO:
            raise BadGuide(_("{where}: level is 1 or 2, for a rule only raises.").format(where=where))
        when = tuple(_condition(one, known, where) for one in _tables(each.get("when") or [], "when"))
        if not when:
            raise BadGuide(_("{where}: says not when it fires.").format(where=where))
        says = _words(each, "says", where)
        if any(one.share_at_most is not None for one in when):
            _refuse_unknown_places(says, where)
        yield Rule(_code(each, where), each["level"], says, when)


def _condition(given: Mapping[str, Any], known: Mapping[str, Question], where: str) -> Condition:
    question = known.get(given.get("question", ""))
    if question is None:
        raise BadGuide(_("{where}: there is no question “{code}”.").format(where=where, code=given.get("question")))
    if not question.is_number:
        if given.get("answer") not in ("yes", "no"):
            raise BadGuide(_("{where}: a condition names an answer, yes or no.").format(where=where))
        return Condition(question.code, given["answer"])
    share = given.get("share_at_most")
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
        raise BadGuide(_("{where}: a condition on a number names share_at_most, 0 to 1.").format(where=where))
    return Condition(question.code, share_at_most=Decimal(str(share)))


def _refuse_unknown_places(says: Words, where: str) -> None:
    for words in says.by_language.values():
        try:
            words.format(**SHOWN)
        except (KeyError, IndexError, ValueError):
            places = ", ".join(f"{{{each}}}" for each in SHOWN)
            raise BadGuide(_("{where}: says may name {places}.").format(where=where, places=places)) from None


def _list(given: Mapping[str, Any], name: str, *, may_lack: bool = False) -> list[Mapping[str, Any]]:
    found = _tables(given.get(name) or [], name)
    if not found and not may_lack:
        raise BadGuide(_("A guide asks at least one question."))
    return found


def _tables(found: Any, name: str) -> list[Mapping[str, Any]]:
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        raise BadGuide(_("“{name}” is a list of tables.").format(name=name))
    return found


def _code(given: Mapping[str, Any], where: str) -> str:
    code = given.get("code")
    if not isinstance(code, str) or not code.strip():
        raise BadGuide(_("{where}: has no code.").format(where=where))
    return code


def _words(given: Mapping[str, Any], name: str, where: str) -> Words:
    words = given.get(name)
    if not isinstance(words, Mapping) or not words.get("en") or {type(each) for each in words.values()} != {str}:
        raise BadGuide(_("{where}: {name} lacks its English words.").format(where=where, name=name))
    return Words(dict(words))
