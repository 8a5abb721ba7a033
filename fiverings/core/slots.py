"""Slots: where a lower part leaves room for what upper parts have to show, and how they fill it."""

from __future__ import annotations

import logging
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event as StopSign
from typing import Any, Generic, TypeVar

from django.db import models

log = logging.getLogger(__name__)
F = TypeVar("F", bound=Callable[..., Any])


def part_of(module: str) -> str:
    """The part in which a module lives: the folder under `fiverings`, else the one around it."""
    path = module.split(".")
    return path[1] if path[0] == "fiverings" else path[-2]


@dataclass(frozen=True)
class Filling(Generic[F]):
    """One part's contribution to a slot."""

    name: str
    place: str
    order: int
    run: F
    traits: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["traits"][name]
        except KeyError:
            raise AttributeError(name) from None


class Slot(Generic[F]):
    """Room for what upper parts offer, of one type; filled by decorating a function."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.fillings: dict[tuple[str, str], Filling[F]] = {}

    def __call__(self, place: str = "", *, order: int = 100, **traits: Any) -> Callable[[F], F]:
        def fill(run: F) -> F:
            name = f"{part_of(run.__module__)}.{run.__name__}"
            self.fillings[(place, name)] = Filling(name, place, order, run, traits)
            return run

        return fill

    def filled(self, place: str = "") -> list[Filling[F]]:
        """What fills the slot at a place, in order."""
        return sorted((each for each in self.fillings.values() if each.place == place), key=lambda each: each.order)

    def all(self) -> list[Filling[F]]:
        return sorted(self.fillings.values(), key=lambda each: (each.order, each.place))


@dataclass(frozen=True)
class Panel:
    """A block on somebody else's page: a title, a template and what it needs.

    On home also what must move now (only the most urgent block's sentence is told), and what colleagues ask (all are).
    """

    title: Any
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    count: int | None = None
    sentence: str = ""
    asks: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Finding:
    """What a self-check found, in one sentence."""

    ok: bool
    sentence: str


@dataclass(frozen=True)
class Found:
    """One result of a search: what it is, where it leads."""

    title: str
    hint: str
    address: str
    icon: str = "search"
    excerpt: Sequence[tuple[str, bool]] = ()


class CommandFailed(Exception):
    """A command could not do what was asked; its text is the one clear line that the administrator sees."""


PanelFiller = Callable[..., Panel | None]
CommandFiller = Callable[[ArgumentParser], Callable[[Namespace], Any]]

panel: Slot[PanelFiller] = Slot("panel")
"""`panel("customers.account")`: (request, record) -> Panel or None, on a lower part's page."""
home: Slot[PanelFiller] = Slot("home")
"""`home()`: (request) -> Panel or None, a block of the home page."""
setting: Slot[Callable[..., str]] = Slot("setting")
"""`setting("people", label=…, icon=…, right=…)`: () -> the address of a settings page."""
act: Slot[Callable[..., str]] = Slot("act")
"""`act("new-case", label=…, icon=…, right=…)`: () -> the address where an act begins, for the command bar."""
command: Slot[CommandFiller] = Slot("command")
"""`command("hours", help=…, database=True)`: (parser) -> run(args), a subcommand of bin/fiverings."""
provision: Slot[Callable[[], None]] = Slot("provision")
"""`provision()`: () -> None, what a part brings along where it is missing, once the tables are as expected."""
process: Slot[Callable[[StopSign], None]] = Slot("process")
"""`process("intake", count=1)`: (stop) runs until the sign is set; `serve` and `demo` keep so many of it alive."""
finding: Slot[Callable[..., Iterator[Found]]] = Slot("finding")
"""`finding()`: (person, words) -> Found…, what the search box finds."""
check: Slot[Callable[[], Finding]] = Slot("check")
"""`check("mail is fetched")`: () -> Finding, asked every 20 seconds by the watcher; it must answer at once."""
audit: Slot[Callable[[], Iterator[tuple[models.Model, str]]]] = Slot("audit")
"""`audit("I-06", sentence=_("…"))`: () -> (record, how it breaks the rule)…, asked by `bin/fiverings audit`."""
rebuild: Slot[Callable[..., dict[str, Any]]] = Slot("rebuild")
"""`rebuild("cases.case", stands=…)`: (reference, lines) -> its facts as its lines in the journal tell them; `stands`:
(ids) -> {id: its facts as the tables hold them}. `bin/fiverings audit --rebuild` compares the two."""
personal: Slot[Callable[..., Any]] = Slot("personal")
"""`personal("customers.contact")`: (contact) -> JSON of what a part holds about a person."""
open_threads: Slot[Callable[..., Any]] = Slot("open_threads")
"""`open_threads()`: (threads) -> those of them about something that we still work on."""
blueprint: Slot[Callable[..., Any]] = Slot("blueprint")
"""`blueprint("people.teams")`: () -> JSON of a part's settings."""
metric: Slot[Callable[..., Any]] = Slot("metric")
"""`metric("kept-for-them", label=…, grains=…)`: (period, grain) -> a measured figure with its n."""


def panels(place: Slot[PanelFiller], where: str, request: Any, *records: Any) -> list[Panel]:
    """The panels that fill a place; one that fails shows its name and an error, never a broken page."""
    shown = []
    for filling in place.filled(where):
        try:
            block = filling.run(request, *records)
        except Exception as error:
            log.exception("The panel %s failed", filling.name)
            block = Panel(filling.name, "components/broken_panel.html", {"error": error})
        if block is not None:
            shown.append(block)
    return shown
