"""The fields of the condition language: what can be asked of a record, and in which words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock


@dataclass(frozen=True)
class Word:
    """One way to ask a field: its lookup in a query, its check of a value, and how it reads."""

    says: Any
    lookup: str
    holds: Callable[[Any, Any], bool]
    takes: type | tuple[type, ...]
    is_denied: bool = False


EQUAL = Word(gettext_lazy("is"), "exact", lambda mine, asked: mine == asked, (str, int, bool))
UNEQUAL = Word(gettext_lazy("is not"), "exact", lambda mine, asked: mine != asked, (str, int, bool), is_denied=True)
AMONG = Word(gettext_lazy("is one of"), "in", lambda mine, asked: mine in asked, list)
CONTAINS = Word(
    gettext_lazy("contains"), "icontains", lambda mine, asked: asked.casefold() in (mine or "").casefold(), str
)
MISSING = Word(gettext_lazy("is missing"), "isnull", lambda mine, asked: (mine is None) == asked, bool)
BELOW = Word(gettext_lazy("is less than"), "lt", lambda mine, asked: mine is not None and mine < asked, (int, float))
ABOVE = Word(gettext_lazy("is more than"), "gt", lambda mine, asked: mine is not None and mine > asked, (int, float))
AT_LEAST = Word(
    gettext_lazy("is at least"), "gte", lambda mine, asked: mine is not None and mine >= asked, (int, float)
)
AT_MOST = Word(gettext_lazy("is at most"), "lte", lambda mine, asked: mine is not None and mine <= asked, (int, float))
MENTIONS = Word(
    gettext_lazy("mentions"), "iregex", lambda mine, asked: re.search(asked, mine or "", re.I) is not None, list
)
LONGER_AGO = Word(gettext_lazy("longer ago than"), "lt", lambda mine, asked: mine is not None and mine < asked, int)
WITHIN = Word(gettext_lazy("within the last"), "gte", lambda mine, asked: mine is not None and mine >= asked, int)


@dataclass(frozen=True)
class Field:
    """Something that can be asked of a record: its path from the record, its label, and the words it understands."""

    path: str
    label: Any
    words: dict[str, Word]
    choices: tuple[tuple[Any, Any], ...] = ()
    is_moment: bool = False

    def asked(self, value: Any) -> Any:
        """What a word is compared with: a moment is given in minutes before now."""
        return clock.now() - timedelta(minutes=value) if self.is_moment and not isinstance(value, bool) else value

    def of(self, record: Any) -> Any:
        """This field of one record, along the same path that the query takes."""
        for step in self.path.split("__"):
            record = getattr(record, step, None)
        return record

    def shown(self, value: Any) -> str:
        if isinstance(value, list):
            return ", ".join(self.shown(each) for each in value)
        return str(dict(self.choices).get(value, _("{n} min").format(n=value) if self.is_moment else value))


class Speech(Field):
    """What somebody said, in which whole words are looked for: “fire” is not in “firewall”."""

    def asked(self, value: Any) -> Any:
        return rf"(^|\W)({'|'.join(map(re.escape, value))})(\W|$)"

    def shown(self, value: Any) -> str:
        return _(" or ").join(f"“{each}”" for each in value)


def text(path: str, label: Any) -> Field:
    return Field(path, label, {"is": EQUAL, "is_not": UNEQUAL, "contains": CONTAINS, "missing": MISSING})


def speech(path: str, label: Any) -> Field:
    return Speech(path, label, {"mentions": MENTIONS})


def truth(path: str, label: Any, *, yes: Any, no: Any) -> Field:
    return Field(path, label, {"is": EQUAL}, ((True, yes), (False, no)))


def choice(path: str, label: Any, choices: tuple[tuple[str, Any], ...]) -> Field:
    return Field(path, label, {"is": EQUAL, "is_not": UNEQUAL, "in": AMONG}, choices)


def record(path: str, label: Any) -> Field:
    return Field(path, label, {"is": EQUAL, "is_not": UNEQUAL, "in": AMONG, "missing": MISSING})


def number(path: str, label: Any) -> Field:
    compared = {"less": BELOW, "more": ABOVE, "at_least": AT_LEAST, "at_most": AT_MOST}
    return Field(path, label, {"is": EQUAL, **compared, "missing": MISSING})


def moment(path: str, label: Any) -> Field:
    words = {"longer_ago_than_minutes": LONGER_AGO, "within_minutes": WITHIN, "missing": MISSING}
    return Field(path, label, words, is_moment=True)
