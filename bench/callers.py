"""Callers: people who report a symptom and answer as a world would have them that is not quite the guide's."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from fiverings.diagnosis.engine import DONT_KNOW, NO, YES, Network, Query
from fiverings.diagnosis.engine.network import Floats
from fiverings.diagnosis.models import Causation

LEAST = 1e-6


@dataclass(frozen=True)
class Noise:
    """How far the world is from the guide, and people from the world.

    The world's prior is drawn from Dirichlet(`prior` x the guide's), each likelihood's log-odds are moved by a normal
    draw of this width; so many answers are “don't know”, and so many of the others wrong.
    """

    prior: float = 20.0
    log_odds: float = 0.75
    silent: float = 0.10
    wrong: float = 0.05


NOISE = Noise()
NONE = Noise(prior=0, log_odds=0, silent=0, wrong=0)


@dataclass(frozen=True, eq=False)
class Caller:
    """One need: what was reported, what is behind it, and what each question would be answered."""

    symptom: str
    severity: int
    answers: dict[str, str]
    network: Network
    prior: Floats
    """The world as it is: what the policy goes by that knows."""


def callers(causation: Causation, count: int, noise: Noise, chance: np.random.Generator) -> list[Caller]:
    """So many, by turns with each symptom."""
    symptoms = [each.code for each in causation.symptoms]
    return [_caller(causation, symptoms[at % len(symptoms)], noise, chance) for at in range(count)]


def _caller(causation: Causation, symptom: str, noise: Noise, chance: np.random.Generator) -> Caller:
    prior, network = causation.prior(symptom), causation.world
    if noise.prior:
        drawn = chance.dirichlet(noise.prior * prior) + LEAST
        prior = drawn / drawn.sum()
    world = replace(network, queries=tuple(_moved(each, noise, chance) for each in network.queries))
    cause = int(chance.choice(len(prior), p=prior))
    states = [int(chance.choice(len(node.states), p=node.chances[cause])) for node in network.nodes]
    answers = {}
    for query in world.queries:
        yes = query.yes[cause if query.node is None else states[query.node]]
        answers[query.code] = DONT_KNOW if chance.random() < noise.silent else YES if chance.random() < yes else NO
    return Caller(symptom, int(network.severities[cause]), answers, world, prior)


def _moved(query: Query, noise: Noise, chance: np.random.Generator) -> Query:
    """A question as the world answers it: moved on the scale of log-odds, and wrong now and then."""
    odds = np.log(query.yes / (1 - query.yes)) + noise.log_odds * chance.standard_normal(query.yes.shape)
    yes = 1 / (1 + np.exp(-odds))
    return replace(query, yes=yes * (1 - noise.wrong) + (1 - yes) * noise.wrong, dont_know=np.zeros(0))
