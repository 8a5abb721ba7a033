"""Followers: what happens after a line of the journal, each reaction once, and none because another failed."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, models, transaction
from procrastinate.contrib.django import app

from fiverings.core.causes import causing
from fiverings.core.events import KINDS, Event
from fiverings.core.jobs import PATIENTLY, TRIES_AT_MOST
from fiverings.core.models import Entry, FailedReaction, Reacted
from fiverings.core.payload import revive, revive_all
from fiverings.core.promptly import FOLLOW
from fiverings.core.together import together
from fiverings.core.turns import in_turn
from fiverings.core.written import Written

FOLLOWERS = "followers"
LINES_AT_ONCE = 100
FEW = 10
"""What follows from so few lines is done in one transaction, if all goes well."""
AFTERWARDS = -1
"""What follows from many things at once lets pass what follows from a single act."""

log = logging.getLogger(__name__)

MARK = """
INSERT INTO core_reacted (entry_id, reaction)
SELECT unnest(%s::bigint[]), unnest(%s::text[]) FROM set_config('synchronous_commit', 'off', true)
    ON CONFLICT DO NOTHING RETURNING entry_id, reaction
"""
"""A reaction is on disk a moment after it is done: its job waits for that before it is over."""


@dataclass(frozen=True)
class Reaction:
    """When this happens, do that: one function, named as an imperative sentence, and perhaps one for many at once."""

    name: str
    to: type[Event]
    run: Callable[[Any], object]
    history: bool
    hears: Callable[[type[Event]], bool]
    many: Callable[[Sequence[Any]], object] | None = None

    def follows(self, event: type[Event], *, is_history: bool) -> bool:
        return issubclass(event, self.to) and (self.history or not is_history) and self.hears(event)


Step = tuple[Reaction, list[Entry]]
REACTIONS: dict[str, Reaction] = {}


def when(
    event: type[Event],
    *,
    history: bool = False,
    hears: Callable[[type[Event]], bool] = lambda event: True,
    many: Callable[[Sequence[Any]], object] | None = None,
) -> Callable[[Callable[[Any], object]], Callable[[Any], object]]:
    """Do what is decorated after each such event, exactly once, in the worker.

    `history=True` also follows seeded and imported lines; `hears` asks, from memory, whether a kind is of interest;
    `many` does the same for several events of one transaction together, and says of each line what it caused.
    """

    def keep(run: Callable[[Any], object]) -> Callable[[Any], object]:
        name = f"{run.__module__.split('.')[-2]}.{run.__name__}"
        REACTIONS[name] = Reaction(name, event, run, history, hears, many)
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
    with in_turn():
        lines = _written_from(entry_id)
        steps = list(_what_follows(lines[:LINES_AT_ONCE]))
        if steps and (len(lines) > FEW or not _try_together(steps)):
            for reaction, alike in steps:
                if len(alike) == 1 or not _try_together([(reaction, alike)]):
                    for line in alike:
                        _try(line, reaction)
    for line in lines[LINES_AT_ONCE:]:
        follow.configure(priority=AFTERWARDS, lock=str(line.subject)).defer(entry_id=line.id)


def _what_follows(lines: Iterable[Entry]) -> Iterator[Step]:
    """Each reaction with the line that it follows, in their order; then those that follow many lines together."""
    together: dict[Reaction, list[Entry]] = defaultdict(list)
    for line in lines:
        for reaction in reactions_to(KINDS.get(line.kind, Event), is_history=line.is_history):
            if reaction.many:
                together[reaction].append(line)
            else:
                yield reaction, [line]
    yield from together.items()


def _try_together(steps: Sequence[Step]) -> bool:
    """Several reactions, or one to many lines, in one transaction; where one fails, each is tried alone."""
    try:
        react_to_all(steps)
    except Exception:
        log.warning("%s are tried one by one", [reaction.name for reaction, _lines in steps], exc_info=True)
        return False
    return True


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


def react(line: Entry, reaction: Reaction) -> None:
    """One reaction to one line."""
    react_to_all([(reaction, [line])])


@together
def react_to_all(steps: Sequence[Step]) -> None:
    """Each reaction to its lines, with the marks that it is done, in one transaction."""
    marked = _mark(steps)
    for reaction, lines in steps:
        left = [line for line in lines if (line.id, reaction.name) in marked]
        if reaction.many and len(left) > 1:
            reaction.many(revive_all(left))
            continue
        for line in left:
            with causing(line):
                reaction.run(revive(line))


def _mark(steps: Sequence[Step]) -> set[tuple[int, str]]:
    """Leave the marks, in one statement; whoever finds one there, or waits for who writes it, was not the first."""
    pairs = [(line.id, reaction.name) for reaction, lines in steps for line in lines]
    with connection.cursor() as cursor:
        cursor.execute(MARK, [[entry for entry, _name in pairs], [name for _entry, name in pairs]])
        return set(cursor.fetchall())


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
