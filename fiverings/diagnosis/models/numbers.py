"""Numbers: every chance that a guide says, by its place; read from a definition, and written into another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from .section import pieces
from .table import Table

Row = dict[str, float]
"""What is said together, by code: how often each cause is behind a symptom, or “yes” in each state."""
Numbers = dict[str, Row]
"""Rows by their place: “symptoms.wrong_place.causes”, “questions.changed_today.yes_chance”."""
WITHIN = "/"
"""Stands between a state and the cause under which it is so likely."""


def numbers_of(definition: Mapping[str, Any]) -> Numbers:
    """Each number of a definition that can be read; where “otherwise” was said, for each of the others."""
    causes = tuple(each["code"] for each in pieces(definition, "causes"))
    states = {node["code"]: tuple(each["code"] for each in node["states"]) for node in pieces(definition, "nodes")}
    found: Numbers = {}
    for symptom in pieces(definition, "symptoms"):
        found[place("symptoms", symptom["code"], "causes")] = _row(symptom, "causes", causes)
    for node in pieces(definition, "nodes"):
        found[place("nodes", node["code"], "chances")] = {
            f"{state}{WITHIN}{cause}": chance
            for state in states[node["code"]][:-1]
            for cause, chance in _row(node["chances"], state, causes).items()
        }
    for question in pieces(definition, "questions"):
        for key in ("yes_chance", "dont_know_chance"):
            if key in question:
                of = states.get(question.get("depends_on"), causes)
                found[place("questions", question["code"], key)] = _row(question, key, of)
    return found


def with_numbers(definition: Mapping[str, Any], numbers: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """The same definition, in which these rows say something else; nothing but numbers changes."""
    changed = deepcopy(dict(definition))
    for section in ("symptoms", "nodes", "questions"):
        for piece in pieces(changed, section):
            for key in ("causes", "chances", "yes_chance", "dont_know_chance"):
                row = numbers.get(place(section, piece["code"], key))
                if row is not None:
                    piece[key] = _nested(row) if key == "chances" else dict(row)
    return changed


def place(section: str, code: str, key: str) -> str:
    """Where a row stands."""
    return f"{section}.{code}.{key}"


def each_number(numbers: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[tuple[str, str], float]]:
    """Every number with its place and its code."""
    for where, row in numbers.items():
        yield from (((where, code), number) for code, number in row.items())


def _row(said: Mapping[str, Any], key: str, codes: tuple[str, ...]) -> Row:
    return dict(zip(codes, Table(said, key).chances(key, codes), strict=True))


def _nested(row: Mapping[str, float]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for code, chance in row.items():
        state, _sign, cause = code.partition(WITHIN)
        found.setdefault(state, {})[cause] = chance
    return found
