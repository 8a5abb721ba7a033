"""Learning: which numbers of a guide its confirmed cases would have otherwise; nothing changes by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from ..engine.learning import COUNTED, LEAST, MOST, Tally, as_it_is
from ..engine.network import DONT_KNOW, NO, YES, Floats
from .causation import Causation
from .change import Change, Moved
from .definition import Definition
from .ended import Ended
from .numbers import WITHIN, Numbers, numbers_of, place, with_numbers

CASES_NEEDED = 30
"""With fewer confirmed cases of a symptom, the numbers of experts stand."""
LEAST_MOVE = 0.005
"""Rows of which no number moves by half a percent are left alone."""
DIGITS = 4
KNOWN = [0, 1]
"""Where yes and no stand among the answers; “don't know” stands third."""


class Learning:
    """What the ended cases of a guide say of each of its numbers, beginning from what experts say (`experts`)."""

    def __init__(
        self, definition: Mapping[str, Any], ended: Sequence[Ended], *, experts: Numbers, at: datetime
    ) -> None:
        self.definition, self.ended, self.experts, self.at = definition, ended, experts, at
        self.asks = Definition.read(definition)

    @cached_property
    def counted(self) -> Counter[str]:
        """How many confirmed cases of each symptom the guide knows a cause for."""
        return Counter(example.symptom for example in self._examples)

    @property
    def symptoms(self) -> list[str]:
        """Those of which enough cases are confirmed."""
        return [code for code, many in self.counted.items() if many >= CASES_NEEDED]

    @cached_property
    def changes(self) -> list[Change]:
        """The rows that would change, those that move most first."""
        now = numbers_of(self.definition)
        found = [self._change(where, now[where], row, counts) for where, row, counts in self._rows() if where in now]
        return sorted((each for each in found if each.most >= LEAST_MOVE), key=lambda each: -each.most)

    def proposed(self, changes: Sequence[Change] | None = None) -> dict[str, Any]:
        """The definition with these changes, or all of them."""
        taken = self.changes if changes is None else changes
        return with_numbers(self.definition, {each.place: each.after for each in taken})

    @cached_property
    def _examples(self) -> list[Any]:
        return [example for each in self.ended if (example := each.example(self.asks, at=self.at)) is not None]

    @cached_property
    def _network(self) -> Causation:
        assert self.asks.causation is not None
        return self.asks.causation

    @cached_property
    def _expert(self) -> Causation:
        causation = Definition.read(with_numbers(self.definition, self.experts)).causation
        assert causation is not None
        return causation

    @cached_property
    def _tally(self) -> Tally:
        return Tally(self._network.network, (each for each in self._examples if each.symptom in self.symptoms))

    def _rows(self) -> Iterator[tuple[str, dict[str, float], dict[str, float]]]:
        """Each row as cases would have it, with how many speak of each number."""
        if self.symptoms:
            yield from self._of_symptoms()
            yield from self._of_nodes()
            yield from self._of_questions()

    def _of_symptoms(self) -> Iterator[tuple[str, dict[str, float], dict[str, float]]]:
        causes = self._network.network.causes
        for symptom in self.symptoms:
            chances = self._tally.prior(symptom, self._expert.prior(symptom))
            counts = self._tally.causes[symptom][COUNTED]
            yield place("symptoms", symptom, "causes"), _by(causes, chances), _by(causes, counts)

    def _of_nodes(self) -> Iterator[tuple[str, dict[str, float], dict[str, float]]]:
        causes = self._network.network.causes
        for node, expert in zip(self._network.network.nodes, self._expert.network.nodes, strict=True):
            chances, counts = self._tally.chances(node.code, expert.chances), self._tally.states[node.code][COUNTED]
            codes = [f"{state}{WITHIN}{cause}" for state in node.states[:-1] for cause in causes]
            seen = counts.sum(axis=1)
            yield (
                place("nodes", node.code, "chances"),
                _by(codes, chances[:, :-1].T.ravel()),
                dict(zip(codes, [float(each) for _state in node.states[:-1] for each in seen], strict=True)),
            )

    def _of_questions(self) -> Iterator[tuple[str, dict[str, float], dict[str, float]]]:
        mistaken = float(self.definition.get("wrong_answers") or 0)
        for query, expert in zip(self._network.network.queries, self._expert.network.queries, strict=True):
            codes, wrong = self._states(query.node), 0.0 if query.by_house else mistaken
            heard = self._tally.answers[query.code][COUNTED]
            yes = as_it_is(self._tally.yes(query.code, expert.yes), wrong)
            yield place("questions", query.code, "yes_chance"), _by(codes, yes), _by(codes, heard[:, KNOWN].sum(axis=1))
            if expert.dont_know.size:
                chances = self._tally.dont_know(query.code, expert.dont_know)
                where = place("questions", query.code, "dont_know_chance")
                yield where, _by(codes, chances), _by(codes, heard.sum(axis=1))

    def _states(self, node: int | None) -> tuple[str, ...]:
        network = self._network.network
        return network.causes if node is None else network.nodes[node].states

    def _change(self, where: str, now: dict[str, float], after: dict[str, float], counts: dict[str, float]) -> Change:
        total = sum(now.values()) if where.startswith("symptoms.") else 1
        numbers = tuple(
            Moved(
                code,
                round(now[code] / total, DIGITS),
                _kept(after[code]),
                self.experts[where][code],
                round(counts[code], 1),
            )
            for code in now
        )
        return Change(where, self._cases_of(where), numbers)

    def _cases_of(self, where: str) -> int:
        """How many cases speak of a row: those of its symptom, or those in which it was answered."""
        section, code, key = where.split(".")
        used = [each for each in self._examples if each.symptom in self.symptoms]
        if section == "symptoms":
            return sum(each.symptom == code for each in used)
        asked = {code} if section == "questions" else self._asked_through(code)
        answers = {YES, NO, DONT_KNOW} if key == "dont_know_chance" or section == "nodes" else {YES, NO}
        return sum(any(each.observed.get(question) in answers for question in asked) for each in used)

    def _asked_through(self, node: str) -> set[str]:
        at = [each.code for each in self._network.network.nodes].index(node)
        return {each.code for each in self._network.network.queries if each.node == at}


def _by(codes: Sequence[str], chances: Floats) -> dict[str, float]:
    return dict(zip(codes, map(float, chances), strict=True))


def _kept(chance: float) -> float:
    return min(max(round(chance, DIGITS), LEAST), MOST)
