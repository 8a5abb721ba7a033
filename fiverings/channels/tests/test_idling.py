"""Where a server tells of new mail (IDLE), we stay and take it; on a real Dovecot."""

from __future__ import annotations

from fiverings.channels.models import Cause, Outage
from fiverings.channels.models.rounds import Rounds
from tests.world import World

from .dovecot import Dovecot, needs_dovecot, reads, subjects, until
from .mails import written

pytestmark = needs_dovecot


def test_where_the_server_tells_of_new_mail_it_is_taken_without_another_round(
    committed: World, dovecot: Dovecot
) -> None:
    mailbox = reads(committed.mailbox, committed, dovecot, "imap", "tls")
    dovecot.receive(written(subject="Was there"))
    rounds = Rounds()
    rounds.once()
    (watch,) = rounds.watches.values()
    try:
        until(lambda: mailbox.arrivals.count() == 1)
        for number in range(3):
            dovecot.receive(written(subject=f"Came {number}"))
            until(lambda number=number: mailbox.arrivals.count() == number + 2)
        assert watch.is_alive(), "it stays"
    finally:
        rounds.call_back()
    assert not watch.is_alive(), "it leaves when it is told to"
    assert subjects(mailbox) == ["Was there", "Came 0", "Came 1", "Came 2"]


def test_a_mailbox_whose_settings_change_is_left_and_read_anew(committed: World, dovecot: Dovecot) -> None:
    mailbox = reads(committed.mailbox, committed, dovecot, "imap", "starttls")
    dovecot.receive(written(subject="As before"))
    rounds = Rounds()
    rounds.once()
    (before,) = rounds.watches.values()
    try:
        until(lambda: mailbox.arrivals.count() == 1)
        reads(mailbox, committed, dovecot, "imap", "tls", fetch_username="billing")
        dovecot.receive(written(subject="As it is now"), name="billing")
        rounds.once()
        until(lambda: not before.is_alive())
        rounds.once()
        until(lambda: mailbox.arrivals.count() == 2)
    finally:
        rounds.call_back()


def test_a_server_that_goes_away_while_we_wait_is_noticed_and_what_came_meanwhile_is_taken(
    committed: World, dovecot: Dovecot
) -> None:
    mailbox = reads(committed.mailbox, committed, dovecot, "imap", "tls")
    dovecot.receive(written(subject="Before"))
    rounds = Rounds()
    try:
        rounds.once()
        until(lambda: mailbox.arrivals.count() == 1)
        dovecot.stop()
        until(lambda: Outage.objects.lasting().filter(cause=Cause.NETWORK).exists())
        dovecot.start()
        dovecot.receive(written(subject="Meanwhile"))
        until(lambda: not any(watch.is_alive() for watch in rounds.watches.values()))
        rounds.once()
        until(lambda: mailbox.arrivals.count() == 2)
        until(lambda: not Outage.objects.lasting().exists())
    finally:
        rounds.call_back()
