"""Causation: how the causes that a guide knows lead to what is seen, read from its definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from ..engine import Losses, Network, Node, Query
from .table import LEVELS, BadGuide, Table
from .words import Words

MOST_WRONG = 0.5


@dataclass(frozen=True)
class Suspect:
    """A cause that a guide knows, and how severe it is where it holds."""

    code: str
    name: Words
    severity: int
    coded: str
    """The entry of the one list of causes that a person confirms in the end."""


@dataclass(frozen=True)
class Symptom:
    """What they report, the words by which it is known, and how often each cause is behind it."""

    code: str
    name: Words
    words: Mapping[str, tuple[str, ...]]
    prior: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Causation:
    """The causes, symptoms and losses of a guide, and the network of them for the engine.

    `world` is how the guide thinks that things are; `network` how people tell of them, who are mistaken at times.
    """

    suspects: tuple[Suspect, ...]
    symptoms: tuple[Symptom, ...]
    states: Mapping[str, Mapping[str, Words]]
    nodes: Mapping[str, Words]
    world: Network
    network: Network
    losses: Losses

    @classmethod
    def read(cls, guide: Table) -> Causation | None:
        """None for a guide that knows no causes, and only asks. BadGuide names the first mistake."""
        suspects = tuple(_suspects(guide))
        if not suspects:
            return None
        codes = tuple(each.code for each in suspects)
        tables = guide.tables("nodes", _("node"))
        nodes = tuple(read_node(each, codes) for each in tables)
        states = {node.code: _state_names(table) for node, table in zip(nodes, tables, strict=True)}
        queries = tuple(
            query for each in guide.tables("questions", _("question")) if (query := read_query(each, codes, nodes))
        )
        severities = np.array([each.severity for each in suspects])
        world = Network(codes, severities, queries, nodes)
        network = world.mistaken(_mistaken(guide))
        named = {each.code(): _node_name(each) for each in tables}
        return cls(suspects, tuple(_symptoms(guide, codes)), states, named, world, network, _losses(guide))

    def prior(self, symptom: str) -> npt.NDArray[np.float64]:
        """How likely each cause is before anything is asked: by what they report, or by all symptoms alike."""
        if symptom:
            return np.array(self.symptom(symptom).prior)
        return np.asarray(np.mean([each.prior for each in self.symptoms], axis=0))

    def symptom(self, code: str) -> Symptom:
        """BadGuide when it knows nothing of the kind."""
        found = next((each for each in self.symptoms if each.code == code), None)
        if found is None:
            raise BadGuide(_("This guide knows no symptom “{code}”.").format(code=code))
        return found


def _suspects(guide: Table) -> list[Suspect]:
    found = [read_suspect(table) for table in guide.tables("causes", _("cause"))]
    _refuse_twice([each.code for each in found], _("causes"))
    return found


def read_suspect(table: Table) -> Suspect:
    """BadGuide names the first mistake."""
    table.only("code", "name", "severity", "coded", "note")
    severity = table.level("severity", LEVELS)
    if severity is None:
        raise BadGuide(_("{where}: severity is 1, 2 or 3.").format(where=table.where))
    return Suspect(table.code(), table.words("name"), severity, table.text("coded"))


def _symptoms(guide: Table, causes: tuple[str, ...]) -> list[Symptom]:
    tables = guide.tables("symptoms", _("symptom"))
    if not tables:
        raise BadGuide(_("A guide with causes names at least one symptom."))
    found = [read_symptom(table, causes) for table in tables]
    _refuse_twice([each.code for each in found], _("symptoms"))
    return found


def read_symptom(table: Table, causes: tuple[str, ...]) -> Symptom:
    """BadGuide names the first mistake."""
    table.only("code", "name", "words", "causes", "note")
    prior = table.chances("causes", causes)
    return Symptom(
        table.code(), table.words("name"), table.phrases("words"), tuple(each / sum(prior) for each in prior)
    )


def read_node(table: Table, causes: tuple[str, ...]) -> Node:
    """The last state takes what the others leave. BadGuide names the first mistake."""
    table.only("code", "name", "states", "chances", "note")
    states = tuple(
        each.only("code", "name", "note").code() for each in table.tables("states", table.where + ", " + _("state"))
    )
    if len(states) < 2:
        raise BadGuide(_("{where}: names at least two states.").format(where=table.where))
    said = table.under("chances")
    rows = np.array([said.chances(state, causes) for state in states[:-1]])
    rest = 1 - rows.sum(axis=0)
    if (rest <= 0).any():
        raise BadGuide(_("{where}: the chances under one cause add up to more than one.").format(where=table.where))
    return Node(table.code(), states, np.vstack([rows, rest]).T)


def _node_name(table: Table) -> Words:
    return table.words("name") if table.given.get("name") else Words({"en": table.code()})


def _state_names(table: Table) -> dict[str, Words]:
    return {each.code(): each.words("name") for each in table.tables("states", table.where)}


def read_query(table: Table, causes: tuple[str, ...], nodes: tuple[Node, ...]) -> Query | None:
    """None for a question that only rules read. BadGuide names the first mistake."""
    if "yes_chance" not in table.given:
        return None
    known = [each.code for each in nodes]
    on = table.text("depends_on") or None
    if on is not None and on not in known:
        raise BadGuide(_("{where}: depends_on names a node of the guide.").format(where=table.where))
    states, by_house = causes if on is None else nodes[known.index(on)].states, bool(table.given.get("answered_by"))
    return Query(
        table.code(),
        np.array(table.chances("yes_chance", states)),
        0 if by_house else table.number("seconds", least=1),
        None if on is None else known.index(on),
        np.array(table.chances("dont_know_chance", states, may_lack=True)),
        bool(table.given.get("discriminates", not by_house)),
        by_house,
    )


def _mistaken(guide: Table) -> float:
    """What share of answers is wrong: misheard, guessed, or said to please."""
    share = guide.number("wrong_answers", least=0, otherwise=0)
    if share >= MOST_WRONG:
        raise BadGuide(
            _("wrong_answers: a share below {most}; from there on, answers tell nothing.").format(most=MOST_WRONG)
        )
    return share


def _losses(guide: Table) -> Losses:
    usual = Losses.usual()
    minute = guide.number("minute", least=0, otherwise=usual.minute)
    said = guide.given.get("losses")
    if said is None:
        return Losses(usual.table, minute)
    table = np.array(said, dtype=float) if _is_square(said) else np.empty(0)
    if table.shape != (3, 3) or not np.isfinite(table).all() or (table < 0).any() or table.diagonal().any():
        raise BadGuide(_("losses: three rows of three numbers, nought where the choice is right."))
    return Losses(table, minute)


def _is_square(said: object) -> bool:
    rows = said if isinstance(said, list) and all(isinstance(row, list) and len(row) == 3 for row in said) else []
    return bool(rows) and all(isinstance(each, int | float) for row in rows for each in row)


def _refuse_twice(codes: list[str], what: str) -> None:
    if len(set(codes)) != len(codes):
        raise BadGuide(_("Two {what} have the same code.").format(what=what))
