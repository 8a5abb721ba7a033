"""What a guide asks, by which rules and of which causes: read from its definition, each mistake named by its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ..engine import YES
from .causation import Causation
from .question import Question
from .recognising import plain
from .rule import Rule
from .story import Story
from .table import BadGuide, Table
from .words import Words

if TYPE_CHECKING:
    from fiverings.customers.models import Account, Topology

    from .evidence import Evidence

KEYS = (
    *("code", "name", "notes", "minute", "losses", "wrong_answers", "services"),
    *("causes", "symptoms", "nodes", "questions", "rules", "tests"),
)
FORMERLY = {"questions": "question", "rules": "rule"}
"""The keys of guides that were written as TOML, which names the tables of a list in the singular."""


@dataclass(frozen=True)
class Definition:
    """All questions and rules of one version of a guide, in order, its causes, and the stories that it must pass."""

    name: Words
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    causation: Causation | None = None
    stories: tuple[Story, ...] = ()
    services: tuple[str, ...] = ()
    """How the services are called that it asks about; none for a guide that asks about anything."""

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Definition:
        """What a definition says; BadGuide names the first mistake."""
        _refuse_unkept(given)
        guide = Table(given, _("guide")).only(*KEYS, *FORMERLY.values())
        guide = Table({**{new: given.get(old, []) for new, old in FORMERLY.items()}, **given}, guide.where)
        questions = tuple(Question.read(each) for each in guide.tables("questions", _("question")))
        if not questions:
            raise BadGuide(_("A guide asks at least one question."))
        known = {each.code: each for each in questions}
        _refuse_twice(questions, _("Two questions have the same code."))
        _refuse_to_come_first(questions)
        rules = tuple(Rule.read(each, known) for each in guide.tables("rules", _("rule")))
        _refuse_twice(rules, _("Two rules have the same code."))
        guide.code()
        name, causation = guide.words("name"), Causation.read(guide)
        stories = tuple(Story.read(each, known) for each in guide.tables("tests", _("test")))
        return cls(name, questions, rules, causation, stories, tuple(chain(*guide.phrases("services").values())))

    def question(self, code: str) -> Question:
        """BadGuide when this guide asks nothing of the kind."""
        found = next((each for each in self.questions if each.code == code), None)
        if found is None:
            raise BadGuide(_("This guide asks no question “{code}”.").format(code=code))
        return found

    def require_symptom(self, code: str) -> None:
        """BadGuide when a symptom is named that this guide does not know."""
        if code and (self.causation is None or self.causation.symptom(code) is None):
            raise BadGuide(_("This guide knows no symptom “{code}”.").format(code=code))

    def answered_by(self, observation: str) -> list[Question]:
        """What the house answers, or may know, by what it observes."""
        return [each for each in self.questions if observation in (each.answered_by, each.known_by)]

    def services_among(self, topologies: Iterable[Topology]) -> list[Topology]:
        """The services of a customer that it asks about, by what they are called; all where none is called so."""
        theirs = list(topologies)
        begins = [plain(each).rstrip() for each in self.services]
        return [each for each in theirs if any(word in plain(each.service) for word in begins)] or theirs

    def largest_of_theirs(self, account: Account) -> Topology | None:
        """The largest of the services that it asks about: what counts as contracted."""
        theirs = self.services_among(account.topologies.standing().prefetch_related("connections__asset"))
        return max(theirs, key=lambda each: each.capacity(), default=None)

    def contracted_by(self, account: Account) -> tuple[int | None, str]:
        """How much that service carries in all, and of what; None where nothing is known."""
        largest = self.largest_of_theirs(account)
        return (largest.capacity() or None, largest.unit) if largest else (None, "")

    def unasked(self, answers: Mapping[str, Evidence]) -> frozenset[str]:
        """What the house answered, or knows: it cost nobody any time."""
        by_house = {each.code for each in self.questions if each.answered_by}
        return frozenset(code for code, each in answers.items() if code in by_house or each.is_of_the_house)

    def first_by(self, answers: Mapping[str, Evidence]) -> Question | None:
        """The question that comes first because of what was observed, unless it was answered."""
        held = {code for code, each in answers.items() if each.answer == YES}
        seen = {each.answered_by for each in self.questions if each.code in held}
        first = (each for each in self.questions if each.first_when in seen and each.first_when)
        return next((each for each in first if each.code not in answers), None)

    def in_order(self) -> list[Question]:
        """What people are asked: what a single answer can settle first, then what tells severities apart, the rest."""
        alone = {rule.when[0].question for rule in self.rules if len(rule.when) == 1}
        asked = [each for each in self.questions if not each.answered_by]
        return sorted(asked, key=lambda each: (each.code not in alone, not each.discriminates))


def _refuse_unkept(given: Mapping[str, Any]) -> None:
    """A definition is kept as JSON by a database that knows neither endless numbers nor letters of nothing."""
    try:
        kept = json.dumps(given, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as wrong:
        raise BadGuide(
            _("A guide is made of words, numbers, lists and tables: {problem}.").format(problem=wrong)
        ) from None
    if "\\u0000" in kept:
        raise BadGuide(_("A guide has no letter that says nothing (NUL)."))


def _refuse_twice(found: Sequence[Question] | Sequence[Rule], words: str) -> None:
    if len({each.code for each in found}) != len(found):
        raise BadGuide(words)


def _refuse_to_come_first(questions: Sequence[Question]) -> None:
    observed = {each.answered_by for each in questions}
    for each in questions:
        if each.first_when and (each.first_when not in observed or each.answered_by):
            words = _("“{code}” comes first when {observed} holds, which no question of the guide is answered by.")
            raise BadGuide(words.format(code=each.code, observed=each.first_when))
