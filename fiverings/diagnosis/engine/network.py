"""Network: what may be the cause, what that does in between, and how likely each answer then is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

YES, NO, DONT_KNOW = ANSWERS = ("yes", "no", "dont_know")
SURE = 1e-9
"""Chances that should add up to one may miss it by this much."""


@dataclass(frozen=True, eq=False)
class Node:
    """What stands between causes and answers, such as the capacity left: its states, and how likely under each cause.

    Answers that share a node are not counted twice. `chances` has a row for each cause and a column for each state;
    rows add up to one.
    """

    code: str
    states: tuple[str, ...]
    chances: Floats


@dataclass(frozen=True, eq=False)
class Query:
    """A question as the engine sees it: on what its answer depends, how likely “yes” is, and what asking costs.

    `node` is the place of the node in the network, or None when the answer depends on the cause itself. `yes` has
    one chance for each state of that node (or each cause), given that the person knows; `dont_know` likewise, all
    nought when nobody has said anything about it. What the house answers by itself (`by_house`) is never asked, and
    not misheard.
    """

    code: str
    yes: Floats
    seconds: float
    node: int | None = None
    dont_know: Floats = field(default_factory=lambda: np.zeros(0))
    discriminates: bool = True
    by_house: bool = False

    def table(self) -> Floats:
        """The chance of yes, no and don't know in each state, a row for each."""
        silent = self.dont_know if self.dont_know.size else np.zeros_like(self.yes)
        return np.stack([(1 - silent) * self.yes, (1 - silent) * (1 - self.yes), silent], axis=1)

    def mistaken(self, share: float) -> Query:
        """The same, where such a share of those who think that they know say the opposite of what is so."""
        if self.by_house:
            return self
        return replace(self, yes=self.yes * (1 - share) + (1 - self.yes) * share)


@dataclass(frozen=True, eq=False)
class Network:
    """One cause holds (Heckerman, Breese and Rommelse 1995); nodes depend on it, answers on it or on one node.

    `severities` gives 1, 2 or 3 for each cause.
    """

    causes: tuple[str, ...]
    severities: npt.NDArray[np.int64]
    queries: tuple[Query, ...]
    nodes: tuple[Node, ...] = ()

    def __post_init__(self) -> None:
        for node in self.nodes:
            if node.chances.shape != (len(self.causes), len(node.states)):
                raise ValueError(f"node {node.code}: one row for each cause, one column for each state")
            if abs(node.chances.sum(axis=1) - 1).max() > SURE:
                raise ValueError(f"node {node.code}: the chances under each cause add up to one")
        for query in self.queries:
            if query.yes.shape != (self.width(query.node),):
                raise ValueError(f"question {query.code}: one chance for each state that it depends on")

    def mistaken(self, share: float) -> Network:
        """The same, where such a share of all answers is the opposite of what is so."""
        return replace(self, queries=tuple(each.mistaken(share) for each in self.queries))

    def width(self, node: int | None) -> int:
        """How many states an answer that depends on this can tell apart."""
        return len(self.causes) if node is None else len(self.nodes[node].states)

    def query(self, code: str) -> Query:
        """KeyError when nothing of the kind is asked."""
        for each in self.queries:
            if each.code == code:
                return each
        raise KeyError(code)

    def by_severity(self, chances: Floats) -> Floats:
        """What lies on causes, added up by the severity of each: the last axis becomes severities 1, 2, 3."""
        return chances @ (self.severities[:, None] == np.array([1, 2, 3])).astype(float)
