"""Numbers are kept as the whole world dials them; quiet hours go by the contact's own clock."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from django.db import IntegrityError, transaction

from fiverings.customers.models import Account, Contact, ContactNumber, NotANumber, in_e164


@pytest.mark.parametrize(
    ("written", "country", "kept"),
    [
        ("+1 (416) 555-0142", "", "+14165550142"),
        ("416 555 0142", "CA", "+14165550142"),
        ("030 901820", "DE", "+4930901820"),
        ("+44 20 7946 0018", "", "+442079460018"),
    ],
)
def test_a_number_is_kept_in_e164(written, country, kept):
    assert in_e164(written, country=country) == kept


@pytest.mark.parametrize("written", ["", "555", "call me", "416 555 0142", "+1 23"])
def test_what_cannot_be_dialled_from_everywhere_is_refused(written):
    with pytest.raises(NotANumber):
        in_e164(written)


def test_the_database_keeps_no_other_number(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactNumber(contact=world.priya, number="416-555").save()


def test_a_number_is_shown_in_groups(world):
    assert str(world.priya.numbers.get()) == "+1 416-555-0142"


@pytest.mark.parametrize(
    ("begins", "ends", "hour", "quiet"),
    [
        (12, 13, 12, True),
        (12, 13, 13, False),
        (22, 7, 23, True),
        (22, 7, 6, True),
        (22, 7, 7, False),
        (None, None, 3, False),
    ],
)
def test_quiet_hours_may_run_over_midnight(begins, ends, hour, quiet):
    contact = Contact(account=Account(zone="UTC"))
    contact.quiet_from = None if begins is None else time(begins)
    contact.quiet_until = None if ends is None else time(ends)
    assert contact.is_quiet(datetime(2026, 4, 30, hour, tzinfo=UTC)) is quiet


def test_quiet_hours_go_by_the_clock_of_the_contact_then_of_the_account():
    contact = Contact(account=Account(zone="America/Toronto"), quiet_from=time(22), quiet_until=time(7))
    moment = datetime(2026, 4, 30, 10, 30, tzinfo=UTC)
    assert contact.is_quiet(moment)
    contact.zone = "Europe/Berlin"
    assert not contact.is_quiet(moment)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2026, 4, 30, 23, tzinfo=UTC), datetime(2026, 5, 1, 7, 30, tzinfo=UTC)),
        (datetime(2026, 5, 1, 7, 29, tzinfo=UTC), datetime(2026, 5, 1, 7, 30, tzinfo=UTC)),
        (datetime(2026, 5, 1, 7, 30, tzinfo=UTC), None),
    ],
)
def test_quiet_hours_end_at_a_moment(now, then):
    contact = Contact(account=Account(zone="UTC"), quiet_from=time(22), quiet_until=time(7, 30))
    assert contact.in_peace_until(now) == then


def test_quiet_hours_end_by_the_clock_even_when_it_is_changed_over_night():
    contact = Contact(account=Account(zone="America/Toronto"), quiet_from=time(22), quiet_until=time(7))
    assert contact.in_peace_until(datetime(2026, 3, 8, 4, tzinfo=UTC)) == datetime(2026, 3, 8, 11, tzinfo=UTC)
    assert contact.in_peace_until(datetime(2026, 11, 1, 4, tzinfo=UTC)) == datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_an_account_is_found_by_any_number_of_its_lines(world):
    assert list(Account.objects.with_number("+14165550100")) == [world.maple]
    assert list(Account.objects.with_number("+14165550124")) == [world.maple]
    assert not Account.objects.with_number("+14165550142").exists()
