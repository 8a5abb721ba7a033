"""Lines as they stand in files: who says or does something, in which words, when and how."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

UNITS = {"m": "minutes", "h": "hours", "d": "days"}
SAID = {"kind", "due", "via", "solves", "comes"}
ACTS = {
    "say": SAID,
    "note": set(),
    "asked": {"answers", "site", "since", "tried", "call_back", "settles"},
    "expects": {"due", "unknown"},
    "promises": {"kind", "due", "via", "consent", "comes"},
    "moves": {"due"},
    "cost": {"cap", "billable", "due"},
    "calls": {"keeps"},
    "rings": set(),
    "raises": {"level"},
    "helps": {"due"},
    "accepts": set(),
    "gives": set(),
    "escalates": {"needed"},
    "holds": set(),
    "decides": {"authority"},
    "met": set(),
    "offer": {"back", "why", "next"},
    "take": set(),
    "merge": {"into"},
    "proposes": {"solution"},
    "confirms": {"how"},
    "rejects": set(),
    "close": set(),
}
"""What can be done, and what is told of how; `{ ana = "…" }` alone is said."""
T = TypeVar("T")


class BadStory(ValueError):
    """A story file says something that nobody can perform; the text names the place."""


@dataclass(frozen=True)
class Line:
    """One thing that somebody says or does, and when: after the line before, or long ago from now."""

    who: str
    words: str
    act: str = "say"
    after: timedelta | None = None
    ago: timedelta | None = None
    cc: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    sender: str = ""
    to: str = ""
    bounced: str = ""
    is_auto: bool = False
    agreed: bool = True
    waits: bool = False
    how: Mapping[str, Any] = field(default_factory=dict)

    def told(self, **how: Any) -> Line:
        """The same, with more of how."""
        return replace(self, how={**self.how, **how})

    def by_the_clock(self, now: datetime) -> Line:
        """With the moment that it names, where it says how far that is from now."""
        due = self.how.get("due")
        return self.told(due=on_the_clock(now + due)) if isinstance(due, timedelta) else self


def line(table: Mapping[str, Any], where: str) -> Line:
    """A line: one name with its words, or an act with the name inside it; the rest says when and how."""
    known = {each.name for each in fields(Line)} - {"who", "words", "act", "how"}
    ways = set().union(*ACTS.values())
    said = {key: value for key, value in table.items() if key not in known | ways}
    if len(said) != 1:
        raise BadStory(f"{where}: a line has one speaker, not {sorted(said)}")
    ((act, words),) = said.items()
    who = act
    if isinstance(words, Mapping):
        if act not in ACTS or len(words) != 1:
            raise BadStory(f"{where}: nobody knows how to {act}")
        ((who, words),) = words.items()
    else:
        act = "say"
    how = {key: value for key, value in table.items() if key in ways}
    if strange := sorted(set(how) - ACTS[act]):
        raise BadStory(f"{where}: {', '.join(strange)} means nothing to who {act}s")
    if "due" in how:
        how["due"] = span(how["due"], where)
    more = {key: value for key, value in table.items() if key in known}
    spans = {key: span(more[key], where) for key in ("after", "ago") if key in more}
    return made(Line, more, where, who=who, words=words.strip(), act=act, how=how, **spans)


def span(written: str, where: str) -> timedelta:
    """`40m`, `3h`, `2d`, `1d 4h`; `-7m` is before."""
    found = re.findall(r"(\d+)([mhd])", written)
    if not found or re.sub(r"\d+[mhd]| |^-", "", written):
        raise BadStory(f"{where}: {written!r} is no span")
    length = sum((timedelta(**{UNITS[unit]: int(count)}) for count, unit in found), timedelta())
    return -length if written.startswith("-") else length


def on_the_clock(moment: datetime, *, minutes: int = 5) -> datetime:
    """A time as people say it: on the next five minutes, or on the quarter."""
    begun = moment.replace(minute=moment.minute - moment.minute % minutes, second=0, microsecond=0)
    return begun if begun == moment else begun + timedelta(minutes=minutes)


def made(kind: type[T], table: Mapping[str, Any], where: str, **read_already: Any) -> T:
    """The thing that a table describes; BadStory for a key that means nothing."""
    known = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    if strange := sorted(set(table) - known - set(read_already)):
        raise BadStory(f"{where}: {', '.join(strange)} means nothing")
    plain = {key: frozen(value) for key, value in table.items() if key in known}
    try:
        return kind(**{**plain, **read_already})
    except TypeError as missing:
        raise BadStory(f"{where}: {missing}") from None


def frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
