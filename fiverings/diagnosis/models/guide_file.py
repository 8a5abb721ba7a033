"""Guide files: a guide as YAML, to be written by hand, exchanged and kept beside the code."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from .table import OTHERWISE, BadGuide

SHIPPED = Path(__file__).parent.parent / "guides"
BYTES_AT_MOST = 1_000_000
ORDER = (
    *(
        "code",
        "name",
        "question",
        "notes",
        "minute",
        "wrong_answers",
        "services",
        "losses",
        "severity",
        "level",
        "coded",
    ),
    *("answer", "share_at_most", "wording", "help", "says", "when", "symptom", "contracted", "answers", "above"),
    *("answered_by", "known_by", "first_when"),
    *("above_share", "seconds", "discriminates", "depends_on", "words", "states", "chances", "yes_chance"),
    *("dont_know_chance", "causes", "symptoms", "nodes"),
    *("questions", "rules", "tests", "note", "en", "fr"),
)
"""How one writes a guide: what it is called first, what only explains last."""


class OnceEach(yaml.SafeLoader):
    """Reads YAML in which no key stands twice and nothing refers to anything else."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        found = super().construct_mapping(node, deep=deep)
        if len(found) != len(node.value):
            raise yaml.constructor.ConstructorError(problem=_("a key stands twice"), problem_mark=node.start_mark)
        return found

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.constructor.ConstructorError(
                problem=_("references are not read"), problem_mark=parent.start_mark if parent else None
            )
        return super().compose_node(parent, index)


def read_guide(text: str) -> dict[str, Any]:
    """The definition that a file holds; BadGuide names the line."""
    if len(text) > BYTES_AT_MOST:
        raise BadGuide(_("A guide is smaller than a megabyte."))
    try:
        found = yaml.load(text, Loader=OnceEach)
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise BadGuide(_("Line {line}: {problem}.").format(line=line, problem=wrong.problem)) from None
    except (yaml.YAMLError, ValueError, RecursionError) as wrong:
        raise BadGuide(_("This is not YAML: {problem}.").format(problem=wrong)) from None
    if not isinstance(found, dict):
        raise BadGuide(_("A guide is a table of keys."))
    return found


def written_guide(definition: dict[str, Any]) -> str:
    """A definition as a file that `read_guide` reads as the same, in the order in which one reads it."""
    return str(yaml.safe_dump(in_reading_order(definition), sort_keys=False, allow_unicode=True, width=110))


def in_reading_order(said: Any) -> Any:
    """The same with its keys as one writes them; the database keeps them in no order of ours."""
    if isinstance(said, dict):
        return {key: in_reading_order(said[key]) for key in sorted(said, key=_place)}
    return [in_reading_order(each) for each in said] if isinstance(said, list) else said


def _place(key: str) -> tuple[int, str]:
    return (ORDER.index(key), "") if key in ORDER else (len(ORDER), key) if key != OTHERWISE else (len(ORDER) + 1, "")


def shipped_guides() -> Iterator[tuple[str, dict[str, Any]]]:
    """The guides that come with the house, by name; each time another copy."""
    for path in sorted(SHIPPED.glob("*.yaml")):
        yield path.stem, deepcopy(_shipped(path))


@cache
def _shipped(path: Path) -> dict[str, Any]:
    """They do not change while the house stands, and to read one takes a tenth of a second."""
    return read_guide(path.read_text(encoding="utf-8"))
