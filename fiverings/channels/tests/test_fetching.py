"""A mailbox on an IMAP server is read to its end, after any outage, and each mail once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from fiverings.channels.checks import mail_is_fetched
from fiverings.channels.models import Arrival, Cursor, Mailbox, Outage
from fiverings.core.models import Entry
from tests.world import World

from .mails import written
from .servers import HOST, PASSWORD, ImapServer

OPENED = datetime(2026, 5, 1, 8, tzinfo=UTC)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ImapServer]:
    with ImapServer(tmp_path).open() as server:
        yield server


@pytest.fixture
def mailbox(world: World, server: ImapServer) -> Mailbox:
    world.mailbox.change(
        way_in="imap", fetch_host=HOST, fetch_port=server.port, fetch_security="none", fetch_username="support",
        fetch_password=PASSWORD, reads_from=OPENED, by=world.admin,
    )  # fmt: skip
    return world.mailbox


def subjects(mailbox: Mailbox) -> list[str]:
    for arrival in mailbox.arrivals.waiting():
        arrival.file()
    return list(mailbox.arrivals.order_by("id").values_list("subject", flat=True))


def test_what_came_is_fetched_once_in_order_and_nothing_on_the_server_changes(
    mailbox: Mailbox, server: ImapServer
) -> None:
    for number in range(3):
        server.receive(written(subject=f"Mail {number}"))
    assert mailbox.fetch() == 3
    assert mailbox.fetch() == 0
    server.receive(written(subject="Mail 3"))
    assert mailbox.fetch() == 1
    assert subjects(mailbox) == ["Mail 0", "Mail 1", "Mail 2", "Mail 3"]
    assert not [each for each in (server.folder / "support" / "cur").iterdir() if "S" in each.name.split(",")[-1]]


def test_mail_from_before_the_mailbox_was_opened_is_left_alone(mailbox: Mailbox, server: ImapServer) -> None:
    server.receive(written(subject="Old"), at=OPENED - timedelta(hours=1))
    server.receive(written(subject="New"), at=OPENED + timedelta(hours=1))
    mailbox.fetch()
    assert subjects(mailbox) == ["New"]


def test_mail_of_a_long_outage_is_fetched_when_it_is_over(mailbox: Mailbox, server: ImapServer) -> None:
    server.receive(written(subject="Before"), at=OPENED + timedelta(days=1))
    mailbox.fetch()
    for day in (2, 20, 40):
        server.receive(written(subject=f"Day {day}"), at=OPENED + timedelta(days=day))
    mailbox.fetch()
    assert subjects(mailbox) == ["Before", "Day 2", "Day 20", "Day 40"]


def test_a_server_that_numbers_its_mails_anew_neither_loses_nor_doubles_any(
    mailbox: Mailbox, server: ImapServer
) -> None:
    for number in range(3):
        server.receive(written(subject=f"Mail {number}"))
    server.receive(b"From: priya@mapledental.example\r\nSubject: Bare\r\n\r\nNo id\r\n")
    mailbox.fetch()
    before = Cursor.objects.get(mailbox=mailbox).validity
    server.number_anew()
    server.receive(written(subject="Mail 4"))
    assert mailbox.fetch() == 1
    assert subjects(mailbox) == ["Mail 0", "Mail 1", "Mail 2", "Bare", "Mail 4"]
    assert Cursor.objects.get(mailbox=mailbox).validity == before + 1


def test_a_crash_between_two_mails_repeats_and_loses_none(mailbox: Mailbox, server: ImapServer) -> None:
    for number in range(4):
        server.receive(written(subject=f"Mail {number}"))
    real, calls = Cursor.pass_by, []

    def dies_at_the_third(cursor: Cursor, uid: int) -> None:
        calls.append(uid)
        if len(calls) == 3:
            raise SystemExit
        real(cursor, uid)

    with patch.object(Cursor, "pass_by", dies_at_the_third), pytest.raises(SystemExit):
        mailbox.fetch()
    assert Arrival.objects.filter(mailbox=mailbox).count() == 2
    assert mailbox.fetch() == 2
    assert subjects(mailbox) == [f"Mail {number}" for number in range(4)]


def test_a_mailbox_that_cannot_be_read_is_noticed_and_told_once(mailbox: Mailbox, server: ImapServer) -> None:
    server.stop()
    assert mailbox.fetch() == mailbox.fetch() == 0
    assert Outage.objects.lasting().get().mailbox == mailbox
    assert Entry.objects.filter(kind="channels.MailboxFellSilent").count() == 1
    Outage.objects.update(began_at=OPENED)
    assert not mail_is_fetched().ok
    server.start()
    mailbox.fetch()
    assert not Outage.objects.lasting().exists()
    assert Entry.objects.filter(kind="channels.MailboxAnswered").count() == 1


def test_a_wrong_password_is_told_in_the_servers_words(mailbox: Mailbox, world: World) -> None:
    mailbox.change(fetch_password="wrong", by=world.admin)
    mailbox.fetch()
    assert "authentication" in Outage.objects.get().why.lower()
    mailbox.change(fetch_password="", by=world.admin)
    assert mailbox.server().password == "wrong"


def test_a_mailbox_that_nobody_has_read_for_a_while_turns_the_check_red(mailbox: Mailbox) -> None:
    assert not mail_is_fetched().ok
    mailbox.fetch()
    assert mail_is_fetched().ok
    Cursor.objects.update(read_at=OPENED)
    assert not mail_is_fetched().ok


def test_passwords_lie_sealed_in_the_database(mailbox: Mailbox) -> None:
    assert PASSWORD not in Mailbox.objects.get(id=mailbox.id).fetch_password
    assert mailbox.server().password == PASSWORD
