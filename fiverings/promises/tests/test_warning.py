"""Whoever owes what may break is warned while they can still act: once for each promise, three times a day at most."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from fiverings.conversations.models import Journey
from fiverings.core import slots
from fiverings.core.jobs import SCHEDULE
from fiverings.core.models import Entry
from fiverings.core.running.places import PROJECT
from fiverings.notices.models import Notice
from fiverings.people.models import Person
from fiverings.promises.models import BreachWarning, Outstanding
from tests.racing import alone, apart, leaving_nothing
from tests.world import World

from .promising import later, promise, to_ourselves
from .refusing import refused

give = BreachWarning.give_all


def test_the_owner_is_warned_when_it_is_as_likely_to_break_as_not(world, settle):
    told = promise(world, 120)
    assert give(at=later(world, 59)) == 0
    told.attempt(by=world.ana, at=later(world, 59.5))
    assert give(at=later(world, 70)) == 0
    assert give(at=later(world, 80)) == 1
    warning = told.warning
    assert (warning.person, warning.reason, warning.pace) == (world.ana, "likely", None)
    assert warning.chance == pytest.approx(0.53, abs=0.01)
    settle()
    notice = Notice.objects.get(person=world.ana, entry__kind="promises.PromiseMayBreak")
    assert "A promise may break: Ana Costa" in notice.event().tell()


def test_the_owner_is_warned_when_half_of_the_time_is_over_and_nothing_was_done(world):
    quiet, elsewhere = promise(world, 119, kind="next_update"), Journey.begin(world.maple, at=world.now)
    busy = promise(world, 119, kind="next_update", subject=elsewhere)
    busy.attempt(by=world.ana, at=later(world, 30))
    assert give(at=later(world, 60)) == 1
    assert quiet.warning.reason == "quiet" and not hasattr(busy, "warning")


def test_nobody_is_warned_twice_of_one_promise_nor_of_what_is_overdue(world):
    promise(world, 20)
    assert give(at=later(world, 21)) == 0
    promise(world, 30)
    assert [give(at=later(world, minute)) for minute in (25, 26)] == [1, 0]


def test_nobody_is_warned_more_than_three_times_a_day_and_each_day_begins_anew(world):
    for minutes in (20, 21, 22, 23):
        to_ourselves(world, minutes)
    to_ourselves(world, 24, person=world.ben)
    assert give(at=later(world, 19)) == 4
    assert list(BreachWarning.objects.filter(person=world.ana).values_list("place", flat=True)) == [1, 2, 3]
    tomorrow = later(world, 24 * 60)
    to_ourselves(world, at=tomorrow, due_at=tomorrow + timedelta(minutes=20))
    assert give(at=tomorrow + timedelta(minutes=19)) == 1


def test_the_database_refuses_a_fourth_warning_of_a_day(world):
    told = [to_ourselves(world, minutes) for minutes in (20, 21)]
    assert give(at=later(world, 19)) == 2
    told.append(to_ourselves(world, 22))
    columns = {"promise": told[2], "person": world.ana, "at": world.now, "reason": "likely", "chance": 0.5}
    on = told[0].warning.on
    for place, rule in ((4, "at_most_three_warnings"), (2, "each_warning_has_its_place")):
        refused(lambda place=place: BreachWarning(**columns, on=on, place=place).save(), match=rule)
    refused(lambda: BreachWarning.objects.update(chance=0), match="never changed")


def test_two_clocks_warn_once(db):
    def warn():
        with transaction.atomic():
            return give(at=later(World.read(), 19))

    with leaving_nothing():
        alone(lambda: [to_ourselves(World.read(), minutes) for minutes in (20, 21, 22, 23)])
        given = [each for each in apart(warn, warn, warn) if isinstance(each, int)]
        assert alone(lambda: sum(given) + warn()) == 3
        assert sorted(alone(lambda: list(BreachWarning.objects.values_list("place", flat=True)))) == [1, 2, 3]
        assert alone(Entry.objects.filter(kind="promises.PromiseMayBreak").count) == 3


def test_the_clocks_warn_each_minute(world):
    scheduled = SCHEDULE["promises.warn_of_promises_that_may_break"]
    assert scheduled.seconds == 60
    scheduled.run()
    assert not BreachWarning.objects.exists() and not Outstanding.objects.exists()


def test_nobody_sees_how_often_others_were_warned(world):
    to_ourselves(world, 20)
    give(at=later(world, 19))
    seen = {each for each in Person.objects.all() if BreachWarning.objects.visible_to(each).exists()}
    assert seen == {world.ana}


def test_no_program_and_no_figure_tells_of_warnings():
    told = (PROJECT / "docs/api/openapi.json").read_text().lower()
    assert "breachwarning" not in told and "may_break" not in told and "warned" not in told
    assert not [each.name for each in slots.metric.all() if "warn" in f"{each.name} {each.place}".lower()]
