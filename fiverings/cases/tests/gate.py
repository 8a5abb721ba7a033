"""A call that becomes a case, step by step, as tests take it through the gate."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from fiverings.cases.models import Case
from fiverings.cases.models.diagnosing import Severity
from fiverings.promises.models import Outstanding, Promise
from tests.world import World

NEED = "Calls ring at the wrong place."
ANSWERS = {"call_back": "+1 416 555 0142", "since": "This morning", "tried": "A restart", "effect": "Nobody can book"}
AN_HOUR = timedelta(hours=1)


def typed(at: datetime) -> str:
    """A moment as a page sends it."""
    return f"{at:%Y-%m-%dT%H:%M}"


def called(world: World, **more: Any) -> Case:
    """Priya called, and Ana takes it in."""
    return Case.begin(contact=world.priya, need=NEED, by=world.ana, at=world.now, **more)


def with_severity(case: Case, level: int, world: World) -> Case:
    """One of us found how severe it is."""
    with transaction.atomic():
        Severity(case=case, level=level, ground="raised", reason="They told us.", by=world.ana, at=world.now).save()
        Case.objects.filter(pk=case.pk).update(severity=level)
    case.refresh_from_db()
    return case


def all_told(case: Case, world: World, level: int = 2) -> Case:
    """Everything that the gate asks is asked and told."""
    case.note_intake(site=world.maple.sites.get(), **ANSWERS, by=world.ana, at=world.now)
    with_severity(case, level, world)
    case.hear_expectation(unknown=True, by=world.ana, at=world.now)
    promised(case, world)
    case.tell_cost(billable="no", basis="It is covered.", by=world.ana, at=world.now)
    return case


def passed(case: Case, world: World, level: int = 2) -> Case:
    """Through the gate."""
    all_told(case, world, level).complete_intake(by=world.ana, at=world.now)
    return case


def promised(case: Case, world: World, kind: str = "next_update", **more: Any) -> Promise:
    """Told on the telephone, for an hour from now unless told otherwise."""
    given: dict[str, Any] = {"due_at": world.now + AN_HOUR / 2, "by": world.ana, "at": world.now}
    return case.promise_spoken(kind=kind, **(given | more))


def owed(case: Case) -> list[tuple[str, bool]]:
    """What is owed: each kind, and whether the customer knows of it; the next due first."""
    standing = Outstanding.objects.of(case).select_related("promise")
    return [(str(each.promise.kind), not each.promise.is_internal) for each in standing]
