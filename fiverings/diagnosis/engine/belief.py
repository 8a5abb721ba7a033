"""Belief: how likely each cause and each severity is after what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from .network import ANSWERS, DONT_KNOW, Floats, Network

Observed = Mapping[str, str]
"""What was answered, by the code of its question: yes, no or dont_know."""


class Belief:
    """The chances of causes given answers, exact: nodes are summed out one by one (variable elimination).

    P(c | a) is proportional to P(c) · ∏ P(a | c) over answers that depend on the cause, times, for each node,
    Σ over its states of P(state | c) · ∏ P(a | state). No answer changes an earlier one, so order does not matter.
    """

    def __init__(self, network: Network, prior: Floats, observed: Observed) -> None:
        self.network, self.observed = network, dict(observed)
        self._direct = prior / prior.sum()
        self._within = [node.chances for node in network.nodes]
        for query in network.queries:
            if query.code in self.observed:
                self._take(query.node, query.table()[:, ANSWERS.index(self.observed[query.code])])

    @cached_property
    def causes(self) -> Floats:
        """The chance of each cause."""
        return self.weights(None) / self.weights(None).sum()

    @cached_property
    def severities(self) -> Floats:
        """The chances of severity 1, 2 and 3."""
        return self.network.by_severity(self.causes)

    def weights(self, node: int | None) -> Floats:
        """What lies on each cause, or on each cause and state of one node, before it is made to add up to one."""
        return self._cause_weights if node is None else self._node_weights[node]

    def without_dont_know(self) -> Observed:
        """What was answered by somebody who knew."""
        return {code: answer for code, answer in self.observed.items() if answer != DONT_KNOW}

    def _take(self, node: int | None, chances: Floats) -> None:
        """One answer more; where nobody said how likely “don't know” is, it says nothing."""
        if not chances.any():
            return
        if node is None:
            weights = self._direct * chances
            self._direct = weights / weights.sum()
        else:
            weights = self._within[node] * chances
            self._within[node] = weights / weights.sum(axis=1).max()

    @cached_property
    def _cause_weights(self) -> Floats:
        return self._direct * self._through_nodes.prod(axis=0)

    @cached_property
    def _through_nodes(self) -> Floats:
        """What each node says about each cause: a row for each node."""
        rows = [within.sum(axis=1) for within in self._within]
        return np.array(rows).reshape(len(rows), len(self.network.causes))

    @cached_property
    def _node_weights(self) -> list[Floats]:
        others = [np.delete(self._through_nodes, at, axis=0).prod(axis=0) for at in range(len(self._within))]
        return [(self._direct * other)[:, None] * within for other, within in zip(others, self._within, strict=True)]
