"""How fast the journal is written, and how fast the real workers do what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import cast

from django.db import transaction
from django.db.models import QuerySet

from bench.figures import Figure
from bench.ground import Ground, rate, wait_until
from bench.house import settled
from fiverings.cases.events import AnswerSent, CustomerAwaited, CustomerSpoke
from fiverings.cases.models import Case
from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Entry, Reacted
from fiverings.customers.models import Contact

RUNS = 5
CASES = 40
WINDOW = 50


def measure(ground: Ground) -> Iterator[Figure]:
    """Lines that nothing follows, then lines whose audience is told by a notice."""
    settled(ground, CASES, turns=2)
    yield from _announces(ground)
    yield from _reactions(ground)


def _announces(ground: Ground) -> Iterator[Figure]:
    case, ana = Case.objects.latest("id"), ground.world.ana
    message = Message.objects.filter(thread__journey=case.journey).latest("id")
    one = partial(announce, CustomerAwaited(case=case, until=clock.now()), by=None)
    three = partial(announce, AnswerSent(case=case, message=message), by=ana)
    count = max(100, ground.times(400))
    for mentions, act in ((1, one), (3, three)):
        for lines in (1, 100):
            ask = partial(_in_transactions, act, count, of=lines)
            what = f"announces, mentions {mentions}, lines in a transaction {lines}"
            yield Figure(what, "a second", [rate(ask, count) for _ in range(RUNS)])


def _in_transactions(act: Callable[[], object], count: int, *, of: int) -> None:
    for _ in range(0, count, of):
        with transaction.atomic():
            for _ in range(of):
                act()


def _reactions(ground: Ground) -> Iterator[Figure]:
    """Queue lines while the worker sleeps, wake it, and look at when each reaction was done."""
    for lines in (1, 10):
        count = 200 if ground.short else 400
        last = Entry.objects.latest("id").id
        cases = list(Case.objects.select_related("contact", "journey").order_by("id")[:CASES])
        said = [Message.objects.filter(thread__journey=case.journey).earliest("id") for case in cases]
        for n in range(0, count, lines):
            with transaction.atomic():
                case, message = cases[n % CASES], said[n % CASES]
                contact = cast(Contact, case.contact)
                spoken = CustomerSpoke(case=case, message=message, contact=contact)
                announce(*[spoken] * lines, by=contact)
        done = Reacted.objects.filter(entry_id__gt=last)
        with ground.running("worker"):
            wait_until(partial(_are, done, count))
        moments = list(done.order_by("at").values_list("at", flat=True))
        windows = [WINDOW / (b - a).total_seconds() for a, b in pairwise(moments[::WINDOW]) if b > a]
        yield Figure(f"reactions, lines in a transaction {lines}", "a second", windows)


def _are(done: QuerySet[Reacted], count: int) -> bool:
    return done.count() >= count
