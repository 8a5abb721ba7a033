"""In whatever order verbs come, a promise is either owed or has one outcome, and what ended stays as it ended."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import connection

from fiverings.core.problems import Refused
from fiverings.promises.models import Outcome, Outstanding, Promise
from tests.world import World

from .promising import offer, to_ourselves

STEPS = 2000
"""`bin/bench histories` takes a hundred times as many."""
CHECKED_EVERY = 100
OPEN_AT_MOST = 3


class Life:
    """Promises that are told, kept, broken and changed at random, by a clock that runs on."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance, self.at = world, Random(seed), world.now
        self.ended: dict[int, tuple[str, datetime]] = {}
        self.told: list[Promise] = []

    def step(self) -> None:
        """One verb on any promise there ever was; a refusal changes nothing."""
        self.at += timedelta(seconds=self.chance.choice((1, 5, 60)))
        verbs: list[Callable[[], Any]] = [self.owe, self.keep, self.release, self.break_, self.late, self.strike]
        verb = self.chance.choice([*verbs, self.change, self.attempt, self.speak])
        with suppress(Refused):
            verb()

    def any(self) -> Promise:
        pk = self.chance.choice(self.told[-4 * OPEN_AT_MOST :]).pk
        return Promise.objects.get(pk=pk)

    def owe(self) -> None:
        if Outstanding.objects.count() < OPEN_AT_MOST:
            self.told.append(to_ourselves(self.world, at=self.at, due_at=self.soon()))

    def speak(self) -> None:
        if not Outstanding.objects.to_customers().exists():
            made = offer(self.world, due_at=self.soon(), at=self.at)
            self.told.append(made.speak(by=self.world.ana, at=self.at))

    def soon(self) -> datetime:
        return self.at + timedelta(seconds=self.chance.choice((30, 600)))

    def keep(self) -> None:
        self.any().keep(by=self.world.ana, at=self.at)

    def release(self) -> None:
        self.any().release(words="Not needed", by=self.world.ana, at=self.at)

    def break_(self) -> None:
        self.any().break_(at=self.at)

    def late(self) -> None:
        self.any().fulfil_late(by=self.world.ana, at=self.at)

    def attempt(self) -> None:
        self.any().attempt(by=self.world.ana, at=self.at)

    def change(self) -> None:
        self.any().renegotiate(due_at=self.soon(), consent="Fine.", by=self.world.ana, at=self.at)

    def strike(self) -> None:
        Outstanding.objects.overdue(self.at).break_all(at=self.at)

    def check(self) -> None:
        """Every promise is owed or ended, once, and whatever ended before ended as it did."""
        connection.check_constraints()
        self.told = list(Promise.objects.order_by("id"))
        owed = set(Outstanding.objects.values_list("promise", flat=True))
        ended = {pk: (kind, at) for pk, kind, at in Outcome.objects.values_list("promise", "kind", "at")}
        assert owed.isdisjoint(ended)
        assert owed | ended.keys() == {each.pk for each in self.told}
        assert all(ended[pk] == before for pk, before in self.ended.items())
        assert all(
            (ended[each.pk][1] > each.due_at) == (ended[each.pk][0] == "broken")
            for each in self.told
            if each.pk in ended
        )
        broken = {pk for pk, (kind, _) in ended.items() if kind == "broken"}
        assert broken == {each.recovers_id for each in self.told if each.recovers_id}
        self.ended = ended


def lived(world: World, *, seed: int, steps: int = STEPS) -> Life:
    """A history of so many steps, asked every hundred of them whether the rules are kept."""
    life = Life(world, seed)
    life.owe()
    for number in range(steps):
        life.step()
        if number % CHECKED_EVERY == 0:
            life.check()
    life.check()
    return life


def test_a_promise_never_has_two_outcomes_whatever_the_order_of_verbs(world):
    life = lived(world, seed=STEPS)
    assert {kind for kind, _ in life.ended.values()} == {"kept", "broken", "released", "replaced"}
