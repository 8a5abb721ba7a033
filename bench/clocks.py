"""The clock: ten thousand promises due at once, two clocks of which one is killed, and what follows."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django.models import ProcrastinateJob

from bench.figures import Figure
from bench.ground import Ground, wait_until
from bench.house import still_open
from bench.meter import cpu_seconds
from fiverings.cases.models import Case
from fiverings.core import clock
from fiverings.core.following import FOLLOWERS
from fiverings.core.journal import announce, history
from fiverings.core.models import Entry
from fiverings.core.running.processes import Child, Processes
from fiverings.core.running.serving import FIVERINGS, House, tell
from fiverings.notices.models import Notice
from fiverings.promises.events import PromiseBroken
from fiverings.promises.models import Ending, Kind, Outcome, Outstanding, Promise

PROMISES = 10_000
OTHERS = 60
AT_ONCE = 500
READY_WITHIN = timedelta(seconds=20)
WRITTEN_A_SECOND = 200
PATIENCE = 600.0


def measure(ground: Ground) -> Iterator[Figure]:
    """Break them all, each once; while what follows is done others fall due, and are seen as on any other day."""
    count = ground.times(PROMISES)
    still_open(ground, count)
    cases = list(Case.objects.open().select_related("journey", "owner").order_by("-id")[:count])
    due_at = clock.now() + READY_WITHIN + timedelta(seconds=count / WRITTEN_A_SECOND)
    storm = promised(cases, [due_at] * count)
    others = promised(cases[:OTHERS], [due_at + timedelta(seconds=30 + n) for n in range(OTHERS)])
    with ground.running("worker", "clocks") as house, another_clock(ground, house) as second:
        _wait_for(due_at)
        used, open_still = cpu_seconds(), Outstanding.objects.filter(due_at=due_at)
        _wait_until(lambda: open_still.count() < count * 2 // 3)
        second.process.kill()
        _wait_until(lambda: not open_still.exists())
        yield from _seen("promises due at once", storm)
        yield Figure("all of them broken, CPU each", "ms", [(cpu_seconds() - used) / count * 1000])
        _wait_until(_all_is_done)
        followed = (clock.now() - due_at).total_seconds()
        _wait_until(lambda: Outcome.objects.filter(promise__in=others).count() == OTHERS)
        yield Figure("all of it, CPU for each promise", "ms", [(cpu_seconds() - used) / count * 1000])
    yield Figure("due until everything that follows is done", "s", [followed])
    yield from _seen("others due meanwhile", others)
    yield from _not_once(storm + others)


def _seen(what: str, promises: Sequence[int]) -> Iterator[Figure]:
    """How long after its time each was broken, by the clock of the database at the moment it was there for all."""
    lines = Entry.objects.filter(kind=PromiseBroken.kind, subject_id__in=promises)
    written = dict(lines.values_list("subject_id", "recorded_at"))
    due = dict(Promise.objects.in_bulk(promises).items())
    lags = [(at - due[promise].due_at).total_seconds() for promise, at in written.items()]
    yield Figure(f"{what}, due until broken", "s", lags)
    first, last = min(written.values()), max(written.values())
    if (took := (last - first).total_seconds()) > 1:
        yield Figure(f"{what}, broken", "a second", [len(promises) / took])


def _not_once(promises: Sequence[int]) -> Iterator[Figure]:
    """What was broken other than once: without one breach, one line, one promise to make it right, one escalation."""
    lines = Entry.objects.filter(kind=PromiseBroken.kind, subject_id__in=promises)
    found = {
        "breaches": Outcome.objects.filter(promise__in=promises, kind=Ending.BROKEN).values_list("promise", flat=True),
        "lines": lines.values_list("subject_id", flat=True),
        "next promises": Promise.objects.filter(recovers__in=promises).values_list("recovers", flat=True),
        "notices": Notice.objects.filter(entry__in=lines).values_list("entry__subject_id", flat=True),
    }
    for what, which in found.items():
        counted = Counter(which)
        yield Figure(f"{what} lost or doubled", "", [sum(counted[each] != 1 for each in promises)])
    broken = Case.objects.filter(pk__in=Promise.objects.filter(pk__in=promises).values("subject_id"))
    yield Figure("cases not escalated", "", [broken.filter(escalations=None).count()])


def _wait_until(is_so: Callable[[], bool]) -> None:
    """Look twice a second: who looks oftener takes from the house the time that is measured."""
    wait_until(is_so, every=0.5, patience=PATIENCE)


def _all_is_done() -> bool:
    """Nothing that follows waits, and no letter that is due."""
    waiting = ProcrastinateJob.objects.filter(status__in=["todo", "doing"])
    is_due = Q(scheduled_at=None) | Q(scheduled_at__lte=datetime.now(UTC))
    return not waiting.filter(Q(queue_name=FOLLOWERS) | is_due).exists()


def _wait_for(moment: datetime) -> None:
    late = (clock.now() - moment).total_seconds()
    if late > 0:
        raise RuntimeError(f"The promises were due {late:.0f} s before the clocks ran")
    time.sleep(-late)


@contextmanager
def another_clock(ground: Ground, house: House) -> Iterator[Child]:
    """A second process of clocks beside the one of the house; whoever dies of them stays dead."""
    clocks = Processes(ground.folder / "log" / "second", tell=tell)
    second = clocks.add("clocks", [*FIVERINGS, "run", "clocks"], house.environment())
    try:
        clocks.start()
        yield second
    finally:
        clocks.stop()


def promised(cases: Sequence[Case], due: Sequence[datetime]) -> list[int]:
    """An update on each of these cases, by these times; the promises."""
    made: list[int] = []
    for n in range(0, len(cases), AT_ONCE):
        with transaction.atomic(), history(Entry.Mark.SEEDED):
            some = cases[n : n + AT_ONCE]
            owed = [
                Promise.for_ourselves(
                    subject=case, journey=case.journey, kind=Kind.NEXT_UPDATE, person=case.owner, due_at=at, severity=2
                )
                for case, at in zip(some, due[n : n + AT_ONCE], strict=True)
            ]
            announce(*Promise.owe(owed, some), by=None)
            made += [each.pk for each in owed]
    return made
