"""What a server does not hand over holds up nothing behind it, and is asked for again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.policy import SMTP

import pytest

from fiverings.channels.gateways.mail import fetching
from fiverings.channels.models import Cause, Mailbox, Outage, Pickup
from tests.world import World

from .dovecot import OPENED, subjects
from .mails import written
from .stubborn import ImapSession, PopSession, Stubborn, reached


@pytest.fixture
def server() -> Iterator[Stubborn]:
    mails = {uid: written(subject=f"Mail {uid}").as_bytes(policy=SMTP) for uid in range(1, 6)}
    with Stubborn(mails).open(ImapSession) as server:
        yield server


@pytest.fixture
def mailbox(world: World, server: Stubborn) -> Mailbox:
    reached(world.mailbox, server, "imap", reads_from=OPENED)
    return world.mailbox


def test_a_mail_that_the_server_refuses_is_passed_by_and_taken_when_it_is_handed_over(
    mailbox: Mailbox, server: Stubborn
) -> None:
    server.refuses.add(2)
    assert mailbox.fetch() == 4
    pickup = Pickup.objects.withheld().get()
    assert "The body of this one is lost" in pickup.trouble and not Outage.objects.exists()
    assert mailbox.fetch() == 0
    server.refuses.clear()
    Pickup.objects.update(due_at=OPENED)
    assert mailbox.fetch() == 1
    assert subjects(mailbox) == ["Mail 1", "Mail 3", "Mail 4", "Mail 5", "Mail 2"]
    assert not Pickup.objects.withheld().exists()


def test_a_mail_at_which_the_server_always_hangs_up_holds_up_none_for_long(mailbox: Mailbox, server: Stubborn) -> None:
    server.hangs_up_at.add(3)
    assert [mailbox.fetch() for _ in range(4)][-1] == 2
    assert subjects(mailbox) == ["Mail 1", "Mail 2", "Mail 4", "Mail 5"]
    assert Pickup.objects.withheld().get().tries == 3 and not Outage.objects.lasting().exists()
    server.hangs_up_at.clear()
    Pickup.objects.update(due_at=OPENED)
    assert mailbox.fetch() == 1


def test_a_mail_that_was_removed_is_asked_for_no_more(mailbox: Mailbox, server: Stubborn) -> None:
    server.refuses.add(2)
    mailbox.fetch()
    del server.mails[2]
    Pickup.objects.update(due_at=OPENED)
    mailbox.fetch()
    assert not Pickup.objects.exists()


def test_a_mail_larger_than_we_take_is_not_even_asked_for(mailbox: Mailbox, server: Stubborn) -> None:
    server.sizes[4] = 10**9
    assert mailbox.fetch() == 4
    assert "larger than 150 MB" in Pickup.objects.withheld().get().trouble


def test_a_huge_folder_is_looked_through_in_portions(
    mailbox: Mailbox, server: Stubborn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "PORTION", 2)
    assert mailbox.fetch() == 5
    assert server.portions == [2, 2, 1]


def test_a_pop3_server_without_lasting_names_is_refused_with_the_reason(world: World) -> None:
    with Stubborn().open(PopSession) as server:
        reached(world.mailbox, server, "pop3", reads_from=datetime(2026, 5, 1, tzinfo=UTC))
        world.mailbox.fetch()
    outage = Outage.objects.get()
    assert outage.cause == Cause.SERVER and "UIDL" in outage.why and "IMAP instead" in outage.why
