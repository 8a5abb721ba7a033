"""Lacking: what a definition still wants before anybody can be asked by it, each at the piece where it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .causation import read_node, read_query, read_suspect, read_symptom
from .definition import FORMERLY, Definition
from .question import Question
from .rule import Rule
from .section import SECTIONS, pieces
from .story import Story
from .table import BadGuide, Table


@dataclass(frozen=True)
class Lack:
    """What is wanted, in a sentence, and the piece where it is; of no section where it is wanted of the whole."""

    sentence: str
    section: str = ""
    key: str = ""

    def __str__(self) -> str:
        return self.sentence


def lacks(definition: Mapping[str, Any]) -> list[Lack]:
    """Every piece that cannot be read, with the first reason; else why the whole cannot."""
    try:
        for code in (*SECTIONS, *FORMERLY.values()):
            Table(definition, _("guide")).tables(code, code)
        found = list(_of_pieces(definition))
        if not found:
            Definition.read(definition)
    except BadGuide as refused:
        return [Lack(str(refused))]
    return found


def _of_pieces(definition: Mapping[str, Any]) -> Iterator[Lack]:
    read = _readers(definition)
    for section in SECTIONS.values():
        for number, piece in enumerate(pieces(definition, section.code), 1):
            key = section.key(piece, number)
            try:
                read[section.code](Table(piece, _("{what} {number}").format(what=section.one, number=number)))
            except BadGuide as refused:
                yield Lack(str(refused), section.code, key)


def _readers(definition: Mapping[str, Any]) -> dict[str, Callable[[Table], Any]]:
    """How a piece of each section is read, beside those of the others that can be."""
    causes = tuple(str(each.get("code")) for each in pieces(definition, "causes"))
    known = {each.code: each for each in _readable(definition, "questions", Question.read)}
    nodes = tuple(_readable(definition, "nodes", lambda table: read_node(table, causes)))

    def question(table: Table) -> None:
        Question.read(table)
        read_query(table, causes, nodes) if causes else None

    return {
        "causes": read_suspect,
        "symptoms": lambda table: read_symptom(table, causes),
        "nodes": lambda table: read_node(table, causes),
        "questions": question,
        "rules": lambda table: Rule.read(table, known),
        "tests": lambda table: Story.read(table, known),
    }


def _readable(definition: Mapping[str, Any], section: str, read: Callable[[Table], Any]) -> Iterator[Any]:
    for piece in pieces(definition, section):
        try:
            yield read(Table(piece, section))
        except BadGuide:
            continue
