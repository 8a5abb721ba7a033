"""Valuing: what each question that is still open is worth, for the severity and for the cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from .belief import Belief
from .judging import Losses
from .network import ANSWERS, Floats, Query

Forces = Mapping[str, Mapping[str, int]]
"""By question and answer, the severity that a rule would then set: nothing milder could be called."""


@dataclass(frozen=True)
class Worth:
    """What asking one question brings: in minutes of harm spared, and in bits about the cause.

    `evsi` is the expected value of sample information, less than nought where a rule would mostly raise a false alarm;
    `net` is the same less the customer's time; `eig` and `telling` are the information gained on average about the
    cause and about the severity. `chances` are those of yes, no and don't know; `severities` what each would make of
    the three.
    """

    query: Query
    evsi: float
    net: float
    eig: float
    telling: float
    chances: Floats
    severities: Floats

    @property
    def gain_a_second(self) -> float:
        return self.eig / self.query.seconds

    @property
    def telling_a_second(self) -> float:
        return self.telling / self.query.seconds


def worths(belief: Belief, losses: Losses, asked: Collection[str] = (), forces: Forces | None = None) -> list[Worth]:
    """Every question that is not asked yet, in the order of the guide; those of one node are valued at once."""
    by_node = _open_by_node(belief, asked)
    valued = (_valued(belief, losses, node, queries, forces or {}) for node, queries in by_node.items())
    found = {each.query.code: each for some in valued for each in some}
    return [found[query.code] for query in belief.network.queries if query.code in found]


def most_spared(belief: Belief, losses: Losses, asked: Collection[str], forces: Forces) -> float:
    """What the best question that is left spares, less its time; nought where none is worth it."""
    nets = [0.0]
    for node, queries in _open_by_node(belief, asked).items():
        severities = belief.network.by_severity(np.moveaxis(_joint(belief, node, queries), 0, -1))
        nets.append(float((_spared(belief, losses, severities, queries, forces) - _costs(losses, queries)).max()))
    return max(nets)


def _open_by_node(belief: Belief, asked: Collection[str]) -> dict[int | None, list[Query]]:
    by_node: dict[int | None, list[Query]] = defaultdict(list)
    for query in belief.network.queries:
        if query.code not in asked and not query.by_house:
            by_node[query.node].append(query)
    return by_node


def _spared(belief: Belief, losses: Losses, severities: Floats, queries: list[Query], forces: Forces) -> Floats:
    choices = severities @ losses.table.T
    left = choices.min(axis=-1).sum(axis=-1)
    spared = np.maximum(losses.expected(belief.severities).min() - left, 0) - _forced(choices, queries, forces)
    return np.asarray(spared)


def _costs(losses: Losses, queries: list[Query]) -> Floats:
    return np.array([losses.minute * query.seconds / 60 for query in queries])


def _valued(belief: Belief, losses: Losses, node: int | None, queries: list[Query], forces: Forces) -> list[Worth]:
    joint = _joint(belief, node, queries)
    chances = joint.sum(axis=0)
    severities = belief.network.by_severity(np.moveaxis(joint, 0, -1))
    spared = _spared(belief, losses, severities, queries, forces)
    gains = np.maximum(_entropy(belief.causes) - _entropy(joint, of=chances), 0)
    apart = np.moveaxis(severities, -1, 0)
    telling = np.maximum(_entropy(belief.severities) - _entropy(apart, of=chances), 0)
    shares = severities / np.where(chances > 0, chances, 1)[..., None]
    rows = zip(queries, spared, spared - _costs(losses, queries), gains, telling, chances, shares, strict=True)
    return [Worth(*row) for row in rows]


def _forced(choices: Floats, queries: list[Query], forces: Forces) -> Floats:
    """What each question costs more on average because some of its answers leave no choice."""
    more = np.zeros(len(queries))
    for at, query in enumerate(queries):
        for answer, level in forces.get(query.code, {}).items():
            costs = choices[at, ANSWERS.index(answer)]
            more[at] += costs[:level].min() - costs.min()
    return more


def _joint(belief: Belief, node: int | None, queries: list[Query]) -> Floats:
    """The chance of each cause with each answer, by cause, question and answer; one in all for each question."""
    tables = np.stack([query.table() for query in queries], axis=1)
    weights = belief.weights(node)
    joint = weights[:, None, None] * tables if node is None else np.tensordot(weights, tables, axes=1)
    return np.asarray(joint / weights.sum())


def _entropy(joint: Floats, of: Floats | None = None) -> Floats:
    """The bits that are open about what the first axis names; over answers, the mean of what each leaves open."""
    with np.errstate(divide="ignore", invalid="ignore"):
        bits = np.where(joint > 0, joint * np.log2(joint), 0)
        total = -bits.sum(axis=0)
        if of is None:
            return np.asarray(total)
        return np.asarray((total + np.where(of > 0, of * np.log2(of), 0)).sum(axis=-1))
