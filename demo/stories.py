"""Stories as they stand in files: an account, its people and equipment, and the scenes between them and us."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Any

from demo.lines import BadStory, Line, line, made

FOLDER = Path(__file__).parent / "stories"


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
class Scene:
    """One need, from the first word to the last so far."""

    subject: str
    lines: tuple[Line, ...]
    ago: int = 0
    at: time | None = None
    night: bool = False
    number: int | None = None
    severity: int = 3
    kind: str = "service_request"
    cause: str = "unknown"
    cap: int = 0
    owner: str = ""

    @property
    def is_incident(self) -> bool:
        return self.kind == "incident"


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
    length: int = 7
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
