"""The watcher: it needs neither worker nor queue, asks every self-check, and rings who is on duty."""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event as StopSign

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import close_old_connections

from fiverings.core import slots

log = logging.getLogger(__name__)

ASKS_EVERY = 20.0
FIRST_ASKS_AFTER = 10.0  # the others start with us; who only just came is not late
STALE_AFTER = 90.0
RINGS_AGAIN_AFTER = 30 * 60.0

on_duty: slots.Slot[Callable[[], list[str]]] = slots.Slot("on_duty")
"""`on_duty()`: () -> mail addresses of those whom the watcher rings; remembered while the database is away."""


@dataclass(frozen=True)
class Standing:
    """How the installation stands: what is wrong, and when that was last asked."""

    wrong: tuple[str, ...]
    asked_at: float

    @property
    def is_red(self) -> bool:
        return bool(self.wrong)


def _file() -> Path:
    return Path(settings.FIVERINGS_FOLDER) / "standing.json"


def standing() -> Standing:
    """The last word of the watcher, read from its file so that a dead database cannot hide it."""
    try:
        kept = json.loads(_file().read_text())
        found = Standing(tuple(kept["wrong"]), kept["asked_at"])
    except (OSError, ValueError, KeyError):
        return Standing((), 0.0)
    if time.time() - found.asked_at > STALE_AFTER:
        return Standing((*found.wrong, "The watcher has not reported for a while."), found.asked_at)
    return found


def ask_all() -> list[str]:
    """Ask every self-check; the sentences of those that are not well."""
    wrong = []
    for check in slots.check.all():
        try:
            found = check.run()
        except Exception as error:
            log.exception("The check %s failed", check.name)
            found = slots.Finding(False, f"The check “{check.place or check.name}” could not be made: {error}")
        if not found.ok:
            wrong.append(found.sentence)
    return wrong


class Watcher:
    """Asks, writes down how things stand, and rings once when they turn bad (again after half an hour)."""

    def __init__(self) -> None:
        self.rung_at = -RINGS_AGAIN_AFTER
        self.rung_for: frozenset[str] = frozenset()
        self.addresses: list[str] = []

    def look(self) -> Standing:
        close_old_connections()
        self._remember_who_is_on_duty()
        found = Standing(tuple(ask_all()), time.time())
        self._write_down(found)
        if found.is_red:
            self._ring(found)
        else:
            self.rung_for = frozenset()
        return found

    def _remember_who_is_on_duty(self) -> None:
        try:
            self.addresses = [address for filling in on_duty.all() for address in filling.run()] or self.addresses
        except Exception:
            log.exception("Who is on duty could not be asked; ringing those of before")

    def _write_down(self, found: Standing) -> None:
        path = _file()
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps({"wrong": found.wrong, "asked_at": found.asked_at}))
        draft.replace(path)

    def _ring(self, found: Standing) -> None:
        is_new = not frozenset(found.wrong) <= self.rung_for
        if not self.addresses or not (is_new or time.monotonic() - self.rung_at > RINGS_AGAIN_AFTER):
            return
        letter = EmailMessage(
            subject=f"Five Rings needs you: {' '.join(found.wrong[0].split())}",
            body="\n".join(["The self-check found:", "", *found.wrong, "", f"{settings.PUBLIC_ADDRESS}/health"]),
            to=self.addresses,
            headers={"Auto-Submitted": "auto-generated"},
        )
        try:
            letter.send()
        except OSError:
            log.exception("The mail to those on duty could not be sent")
            return
        self.rung_at, self.rung_for = time.monotonic(), frozenset(found.wrong)


def watch(stop: StopSign) -> None:
    """Look every 20 seconds until told to stop."""
    watcher = Watcher()
    pause = FIRST_ASKS_AFTER
    while not stop.wait(pause):
        watcher.look()
        pause = ASKS_EVERY
