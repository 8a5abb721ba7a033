"""A mailbox on a real Dovecot, by any way and however it is protected."""

from __future__ import annotations

import pytest

from fiverings.channels.models import Cause, Mailbox, Outage
from tests.world import World

from .dovecot import Dovecot, needs_dovecot, reads, subjects
from .mails import written
from .servers import PASSWORD

pytestmark = needs_dovecot
WAYS = [(way, security) for way in ("imap", "pop3") for security in ("tls", "starttls", "none")]


@pytest.mark.parametrize(("way", "security"), WAYS)
def test_what_came_is_taken_once_and_stays_where_it_is(world: World, dovecot: Dovecot, way: str, security: str) -> None:
    mailbox = reads(world.mailbox, world, dovecot, way, security)
    for number in range(3):
        dovecot.receive(written(subject=f"Mail {number}"))
    assert (mailbox.fetch(), mailbox.fetch()) == (3, 0)
    dovecot.receive(written(subject="Mail 3"))
    assert mailbox.fetch() == 1
    assert subjects(mailbox) == [f"Mail {number}" for number in range(4)]
    assert {each.via for each in mailbox.arrivals.all()} == {way}
    with dovecot.session() as session:
        session.select("INBOX")
        assert len(session.search(None, "ALL")[1][0].split()) == 4


def test_two_mailboxes_of_one_team_are_read_each_by_its_own_way(world: World, dovecot: Dovecot) -> None:
    billing = Mailbox.open(address="billing@northbell.example", team=world.mailbox.team, by=world.admin)
    support = reads(world.mailbox, world, dovecot, "imap", "tls")
    reads(billing, world, dovecot, "pop3", "tls", fetch_username="billing")
    dovecot.receive(written(subject="It does not ring"))
    dovecot.receive(written(subject="The invoice", to="billing@northbell.example"), name="billing")
    assert (support.fetch(), billing.fetch()) == (1, 1)
    assert (subjects(support), subjects(billing)) == (["It does not ring"], ["The invoice"])


@pytest.mark.parametrize("way", ["imap", "pop3"])
def test_a_sign_in_that_fails_is_told_from_a_server_that_is_away(world: World, dovecot: Dovecot, way: str) -> None:
    mailbox = reads(world.mailbox, world, dovecot, way, "tls", fetch_password="wrong")
    mailbox.fetch()
    outage = Outage.objects.get()
    assert outage.cause == Cause.SIGN_IN and "auth" in outage.why.lower()
    mailbox.change(fetch_password=PASSWORD, by=world.admin)
    mailbox.fetch()
    assert not Outage.objects.lasting().exists()
    mailbox.change(fetch_port=1, by=world.admin)
    mailbox.fetch()
    assert Outage.objects.lasting().get().cause == Cause.NETWORK


def test_a_folder_has_any_name_in_any_script(world: World, dovecot: Dovecot) -> None:
    mailbox = reads(world.mailbox, world, dovecot, "imap", "tls", fetch_folder="Soporte & más 受信箱")
    dovecot.receive(written(subject="In a folder"), folder='"Soporte &- m&AOE-s &U9dP4Xux-"')
    assert mailbox.fetch() == 1 and subjects(mailbox) == ["In a folder"]


def test_another_server_is_read_from_its_beginning_and_nothing_comes_twice(world: World, dovecot: Dovecot) -> None:
    mailbox = reads(world.mailbox, world, dovecot, "imap", "tls")
    dovecot.receive(written(subject="First"))
    dovecot.receive(written(subject="Second"))
    assert mailbox.fetch() == 2
    reads(mailbox, world, dovecot, "pop3", "tls")
    dovecot.receive(written(subject="Third"))
    assert mailbox.fetch() == 1
    reads(mailbox, world, dovecot, "imap", "tls", fetch_username="billing")
    dovecot.receive(written(subject="Fourth"), name="billing")
    assert mailbox.fetch() == 1
    assert subjects(mailbox) == ["First", "Second", "Third", "Fourth"]
