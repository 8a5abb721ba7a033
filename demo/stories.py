"""Stories as they stand in files: an account, its people and equipment, and the scenes between them and us."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import time, timedelta
from pathlib import Path
from typing import Any, TypeVar

FOLDER = Path(__file__).parent / "stories"
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
ACTS = ("note", "close", "offer", "take")
T = TypeVar("T")


class BadStory(ValueError):
    """A story file says something that nobody can perform; the text names the place."""


@dataclass(frozen=True)
class Voice:
    """Somebody at the customer: who they are, and where a telephone reaches them."""

    name: str
    position: str = ""
    number: str = ""
    language: str = ""
    prefers: str = "mail"


@dataclass(frozen=True)
class Equipment:
    """A piece of equipment: its model and serial number, where it stands, how much it carries."""

    model: str = ""
    serial: str = ""
    site: str = ""
    carries: int | None = None
    installed: int | None = None
    weighs: int = 2


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


@dataclass(frozen=True)
class Scene:
    """One need, from the first word to the last so far."""

    subject: str
    lines: tuple[Line, ...]
    ago: int = 0
    at: time | None = None
    night: bool = False
    number: int | None = None

    @property
    def ends(self) -> bool:
        """Whether it has been closed for good."""
        return self.lines[-1].act == "close"


@dataclass(frozen=True)
class Story:
    """A customer of Northbell, as its file tells it."""

    name: str
    domain: str
    advocates: tuple[str, ...]
    contacts: Mapping[str, Voice]
    scenes: tuple[Scene, ...]
    since: int = 2020
    zone: str = "America/Toronto"
    language: str = "en"
    weight: int = 2
    joined: int | None = None
    agreement: tuple[str, int] | None = None
    numbers: str = ""
    calls_at_a_time: bool = True
    length: int = 10
    sites: Mapping[str, str] = field(default_factory=dict)
    assets: Mapping[str, Equipment] = field(default_factory=dict)
    primary: tuple[str, ...] = ()
    failover: tuple[str, ...] = ()

    def address(self, key: str) -> str:
        """The mail address of one of its people."""
        return f"{key}@{self.domain}"


def read_all(folder: Path = FOLDER) -> list[Story]:
    """Every story, in the order of their names."""
    return [read(path) for path in sorted(folder.glob("*.toml"))]


def read(path: Path) -> Story:
    """The story in a file; BadStory names what nobody can perform."""
    table = tomllib.loads(path.read_text())
    where = path.name
    return made(
        Story,
        table,
        where,
        contacts={key: made(Voice, each, f"{where} {key}") for key, each in table.get("contacts", {}).items()},
        assets={key: made(Equipment, each, f"{where} {key}") for key, each in table.get("assets", {}).items()},
        scenes=tuple(scene(each, f"{where} {number}") for number, each in enumerate(table.get("scenes", ()), 1)),
    )


def read_scenes(path: Path) -> list[Scene]:
    """Scenes that belong to no account of ours."""
    scenes = tomllib.loads(path.read_text())["scenes"]
    return [scene(each, f"{path.name} {number}") for number, each in enumerate(scenes, 1)]


def scene(table: Mapping[str, Any], where: str) -> Scene:
    """A scene with its lines."""
    lines = tuple(line(each, f"{where}.{number}") for number, each in enumerate(table.get("lines", ()), 1))
    if not lines or lines[0].act != "say":
        raise BadStory(f"{where}: a scene begins with somebody's words")
    return made(Scene, table, where, lines=lines)


def line(table: Mapping[str, Any], where: str) -> Line:
    """A line: one name with its words, or an act with the name inside it; the rest says when and how."""
    known = {each.name for each in fields(Line)} - {"who", "words", "act"}
    said = {key: value for key, value in table.items() if key not in known}
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
    more = {key: value for key, value in table.items() if key in known}
    spans = {key: span(more[key], where) for key in ("after", "ago") if key in more}
    return made(Line, more, where, who=who, words=words.strip(), act=act, **spans)


def span(written: str, where: str) -> timedelta:
    """`40m`, `3h`, `2d`, `1d 4h`."""
    found = re.findall(r"(\d+)([mhd])", written)
    if not found or re.sub(r"\d+[mhd]| ", "", written):
        raise BadStory(f"{where}: {written!r} is no span")
    return sum((timedelta(**{UNITS[unit]: int(count)}) for count, unit in found), timedelta())


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
