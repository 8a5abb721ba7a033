"""Live updates: one stream of events per browser, fed by the journal, ordered by transaction and line.

A stream says only which topics changed (`cases`, `cases.case#12`), and only about lines whose subject its person may
see; the page then fetches what it shows. Its place (`Last-Event-ID`) is the pair transaction-line, read behind the
oldest open transaction, because a line that commits late has a smaller id than one already sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, connections
from django.db.models import Q
from django.http import HttpRequest, parse_cookie

from fiverings.core.database import CHANNEL
from fiverings.core.models import Entry
from fiverings.core.numbers import number_in
from fiverings.core.references import Reference

log = logging.getLogger(__name__)

PATH = "/live/"
LASTS = 300.0
BEATS_EVERY = 15.0
LINES_AT_ONCE = 200

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


@dataclass(frozen=True, order=True)
class Place:
    """Where a stream stands: the transaction and line last read."""

    xact: int
    line: int

    @classmethod
    def parse(cls, text: str) -> Place | None:
        xact, _, line = text.partition("-")
        at, id_ = number_in(xact), number_in(line)
        return cls(at, id_) if at is not None and id_ is not None else None

    def __str__(self) -> str:
        return f"{self.xact}-{self.line}"


class Ear:
    """The process's one listening connection: it reconnects by itself and wakes every stream after it was away."""

    def __init__(self) -> None:
        self.heard = asyncio.Condition()
        self.count = 0
        self.listening: asyncio.Task[None] | None = None
        self.asking: dict[tuple[Any, ...], asyncio.Task[Any]] = {}

    def start(self) -> None:
        if self.listening is None or self.listening.done():
            self.listening = asyncio.create_task(self._listen())

    async def wait(self, since: int, timeout: float) -> int:
        """Wait until something is heard after `since`, or for so many seconds; how much was heard by then."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout), self.heard:
                await self.heard.wait_for(lambda: self.count > since)
        return self.count

    async def ask(self, since: int, question: Callable[..., Any], *about: Any) -> Any:
        """Ask the database; streams that ask the same after hearing the same, at the same time, share the answer.

        What was asked before something was heard may not know of it, so `since` belongs to the question.
        """
        key = (since, question, *about)
        if key not in self.asking:
            self.asking[key] = asyncio.create_task(from_database(question, *about))
            self.asking[key].add_done_callback(lambda _done: self.asking.pop(key))
        return await asyncio.shield(self.asking[key])

    async def _wake(self) -> None:
        async with self.heard:
            self.count += 1
            self.heard.notify_all()

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**address(), autocommit=True) as line:
                    await line.execute(f"LISTEN {CHANNEL}")
                    await self._wake()
                    async for _ in line.notifies():
                        await self._wake()
            except (psycopg.Error, OSError) as error:
                log.warning("The journal cannot be heard (%s); trying again", error)
            await asyncio.sleep(1)


def address() -> dict[str, Any]:
    """How to reach the database directly, without the pool."""
    where = connections["default"].get_connection_params()
    return {key: value for key, value in where.items() if key not in {"cursor_factory", "context", "prepare_threshold"}}


def present() -> Place:
    """The last place that everybody may have read."""
    last = Entry.objects.settled().order_by("-xact", "-id").values_list("xact", "id").first()
    return Place(*last) if last else Place(0, 0)


def read(place: Place | None, person: Any) -> tuple[Place, list[str]]:
    """The place reached, and the topics that changed since for this person; from the present when there is no place."""
    if place is None:
        return present(), []
    lines = Entry.objects.settled()
    after = Q(xact=place.xact, id__gt=place.line) | Q(xact__gt=place.xact)
    found = list(lines.filter(after, xact__gte=place.xact).order_by("xact", "id")[:LINES_AT_ONCE])
    seen = visible_subjects({line.subject for line in found}, person)
    topics = dict.fromkeys(t for line in found if line.subject in seen for t in topics_of(line))
    return (Place(found[-1].xact, found[-1].id) if found else place), list(topics)


def read_with(cookies: str, place: Place | None) -> tuple[Place, list[str]] | None:
    """What whoever holds these cookies may read now; None when their session is over."""
    person = who(cookies)
    return read(place, person) if person else None


def topics_of(line: Entry) -> Iterable[str]:
    part = line.subject_label.split(".")[0]
    return (part, str(line.subject))


def visible_subjects(subjects: set[Reference], person: Any) -> set[Reference]:
    """Those of the subjects that a person may see, asked of each kind's own `visible_to`."""
    seen: set[Reference] = set()
    for label in {subject.label for subject in subjects}:
        ids = {subject.id for subject in subjects if subject.label == label}
        found = apps.get_model(label)._default_manager.all()
        with contextlib.suppress(NotImplementedError, AttributeError):
            seen |= {
                Reference(label, id_)
                for id_ in found.visible_to(person).filter(id__in=ids).values_list("id", flat=True)
            }
    return seen


def who(cookies: str) -> Any:
    """The person whose session these cookies name, or None."""
    jar = parse_cookie(cookies)
    if settings.SESSION_COOKIE_NAME not in jar:
        return None
    request = HttpRequest()
    request.session = SessionStore(jar[settings.SESSION_COOKIE_NAME])
    person = get_user(request)
    return person if person.is_authenticated and person.is_active else None


async def from_database(ask: Callable[..., Any], *arguments: Any) -> Any:
    """Ask the database and give the connection back at once: streams that kept theirs would empty the pool."""

    def ask_and_let_go() -> Any:
        try:
            return ask(*arguments)
        finally:
            connection.close()

    return await sync_to_async(ask_and_let_go, thread_sensitive=False)()
