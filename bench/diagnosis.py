"""Diagnosis: what each guide that comes with the house makes of two thousand callers, beside other ways of asking."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import repeat

import numpy as np

from bench.callers import NOISE, NONE, Caller, callers
from bench.figures import Figure
from bench.ground import Ground
from fiverings.diagnosis.engine import Belief, Losses, Network, Node, Phase, Query, Ruling, Sequencing
from fiverings.diagnosis.engine.network import Floats
from fiverings.diagnosis.models import Causation, Definition
from fiverings.diagnosis.models.guide_file import shipped_guides
from fiverings.diagnosis.models.rule import Condition, forces

SEED = 1205
CALLERS = 2000
UNDER_BY = (0.25, 0.5, 2.0, 4.0)
CAUSES, QUESTIONS = 200, 100


@dataclass(frozen=True, eq=False)
class Called:
    """What one caller was told to be, how likely it is each severity by the world as it is, and what asking cost them.

    Whoever answers so may have any cause that the world then allows; each counts by its chance, so that the figures do
    not hang on the luck of a few that were missed.
    """

    level: int
    severities: Floats
    questions: int
    seconds: float
    loss: float


Way = Callable[["Asking", Caller], tuple[int, dict[str, str]]]


def measure(ground: Ground) -> Iterator[Figure]:
    """Each guide against who knows the world, who asks nothing, and who asks in one order; then how fast it chooses."""
    names = [name for name, given in shipped_guides() if given.get("causes")]
    with ProcessPoolExecutor() as rooms:
        for figures in rooms.map(_judged, names, repeat(ground.times(CALLERS))):
            yield from figures
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


WAYS: tuple[Way, ...] = (
    *(Asking.by_worth, Asking.knowing, Asking.in_one_order),
    *(Asking.by_their_words, Asking.blindly),
)


def _judged(name: str, count: int) -> list[Figure]:
    """All figures of one guide; each way of asking meets the same callers."""
    definition = Definition.read(dict(shipped_guides())[name])
    assert definition.causation
    asking = Asking(definition, definition.causation)
    noisy, quiet = (
        list(callers(asking.causation, count, noise, np.random.default_rng(SEED))) for noise in (NOISE, NONE)
    )
    told = {way: _run(asking, way, noisy) for way in WAYS}
    figures = [*_compared(asking, told, quiet), *_curve(asking, noisy)]
    return [replace(each, what=f"{name}: {each.what}") for each in figures]


def _compared(asking: Asking, told: dict[Way, list[Called]], quiet: Sequence[Caller]) -> Iterator[Figure]:
    """How the house asks, beside the others."""
    ours, knowing = told[Asking.by_worth], told[Asking.knowing]
    for who, called in (("", ours), (", by who knows", knowing)):
        yield Figure(f"severity 1 found{who}", "share", [_found(called)])
        yield Figure(f"called 1 and was not{who}", "share", [_over(called)])
    yield from _spread("questions", "a caller", [each.questions for each in ours])
    yield from _spread("time of theirs", "s", [each.seconds for each in ours])
    yield Figure("loss beside who knows", "times", [_loss(ours) / _loss(knowing)])
    without = [_loss(_run(asking, way, quiet)) for way in (Asking.by_worth, Asking.knowing)]
    yield Figure("loss beside who knows, without noise", "times", [without[0] / without[1]])
    for way, called in told.items():
        yield Figure(f"loss, asked {way.__name__.replace('_', ' ')}", "min", [_loss(called)])


def _curve(asking: Asking, noisy: Sequence[Caller]) -> Iterator[Figure]:
    """What is found, and what is feared in vain, as the losses vary."""
    for by in UNDER_BY:
        called = _run(Asking(asking.definition, asking.causation, _graver(asking.losses, by)), Asking.by_worth, noisy)
        curve = f"if too mild cost {by} times as much"
        yield Figure(f"{curve}, severity 1 found", "share", [_found(called)])
        yield Figure(f"{curve}, called 1 and was not", "share", [_over(called)])


def _run(asking: Asking, way: Way, people: Sequence[Caller]) -> list[Called]:
    told = []
    for caller in people:
        level, heard = way(asking, caller)
        seconds = sum(asking.causation.network.query(code).seconds for code in heard)
        severities = Belief(caller.network, caller.prior, heard).severities
        harm = asking.causation.losses.table[level - 1] @ severities
        loss = float(harm + asking.causation.losses.minute * seconds / 60)
        told.append(Called(level, severities, len(heard), seconds, loss))
    return told


def _found(called: list[Called]) -> float:
    grave = sum(each.severities[0] for each in called)
    return float(sum(each.severities[0] for each in called if each.level == 1) / grave)


def _over(called: list[Called]) -> float:
    """Of those called 1, the share that was not (as DOMAIN has over-triage)."""
    feared = [1 - each.severities[0] for each in called if each.level == 1]
    return float(sum(feared) / max(len(feared), 1))


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
