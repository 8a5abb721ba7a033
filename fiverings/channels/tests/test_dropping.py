"""A mail drop over POP3 on a real Dovecot: each mail once, and nothing is deleted unless told."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest

from fiverings.channels.models import Arrival, Mailbox, Pickup
from tests.world import World

from .dovecot import OPENED, Dovecot, needs_dovecot, reads, subjects
from .mails import written

pytestmark = needs_dovecot


def test_over_pop3_mail_from_before_the_mailbox_was_opened_is_left_alone(world: World, dovecot: Dovecot) -> None:
    mailbox = reads(world.mailbox, world, dovecot, "pop3", "tls", fetch_deletes=True)
    old = b"Received: from a by b; Thu, 30 Apr 2026 10:00:00 +0000\r\n" + written(subject="Old").as_bytes()
    dovecot.receive(old, at=OPENED - timedelta(days=1))
    new = b"Received: from a by b; Sat, 02 May 2026 10:00:00 +0000\r\n" + written(subject="New").as_bytes()
    dovecot.receive(new)
    assert (mailbox.fetch(), mailbox.fetch()) == (1, 0)
    assert subjects(mailbox) == ["New"]
    with dovecot.session() as session:
        session.select("INBOX")
        assert len(session.search(None, "ALL")[1][0].split()) == 1, "what we took is deleted, the rest is not"
    assert Pickup.objects.filter(mailbox=mailbox).count() == 1


def test_what_was_taken_over_pop3_is_remembered_as_long_as_it_lies_there(world: World, dovecot: Dovecot) -> None:
    mailbox = reads(world.mailbox, world, dovecot, "pop3", "none")
    for number in range(3):
        dovecot.receive(written(subject=f"Mail {number}"))
    mailbox.fetch()
    assert Pickup.objects.filter(mailbox=mailbox).count() == 3
    with dovecot.session() as session:
        session.select("INBOX")
        session.store("1:2", "+FLAGS", "\\Deleted")
        session.expunge()
    assert mailbox.fetch() == 0
    assert Pickup.objects.filter(mailbox=mailbox).count() == 1


def test_a_crash_between_two_mails_over_pop3_repeats_and_loses_none(world: World, dovecot: Dovecot) -> None:
    mailbox = reads(world.mailbox, world, dovecot, "pop3", "tls")
    for number in range(4):
        dovecot.receive(written(subject=f"Mail {number}"))
    real, calls = Pickup.settle, []

    def dies_at_the_third(mailbox: Mailbox, key: str, *, arrival: Arrival | None) -> None:
        calls.append(key)
        if len(calls) == 3:
            raise SystemExit
        real(mailbox, key, arrival=arrival)

    with patch.object(Pickup, "settle", dies_at_the_third), pytest.raises(SystemExit):
        mailbox.fetch()
    assert mailbox.arrivals.count() == 2
    assert mailbox.fetch() == 2
    assert subjects(mailbox) == [f"Mail {number}" for number in range(4)]
