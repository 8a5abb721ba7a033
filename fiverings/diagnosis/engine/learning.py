"""Learning: what confirmed cases say about how often a cause holds, and how likely each answer is then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .belief import Belief, Observed
from .network import ANSWERS, Floats, Network

KAPPA = 20.0
"""What experts say of how often each cause holds counts as much as so many cases."""
STRENGTH = 20.0
"""What experts say of how likely an answer is counts as much as so many answers."""
HALF_LIFE = 180.0
"""After so many days a case counts half."""
LEAST, MOST = 0.0001, 0.9999
"""Nothing is certain, however often it was so."""
AGED, COUNTED = 0, 1
"""The two ways in which a case is counted: less the older it is, and as one."""


def age_weight(days: float) -> float:
    """How much a case counts that was confirmed so long ago."""
    return float(0.5 ** (max(days, 0) / HALF_LIFE))


def shrunk(counts: Floats, towards: Floats, kappa: float = KAPPA) -> Floats:
    """How often each of several things holds: what was counted, drawn towards what was said before (shrinkage)."""
    return within((counts + kappa * towards) / (counts.sum(axis=-1, keepdims=True) + kappa))


def within(chances: Floats) -> Floats:
    """Chances that add up to one, of which none is less than the least; the others give what it lacks."""
    low = np.zeros(chances.shape, dtype=bool)
    found = chances / chances.sum(axis=-1, keepdims=True)
    while (found < LEAST).any():
        low |= found < LEAST
        left = 1 - LEAST * low.sum(axis=-1, keepdims=True)
        rest = np.where(low, 0, chances).sum(axis=-1, keepdims=True)
        found = np.where(low, LEAST + 1e-12, chances * left / rest)
    return np.asarray(found)


def updated(yes: Floats, no: Floats, expert: Floats, strength: float = STRENGTH) -> Floats:
    """The mean of Beta(strength · expert, strength · (1 - expert)) once so many answers of each kind were heard."""
    return np.asarray(np.clip((strength * expert + yes) / (strength + yes + no), LEAST, MOST))


def as_it_is(told: Floats, mistaken: float) -> Floats:
    """How likely “yes” is true, where it is told so often and such a share of answers is the opposite of what is so."""
    return np.asarray(np.clip((told - mistaken) / (1 - 2 * mistaken), LEAST, MOST))


@dataclass(frozen=True, eq=False)
class Example:
    """A case that has ended: what was answered, and the causes among which the one that was confirmed is.

    `allowed` is one for each such cause and nought for the others; `weight` is what its age leaves of it.
    """

    symptom: str
    prior: Floats
    observed: Observed
    allowed: Floats
    weight: float = 1.0


class Tally:
    """How many cases had each cause, each state of a node and each answer; one expectation step (Dempster 1977).

    Where several causes may have been confirmed, and for the states of nodes that nobody saw, a case is shared by how
    likely each is by its answers. What is counted has first an axis for the way of counting: by age, and as one.
    """

    def __init__(self, network: Network, examples: Iterable[Example]) -> None:
        self.network = network
        width = len(network.causes)
        self.causes: dict[str, Floats] = {}
        self.states = {each.code: np.zeros((2, width, len(each.states))) for each in network.nodes}
        self.answers = {each.code: np.zeros((2, network.width(each.node), 3)) for each in network.queries}
        for example in examples:
            self._add(example, np.array([example.weight, 1.0]))

    def prior(self, symptom: str, expert: Floats) -> Floats:
        """How often each cause is behind a symptom, by experts and by cases."""
        return shrunk(self.causes[symptom][AGED], expert) if symptom in self.causes else expert

    def chances(self, node: str, expert: Floats) -> Floats:
        """How likely each state of a node is under each cause."""
        return shrunk(self.states[node][AGED], expert, STRENGTH)

    def yes(self, query: str, expert: Floats) -> Floats:
        """How likely “yes” is told in each state by somebody who knows."""
        heard = self.answers[query][AGED]
        return updated(heard[:, 0], heard[:, 1], expert)

    def dont_know(self, query: str, expert: Floats) -> Floats:
        """How likely somebody does not know, in each state."""
        heard = self.answers[query][AGED]
        return updated(heard[:, 2], heard[:, 0] + heard[:, 1], expert)

    def _add(self, example: Example, ways: Floats) -> None:
        belief = Belief(self.network, example.prior, example.observed)
        shares = _shared(belief.weights(None), example.allowed)
        counted = self.causes.setdefault(example.symptom, np.zeros((2, len(shares))))
        counted += ways[:, None] * shares
        within_nodes = [_shared(belief.weights(at), example.allowed[:, None]) for at in range(len(self.network.nodes))]
        seen_through: set[int] = set()
        for query in self.network.queries:
            if query.code in example.observed:
                seen = shares if query.node is None else within_nodes[query.node].sum(axis=0)
                answer = ANSWERS.index(example.observed[query.code])
                self.answers[query.code][:, :, answer] += ways[:, None] * seen
                if query.node is not None:
                    seen_through.add(query.node)
        for at in seen_through:
            self.states[self.network.nodes[at].code] += ways[:, None, None] * within_nodes[at]


def _shared(weights: Floats, allowed: Floats) -> Floats:
    left = weights * allowed
    return np.asarray(left / left.sum())
