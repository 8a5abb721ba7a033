"""A mail that arrived finds its place exactly once, or is set aside and shown."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.db import IntegrityError, OperationalError, connection

from fiverings.channels.models import Arrival, Mailbox
from fiverings.channels.models.filing import TRIES_AT_MOST, NotSetAside
from fiverings.conversations.models import Message
from fiverings.core.models import Entry
from fiverings.customers.models import Account
from fiverings.hours.models import BusinessCalendar
from fiverings.people.models import Person
from tests.world import World

from .mails import SUPPORT, WORDS, arrived, written

Settle = Callable[[], None]


def test_a_mail_of_a_known_contact_begins_a_conversation_of_the_account(world: World) -> None:
    arrival = arrived(world.mailbox, written())
    assert arrival.outcome == "filed"
    assert arrival.message.contact == world.priya
    assert arrival.message.thread.journey.account == world.maple
    assert arrival.message.new_text.strip() == WORDS
    assert arrival.kept.path.exists() and arrival.message.source == arrival.kept.key


def test_an_unknown_sender_becomes_a_contact_of_a_provisional_account(world: World) -> None:
    arrival = arrived(world.mailbox, written(from_="Una Lind <una@nowhere.example>"))
    assert arrival.message.contact.name == "Una Lind"
    assert arrival.message.thread.journey.account in Account.objects.provisional()


def test_the_same_mail_handed_over_twice_is_one_arrival_and_one_message(world: World) -> None:
    mail = written()
    first, again = arrived(world.mailbox, mail), arrived(world.mailbox, mail)
    assert first == again
    assert Message.objects.filter(message_id=mail["Message-ID"].strip("<>")).count() == 1


def test_equal_mails_without_any_mark_of_their_own_are_two_mails(world: World) -> None:
    raw = b"From: priya@mapledental.example\nSubject: disk full\n\nThe disk is full.\n"
    first, second = arrived(world.mailbox, raw), arrived(world.mailbox, raw)
    assert first != second and first.message != second.message


def test_a_copy_that_took_another_way_is_known_as_a_twin(world: World) -> None:
    mail = written()
    first = arrived(world.mailbox, mail)
    mail["Received"] = "from list.example by mx.northbell.example"
    copy = arrived(world.mailbox, mail)
    assert copy != first
    assert (copy.outcome, copy.message) == ("twin", first.message)


def test_a_mail_waits_in_the_queue_and_is_filed_by_the_worker(world: World, settle: Settle) -> None:
    arrival, is_new = Arrival.accept(written().as_bytes(), mailbox=world.mailbox, via="smtp")
    assert is_new and arrival.message is None
    settle()
    arrival.refresh_from_db()
    assert arrival.outcome == "filed"


STEPS = [
    "fiverings.channels.models.filing.ParsedMail.read",
    "fiverings.channels.models.sorting.Sorting.received",
    "fiverings.conversations.models.Message.receive",
    "fiverings.conversations.models.receiving.announce",
    "fiverings.channels.models.filing.Filing._settle",
]


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_leaves_nothing_behind_and_the_next_try_files_it_once(world: World, step: str) -> None:
    arrival, _ = Arrival.accept(written().as_bytes(), mailbox=world.mailbox, via="smtp")
    lines = Entry.objects.count()
    with patch(step, side_effect=OperationalError("the server went away")), pytest.raises(OperationalError):
        arrival.file()
    assert not Message.objects.filter(subject="No calls").exists()
    assert Entry.objects.count() == lines
    arrival.file()
    arrival.file()
    assert Message.objects.filter(subject="No calls").count() == 1
    assert Entry.objects.filter(kind="conversations.MessageReceived").count() == 1


def test_a_mail_that_cannot_be_filed_is_set_aside_with_the_error_and_filed_again_by_hand(
    world: World, settle: Settle
) -> None:
    arrival, _ = Arrival.accept(written().as_bytes(), mailbox=world.mailbox, via="smtp")
    with patch("fiverings.conversations.models.Message.receive", side_effect=ValueError("what is this?")):
        settle()
    arrival.refresh_from_db()
    assert (arrival.outcome, arrival.reason) == ("aside", "failed")
    assert "what is this?" in arrival.error
    assert Entry.objects.filter(kind="channels.MailSetAside", subject_id=arrival.id).count() == 1
    arrival.try_again(by=world.dana)
    assert Entry.objects.get(kind="channels.MailTakenUpAgain").actor_id == world.dana.id
    settle()
    arrival.refresh_from_db()
    assert arrival.outcome == "filed"
    with pytest.raises(NotSetAside):
        arrival.try_again(by=world.dana)


def test_a_mail_that_ends_every_worker_is_set_aside_in_the_end(world: World) -> None:
    arrival, _ = Arrival.accept(written().as_bytes(), mailbox=world.mailbox, via="smtp")
    Arrival.objects.filter(id=arrival.id).update(tries=TRIES_AT_MOST)
    arrival.file()
    arrival.refresh_from_db()
    assert (arrival.outcome, arrival.reason) == ("aside", "failed")


@pytest.mark.parametrize("raw", [b"\x00\xff\xfe", b"hello", b"\r\n\r\n", b"From: nobody\n\nhello"])
def test_what_names_no_sender_is_set_aside_and_never_lost(world: World, raw: bytes) -> None:
    arrival = arrived(world.mailbox, raw)
    assert (arrival.outcome, arrival.reason) == ("aside", "nobody")
    assert arrival.kept.read() == raw


def test_the_envelope_names_the_sender_when_the_mail_does_not(world: World) -> None:
    arrival = arrived(world.mailbox, b"Subject: hi\n\nhello\n", sender="priya@mapledental.example")
    assert arrival.message.contact == world.priya


@pytest.mark.parametrize(("sender", "reason"), [(SUPPORT, "own-address"), ("ana@northbell.example", "staff")])
def test_neither_our_own_address_nor_one_of_us_becomes_a_customer(world: World, sender: str, reason: str) -> None:
    arrival = arrived(world.mailbox, written(from_=sender))
    assert (arrival.outcome, arrival.reason, arrival.may_be_filed) == ("aside", reason, False)


@pytest.mark.parametrize("change", ["DELETE FROM channels_arrival", "UPDATE channels_arrival SET sha256 = ''"])
def test_the_database_lets_nobody_lose_a_mail_or_make_it_another(world: World, change: str) -> None:
    arrived(world.mailbox, written())
    with pytest.raises(IntegrityError, match="never changed"), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_strangers_clock_is_that_of_the_team_they_wrote_to_else_of_the_lead_on_duty(world: World) -> None:
    Person.objects.filter(pk=world.dana.pk).update(zone="America/Halifax")
    calendar = BusinessCalendar.objects.get(name="Northbell")
    team = world.mailbox.team
    for hours, zone in ((calendar, "America/Toronto"), (None, "America/Halifax")):
        team.calendar = hours
        team.save()
        mail = written(from_=f"new@{zone.split('/')[1].lower()}.example")
        assert arrived(Mailbox.objects.get(), mail).message.contact.account.zone == zone
