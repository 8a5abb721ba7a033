"""Diagnosis: what each guide that comes with the house makes of two thousand callers, beside other ways of asking."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from bench.callers import NOISE, NONE, Caller, Noise, callers
from bench.figures import Figure
from bench.ground import Ground
from fiverings.diagnosis.engine import Belief, Losses, Network, Node, Phase, Query, Ruling, Sequencing
from fiverings.diagnosis.models import Causation, Definition
from fiverings.diagnosis.models.guide_file import shipped_guides
from fiverings.diagnosis.models.rule import Condition, forces

SEED = 1205
CALLERS = 2000
UNDER_BY = (0.25, 0.5, 2.0, 4.0)
CAUSES, QUESTIONS = 200, 100


@dataclass(frozen=True)
class Called:
    """What one caller was told to be, what it was, and what asking cost them."""

    level: int
    severity: int
    questions: int
    seconds: float
    loss: float


Way = Callable[["Asking", Caller], tuple[int, dict[str, str]]]


def measure(ground: Ground) -> Iterator[Figure]:
    """Each guide against who knows the world, who asks nothing, and who asks in one order; then how fast it chooses."""
    for name, given in shipped_guides():
        definition = Definition.read(given)
        if definition.causation:
            yield from _judged(name, Asking(definition, definition.causation), ground.times(CALLERS))
    yield Figure(f"next question of {QUESTIONS} for {CAUSES} causes", "ms", [_choosing() for _ in range(20)])


class Asking:
    """The ways in which one guide's callers may be asked; each tells what it would call them, and what it heard."""

    def __init__(self, definition: Definition, causation: Causation, losses: Losses | None = None) -> None:
        self.definition, self.causation, self.losses = definition, causation, losses or causation.losses
        self.order = [each.code for each in causation.network.queries]

    def by_worth(self, caller: Caller) -> tuple[int, dict[str, str]]:
        """As the house asks."""
        return self._asked(caller, self.causation.network, self.causation.prior(caller.symptom))

    def knowing(self, caller: Caller) -> tuple[int, dict[str, str]]:
        """In the same way, by the world as it is."""
        return self._asked(caller, caller.network, caller.prior)

    def in_one_order(self, caller: Caller) -> tuple[int, dict[str, str]]:
        """The first six questions of the guide, for everybody."""
        heard = {code: caller.answers[code] for code in self.order[:6]}
        return self._called(self.causation.prior(caller.symptom), heard), heard

    def by_their_words(self, caller: Caller) -> tuple[int, dict[str, str]]:
        """Nothing is asked; what they report is all that is known."""
        return self._called(self.causation.prior(caller.symptom), {}), {}

    def blindly(self, caller: Caller) -> tuple[int, dict[str, str]]:
        """Nothing is asked, and nobody listens."""
        return self._called(self.causation.prior(""), {}), {}

    def _asked(self, caller: Caller, network: Network, prior: np.ndarray) -> tuple[int, dict[str, str]]:
        heard: dict[str, str] = {}
        while True:
            holds = partial(_holds, heard)
            level = min((rule.level for rule in self.definition.rules if all(map(holds, rule.when))), default=3)
            may = forces(self.definition.rules, holds, heard)
            standing = Sequencing(network, prior, self.losses, heard, forced=level == 1, forces=may)
            if standing.phase is not Phase.TRIAGE or standing.next is None:
                return min(level, standing.ruling.mildest()), heard
            code = standing.next.query.code
            heard = heard | {code: caller.answers[code]}

    def _called(self, prior: np.ndarray, heard: dict[str, str]) -> int:
        belief = Belief(self.causation.network, prior, heard)
        return Ruling(belief, self.losses, belief).best


def _holds(heard: dict[str, str], condition: Condition) -> bool:
    """By answers alone; what a share of the lines would do is not simulated."""
    return bool(condition.answer) and heard.get(condition.question) == condition.answer


def _judged(name: str, asking: Asking, count: int) -> Iterator[Figure]:
    ours = _run(asking, Asking.by_worth, count)
    yield Figure(f"{name}: severity 1 found", "share", [_found(ours)])
    yield Figure(f"{name}: called 1 and was not", "share", [_over(ours)])
    yield from _spread(f"{name}: questions", "a caller", [each.questions for each in ours])
    yield from _spread(f"{name}: time of theirs", "s", [each.seconds for each in ours])
    quiet = [_loss(_run(asking, way, count, NONE)) for way in (Asking.by_worth, Asking.knowing)]
    yield Figure(f"{name}: loss beside who knows, without noise", "times", [quiet[0] / quiet[1]])
    for way in (Asking.by_worth, Asking.knowing, Asking.in_one_order, Asking.by_their_words, Asking.blindly):
        yield Figure(f"{name}: loss, asked {way.__name__.replace('_', ' ')}", "min", [_loss(_run(asking, way, count))])
    for by in UNDER_BY:
        called = _run(Asking(asking.definition, asking.causation, _graver(asking.losses, by)), Asking.by_worth, count)
        curve = f"{name}: if too mild cost {by} times as much"
        yield Figure(f"{curve}, severity 1 found", "share", [_found(called)])
        yield Figure(f"{curve}, called 1 and was not", "share", [_over(called)])


def _run(asking: Asking, way: Way, count: int, noise: Noise = NOISE) -> list[Called]:
    """The same callers for every way of asking."""
    told = []
    for caller in callers(asking.causation, count, noise, np.random.default_rng(SEED)):
        level, heard = way(asking, caller)
        seconds = sum(asking.causation.network.query(code).seconds for code in heard)
        harm = asking.causation.losses.table[level - 1, caller.severity - 1]
        loss = float(harm + asking.causation.losses.minute * seconds / 60)
        told.append(Called(level, caller.severity, len(heard), seconds, loss))
    return told


def _found(called: list[Called]) -> float:
    grave = [each for each in called if each.severity == 1]
    return sum(each.level == 1 for each in grave) / max(len(grave), 1)


def _over(called: list[Called]) -> float:
    """Of those called 1, the share that was not (as DOMAIN has over-triage)."""
    feared = [each for each in called if each.level == 1]
    return sum(each.severity != 1 for each in feared) / max(len(feared), 1)


def _loss(called: list[Called]) -> float:
    return sum(each.loss for each in called) / len(called)


def _spread(what: str, unit: str, values: list[float]) -> Iterator[Figure]:
    yield Figure(what, unit, values)
    yield Figure(f"{what}, nine of ten at most", unit, [float(np.quantile(values, 0.9))])


def _graver(losses: Losses, by: float) -> Losses:
    """Losses under which calling it too mild costs so many times as much."""
    return replace(losses, table=np.triu(losses.table) + by * np.tril(losses.table))


def _choosing() -> float:
    """Milliseconds until the next question is known, in a network that nobody has seen before."""
    chance = np.random.default_rng(SEED)
    nodes = tuple(Node(f"n{at}", ("a", "b", "c"), chance.dirichlet(np.ones(3), size=CAUSES)) for at in range(5))
    queries = []
    for at in range(QUESTIONS):
        node = at % 5 if at % 3 == 0 else None
        queries.append(Query(f"q{at}", chance.uniform(0.02, 0.98, CAUSES if node is None else 3), 20, node))
    codes = tuple(f"c{at}" for at in range(CAUSES))
    network = Network(codes, chance.integers(1, 4, CAUSES), tuple(queries), nodes)
    prior, began = chance.dirichlet(np.ones(CAUSES)), time.perf_counter()
    assert Sequencing(network, prior, Losses.usual(), {"q0": "yes", "q1": "no"}).next
    return (time.perf_counter() - began) * 1000
