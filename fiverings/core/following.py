"""Followers: what happens after a line of the journal, each reaction once, in a transaction of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, models, transaction
from procrastinate.contrib.django import app

from fiverings.core.causes import causing
from fiverings.core.events import KINDS, Event
from fiverings.core.jobs import PATIENTLY, TRIES_AT_MOST
from fiverings.core.models import Entry, FailedReaction, Reacted
from fiverings.core.payload import revive
from fiverings.core.together import together
from fiverings.core.written import Written

FOLLOWERS = "followers"
FOLLOW = "follow"
LINES_AT_ONCE = 100
AFTERWARDS = -1
"""What follows from many things at once lets pass what follows from a single act."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reaction:
    """When this happens, do that: one function, named as an imperative sentence."""

    name: str
    to: type[Event]
    run: Callable[[Any], object]
    history: bool
    hears: Callable[[type[Event]], bool]

    def follows(self, event: type[Event], *, is_history: bool) -> bool:
        return issubclass(event, self.to) and (self.history or not is_history) and self.hears(event)


REACTIONS: dict[str, Reaction] = {}


def when(
    event: type[Event], *, history: bool = False, hears: Callable[[type[Event]], bool] = lambda event: True
) -> Callable[[Callable[[Any], object]], Callable[[Any], object]]:
    """Do what is decorated after each such event, exactly once, in the worker.

    `history=True` also follows seeded and imported lines; `hears` asks, from memory, whether a kind is of interest.
    """

    def keep(run: Callable[[Any], object]) -> Callable[[Any], object]:
        name = f"{run.__module__.split('.')[-2]}.{run.__name__}"
        REACTIONS[name] = Reaction(name, event, run, history, hears)
        return run

    return keep


def reactions_to(event: type[Event], *, is_history: bool) -> Iterator[Reaction]:
    """The reactions that follow a kind of event, in the order in which the parts stand."""
    return (each for each in REACTIONS.values() if each.follows(event, is_history=is_history))


def is_followed(line: Entry) -> bool:
    """Whether anything follows this line."""
    return any(reactions_to(KINDS[line.kind], is_history=line.is_history))


@app.task(name=FOLLOW, queue=FOLLOWERS, retry=PATIENTLY)
def follow(entry_id: int) -> None:
    """Do everything that follows the lines of one transaction; a reaction that fails gets a job of its own.

    Of a transaction that wrote very many, the rest is done when others had their turn.
    """
    lines = _written_from(entry_id)
    for line in lines[:LINES_AT_ONCE]:
        for reaction in reactions_to(KINDS.get(line.kind, Event), is_history=line.is_history):
            _try(line, reaction)
    for line in lines[LINES_AT_ONCE:]:
        follow.configure(priority=AFTERWARDS, lock=str(line.subject)).defer(entry_id=line.id)


def _try(line: Entry, reaction: Reaction) -> None:
    try:
        react(line, reaction)
    except Exception as error:
        log.exception("%s failed after line %s", reaction.name, line.id)
        with transaction.atomic():
            failed, is_new = FailedReaction.objects.get_or_create(
                entry=line, reaction=reaction.name, defaults={"error": repr(error)}
            )
            if not is_new:
                failed.again(repr(error))
            _once_more(failed)


def _once_more(failed: FailedReaction) -> None:
    if failed.tries < TRIES_AT_MOST:
        wait = timedelta(seconds=2**failed.tries)
        job = react_again.configure(schedule_at=datetime.now(UTC) + wait)
        job.defer(entry_id=failed.entry_id, name=failed.reaction)


@together
def react(line: Entry, reaction: Reaction) -> None:
    """One reaction to one line, with the mark that it is done, in one transaction."""
    if _is_first(line, reaction):
        with causing(line):
            reaction.run(revive(line))


def _is_first(line: Entry, reaction: Reaction) -> bool:
    """Leave the mark, in one statement; whoever finds it there, or waits for who writes it, was not the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_reacted (entry_id, reaction) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [line.id, reaction.name],
        )
        return bool(cursor.rowcount)


@app.task(name="react", queue=FOLLOWERS)
def react_again(entry_id: int, name: str) -> None:
    """One more try at a reaction that failed; that it did is forgotten once it is done."""
    line, done = Entry.objects.get(id=entry_id), Reacted.objects.filter(entry=entry_id, reaction=name)
    if name in REACTIONS and not done.exists():
        _try(line, REACTIONS[name])
    if done.exists():
        FailedReaction.objects.filter(entry=line, reaction=name).delete()


@Written
def _written_from(entry: int) -> models.QuerySet[Entry]:
    return Entry.objects.written_from(entry)[: LINES_AT_ONCE + 1]
