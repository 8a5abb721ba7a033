"""A broken word as tests find it: told, not kept, and how far it is made right."""

from __future__ import annotations

from datetime import datetime, timedelta

from fiverings.cases.models import Case, Recovery
from fiverings.promises.models import Outstanding, Promise
from tests.world import World

A_MINUTE = timedelta(minutes=1)


def at(world: World, hour: int, minute: int = 0, *, day: int = 0) -> datetime:
    return world.now.replace(hour=hour, minute=minute) + timedelta(days=day)


def keep_the_rest(case: Case, world: World) -> None:
    for each in Outstanding.objects.of(case).select_related("promise"):
        each.promise.keep(by=world.ana, at=world.now)


def broken(case: Case, world: World, kind: str = "visit", *, due_at: datetime | None = None) -> Promise:
    """Told an hour before it was due, and not kept."""
    due_at = due_at or at(world, 11)
    keep_the_rest(case, world)
    promise = case.promise_spoken(kind=kind, due_at=due_at, by=world.ana, at=world.now)
    Outstanding.objects.overdue(due_at + A_MINUTE).break_all(at=due_at + A_MINUTE)
    return promise


def ticks(case: Case) -> dict[str, datetime | None]:
    [recovery] = Recovery.of(case)
    return {each.step: each.at for each in recovery.ticks}


def standing(case: Case, kind: str) -> Promise:
    return Promise.objects.get(outstanding__in=Outstanding.objects.of(case), kind=kind)
