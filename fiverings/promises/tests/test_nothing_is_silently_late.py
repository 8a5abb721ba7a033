"""While no clock runs for three minutes, whoever is on duty hears it; afterwards all that is overdue shows its lag."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from fiverings.core import clock, watching
from fiverings.core.clocks import strike_all
from fiverings.core.jobs import SCHEDULE
from fiverings.core.models import Tick
from fiverings.core.watching import ASKS_EVERY, Watcher, standing
from fiverings.people.models import Duty
from fiverings.promises.checks import SEEN_WITHIN
from fiverings.promises.models import Outstanding

from .promising import later, to_ourselves

THREE_MINUTES = timedelta(minutes=3)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def house(world, settings: Any, tmp_path, monkeypatch: pytest.MonkeyPatch, mailoutbox):
    """Every self-check of the house, and every clock of it has just ticked."""
    settings.FIVERINGS_FOLDER = tmp_path
    monkeypatch.setattr(watching, "close_old_connections", lambda: None)
    with time_machine.travel(world.now, tick=False) as traveller:
        Tick.objects.bulk_create(Tick(name=name, last_at=clock.now()) for name in SCHEDULE)
        yield traveller


def late():
    """What the watcher says of clocks and promises; other checks ask for processes that no test runs."""
    return [each for each in standing().wrong if "no clock has seen it" in each or "clocks are late" in each]


def look_until_red(traveller, watcher: Watcher) -> timedelta:
    """How long the watcher, which looks each twenty seconds, takes to see that something is late."""
    began = clock.now()
    while not late():
        assert clock.now() - began < THREE_MINUTES
        traveller.shift(timedelta(seconds=ASKS_EVERY))
        watcher.look()
    return clock.now() - began


def test_the_watcher_turns_red_within_a_minute_and_rings_who_is_on_duty(world, house, mailoutbox):
    to_ourselves(world, 0.1)
    watcher = Watcher()
    watcher.look()
    assert not late()
    mailoutbox.clear()
    assert look_until_red(house, watcher) <= SEEN_WITHIN + A_MINUTE
    ringing = [letter for letter in mailoutbox if "no clock has seen it" in letter.body]
    assert [Duty.lead(clock.now()).email] == ringing[0].to[:1]


def test_after_three_minutes_all_that_is_overdue_is_broken_with_its_true_lag(world, house):
    due = [to_ourselves(world, minutes) for minutes in (0.5, 1, 2)]
    to_come = to_ourselves(world, 60)
    house.shift(THREE_MINUTES)
    Watcher().look()
    assert len(late()) == 2
    while strike_all():
        pass
    assert [each.outcome.kind for each in due] == ["broken"] * 3
    lags = [each.outcome.lag() for each in due]
    assert lags == [timedelta(minutes=minutes) for minutes in (2.5, 2, 1)]
    assert all(each.recovered_by.told_at == later(world, 3) for each in due)
    assert Outstanding.objects.filter(promise=to_come).exists()
    assert not Outstanding.objects.overdue(clock.now()).exists()
    Watcher().look()
    assert not late()
