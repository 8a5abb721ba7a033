"""Sequencing: what to ask next, first for the severity and then for the cause, and when to stop."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from .belief import Belief, Observed
from .judging import Losses, Ruling
from .network import DONT_KNOW, NO, YES, Floats, Network
from .valuing import Forces, Worth, most_spared, worths

NEEDED = 2
"""So many answers that tell severities apart before anything milder than 1 is settled."""
MOST_QUESTIONS, MOST_SECONDS = 6, 180.0
"""Nobody is asked for longer than this before they hear what we promise."""
LOOKED_BEYOND = 2
"""Beyond so many questions it looks for one more that would make both worth their time."""
LEAST_GAIN = 0.02
"""Less than so many bits tell nothing of use about the cause."""


class Phase(StrEnum):
    """What is being asked about."""

    TRIAGE = "triage"
    CAUSE = "cause"
    OVER = "over"


@dataclass(frozen=True, eq=False)
class Sequencing:
    """Where a diagnosis stands after some answers.

    `forced` says that a rule has set severity 1 already; `forces` which answers would make one set a severity;
    `unasked` names what is known without that they were asked.
    """

    network: Network
    prior: Floats
    losses: Losses
    observed: Observed
    forced: bool = False
    forces: Forces = field(default_factory=dict)
    unasked: frozenset[str] = frozenset()

    @cached_property
    def belief(self) -> Belief:
        return Belief(self.network, self.prior, self.observed)

    @cached_property
    def ruling(self) -> Ruling:
        unmoved = self.belief.without_dont_know()
        same = len(unmoved) == len(self.observed)
        return Ruling(self.belief, self.losses, self.belief if same else Belief(self.network, self.prior, unmoved))

    @property
    def phase(self) -> Phase:
        """Triage while some question, or two, are worth their time for the severity; then the cause; then nothing."""
        if self.has_asked_enough or not self._open:
            return Phase.OVER
        if not self.forced and (self.lacks_answers or self.leans_high or self._spares or self._in_two):
            return Phase.TRIAGE
        return Phase.CAUSE if self._cause else Phase.OVER

    @property
    def next(self) -> Worth | None:
        """The question to ask now."""
        return {Phase.TRIAGE: self._triage, Phase.CAUSE: self._cause, Phase.OVER: [None]}[self.phase][0]

    def ranked(self) -> list[Worth]:
        """All that may still be asked, the best for this phase first."""
        if self.phase is Phase.TRIAGE:
            return self._triage
        return sorted(self._open, key=lambda each: -each.gain_a_second)

    @property
    def lacks_answers(self) -> bool:
        """Whether too little is known for anything milder than 1, and something is left to ask."""
        return bool(self._open) and self.discriminating < NEEDED

    @property
    def discriminating(self) -> int:
        """How many answers tell severities apart; “don't know” does not, nor what is known without asking."""
        known = {code for code, answer in self.observed.items() if answer != DONT_KNOW} - self.unasked
        return sum(self.network.query(code).discriminates for code in known)

    @property
    def leans_high(self) -> bool:
        """Whether it would be called graver than it most likely is, and some question still tells which it is.

        No single answer may be worth its time then, and two of them all the same: they spare a false alarm.
        """
        likeliest = int(self.belief.severities.argmax()) + 1
        return self.ruling.mildest() < likeliest and max(each.telling for each in self._open) >= LEAST_GAIN

    @property
    def has_asked_enough(self) -> bool:
        """Whether they have been asked for as long as anybody should be."""
        return len(self.observed.keys() - self.unasked) >= MOST_QUESTIONS or self.seconds >= MOST_SECONDS

    @property
    def seconds(self) -> float:
        """What asking has cost them so far."""
        return sum(self.network.query(code).seconds for code in self.observed if code not in self.unasked)

    @cached_property
    def _open(self) -> list[Worth]:
        return worths(self.belief, self.losses, self.observed, self.forces)

    @property
    def _spares(self) -> bool:
        return any(each.net > 0 for each in self._open)

    @cached_property
    def _triage(self) -> list[Worth]:
        """By the harm that each spares; where none is worth its time alone, by what it tells about the severity.

        What is worth its time with another comes first then; what would mostly raise a false alarm by a rule, last.
        """
        if self._spares:
            return sorted(self._open, key=lambda each: -each.net)
        telling = sorted(self._open, key=lambda each: (each.evsi < 0, -each.telling))
        first = {each.query.code for each in self._in_two}
        return self._in_two + [each for each in telling if each.query.code not in first]

    @cached_property
    def _in_two(self) -> list[Worth]:
        """What is worth its time only with one question more: two answers may turn what neither turns alone."""
        if self._spares or len(self.observed.keys() - self.unasked) + 2 > MOST_QUESTIONS:
            return []
        first = sorted((each for each in self._open if each.evsi >= 0), key=lambda each: -each.telling_a_second)
        nets = {at: self._with_another(each) for at, each in enumerate(first[:LOOKED_BEYOND])}
        return [first[at] for at in sorted(nets, key=lambda at: -nets[at]) if nets[at] > 0]

    def _with_another(self, worth: Worth) -> float:
        """What it spares, less its time, where after each of its answers the best question that is left may follow."""
        code, net = worth.query.code, worth.net
        for answer, chance in zip((YES, NO), worth.chances, strict=False):
            if chance > 0 and self.forces.get(code, {}).get(answer) != 1:
                then = Belief(self.network, self.prior, dict(self.observed) | {code: answer})
                net += float(chance) * most_spared(then, self.losses, then.observed, self.forces)
        return net

    @cached_property
    def _cause(self) -> list[Worth]:
        telling = [each for each in self._open if each.eig >= LEAST_GAIN]
        return sorted(telling, key=lambda each: -each.gain_a_second)
