"""A mailbox that is silent beyond its own habit is noticed once, and one that does not let us in at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from fiverings.channels.checks import mail_comes_as_usual, mail_is_fetched
from fiverings.channels.models import Arrival, Cause, Habit, Mailbox, Quiet
from fiverings.channels.models.habit import GAPS_NEEDED, NEVER_UNDER, allowance
from fiverings.channels.models.quiet import BeingQuiet
from fiverings.notices.models import Notice
from tests.world import World

from .mails import written

Settle = Callable[..., None]
MONDAY = datetime(2026, 5, 4, 13, tzinfo=UTC)
"""Nine o'clock in Toronto."""


def comes(mailbox: Mailbox, at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        Arrival.accept(written().as_bytes(), mailbox=mailbox, via="smtp", queued=False)


@pytest.fixture
def mailbox(world: World) -> Mailbox:
    """Every hour from nine to four, on ten working days; over a night, an hour and a half of opening hours."""
    world.care.revise(calendar=world.calendar, by=world.admin)
    mailbox = Mailbox.objects.select_related("team__calendar__current").get()
    for day in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11):
        for hour in range(8):
            comes(mailbox, MONDAY + timedelta(days=day, hours=hour))
    mailbox.reckon_habit(at=MONDAY + timedelta(days=11, hours=8))
    return mailbox


LAST = MONDAY + timedelta(days=11, hours=7)
TUESDAY_AFTER = MONDAY + timedelta(days=15)
"""Monday was Victoria Day."""


def test_nights_and_weekends_are_no_silence(mailbox: Mailbox) -> None:
    habit = Habit.objects.get()
    assert habit.gaps == 79 and habit.allowance == timedelta(hours=4, minutes=30) and habit.span == "4 h 30 min"
    mailbox.listen(at=LAST + timedelta(days=2, hours=20))
    assert not Quiet.objects.exists() and mail_comes_as_usual().ok


def test_unusual_silence_is_told_once_to_the_lead_and_ends_when_mail_comes(
    mailbox: Mailbox, world: World, settle: Settle
) -> None:
    for hours in range(7):
        mailbox.listen(at=TUESDAY_AFTER + timedelta(hours=hours))
    settle()
    assert Quiet.objects.lasting().get().since == LAST
    assert not mail_comes_as_usual().ok and "support@northbell.example" in mail_comes_as_usual().sentence
    told = Notice.objects.filter(entry__kind="channels.MailboxQuiet")
    assert [each.person for each in told] == [world.dana]
    assert "longer than usual" in told.get().event().tell()
    comes(mailbox, TUESDAY_AFTER + timedelta(hours=7))
    mailbox.listen(at=TUESDAY_AFTER + timedelta(hours=7, minutes=1))
    assert not Quiet.objects.lasting().exists() and mail_comes_as_usual().ok


def test_what_was_unusually_quiet_does_not_become_the_habit(mailbox: Mailbox) -> None:
    mailbox.listen(at=TUESDAY_AFTER + timedelta(hours=4))
    comes(mailbox, TUESDAY_AFTER + timedelta(hours=5))
    mailbox.listen(at=TUESDAY_AFTER + timedelta(hours=5))
    mailbox.reckon_habit(at=TUESDAY_AFTER + timedelta(hours=5))
    assert Habit.objects.get().allowance == timedelta(hours=4, minutes=30)


def test_with_too_little_to_go_by_nothing_is_unusual(world: World) -> None:
    mailbox = world.mailbox
    for number in range(5):
        comes(mailbox, MONDAY + timedelta(minutes=number))
    mailbox.reckon_habit(at=MONDAY)
    mailbox.listen(at=MONDAY + timedelta(days=60))
    assert not Habit.objects.exists() and not Quiet.objects.exists()


def test_a_busy_mailbox_is_given_two_hours_at_least() -> None:
    assert allowance([timedelta(minutes=1)] * GAPS_NEEDED) == NEVER_UNDER
    gaps = [timedelta(hours=1)] * 99 + [timedelta(days=9)]
    assert allowance(gaps) == timedelta(hours=3)


def test_a_mailbox_that_does_not_let_us_in_is_told_at_once_and_one_that_cannot_be_reached_is_not(
    mailbox: Mailbox, world: World, settle: Settle
) -> None:
    mailbox.fall_silent(why="Connection refused", cause=Cause.NETWORK)
    settle()
    assert not Notice.objects.filter(entry__kind="channels.MailboxShutsUsOut").exists()
    for _ in range(3):
        mailbox.fall_silent(why="Authentication failed.", cause=Cause.SIGN_IN)
    settle()
    told = Notice.objects.filter(entry__kind="channels.MailboxShutsUsOut")
    assert {each.person for each in told} == {world.dana, world.admin}
    assert "Authentication failed." in told.first().event().tell()
    assert not mail_is_fetched().ok and "Authentication failed." in mail_is_fetched().sentence


def test_where_a_team_has_no_lead_the_lead_on_duty_hears_of_it(world: World) -> None:
    world.care.release(world.dana, by=world.admin)
    assert isinstance(world.mailbox, BeingQuiet) and world.mailbox.who_answers_for_it() == [world.dana]
