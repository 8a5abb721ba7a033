"""Machines that answer whatever they get: what we wrote by ourselves is answered, and nobody goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest
from django.test import override_settings

from fiverings.channels.models import Arrival, Delivery
from fiverings.channels.models.carrying import AUTOMATIC_AT_MOST
from fiverings.conversations.events import MessageReceived
from fiverings.conversations.models import Message, Outbox
from fiverings.core import clock, following
from fiverings.core.following import when
from tests.world import World

from .mails import arrived, bounced, written
from .servers import HOST, Postbox

Settle = Callable[[], None]
Machine = Callable[[EmailMessage, int], EmailMessage | bytes]
ROUNDS = 15


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with Postbox().open() as postbox, override_settings(EMAIL_HOST=HOST, EMAIL_PORT=postbox.port):
        yield postbox


def answered(letter: EmailMessage, words: str = "We got your mail.", **more: str) -> EmailMessage:
    """What a machine writes that answers a letter."""
    told = {"in_reply_to": str(letter["Message-ID"]), "subject": f"Re: {letter['Subject']}", **more}
    return written(words, **told)


def vacation(letter: EmailMessage, number: int) -> EmailMessage:
    return answered(letter, "I am away until Monday.", auto_submitted="auto-replied")


def old_vacation(letter: EmailMessage, number: int) -> EmailMessage:
    return answered(letter, "I am away.", subject=f"Out of office: {letter['Subject']}")


def ticket_system(letter: EmailMessage, number: int) -> EmailMessage:
    return written("Your request was received.", subject=f"[#{number}] We got your request", precedence="bulk")


def shy_ticket_system(letter: EmailMessage, number: int) -> EmailMessage:
    """It says of itself neither that it is a machine nor what it answers."""
    return written("Your request was received.", subject=f"[#{number}] We got your request")


def many_faced(letter: EmailMessage, number: int) -> EmailMessage:
    """It answers from another address each time, for each of its tickets has one."""
    return answered(letter, from_=f"ticket+{number}@mapledental.example")


def mailing_list(letter: EmailMessage, number: int) -> bytes:
    """It sends our own letter back to us, as to all its readers."""
    letter["List-Id"] = "<office.mapledental.example>"
    letter.replace_header("Subject", f"[office] {letter['Subject']}")
    return letter.as_bytes()


def forgetful_list(letter: EmailMessage, number: int) -> bytes:
    """A list that gives each letter a new Message-ID, and says nothing of itself."""
    letter.replace_header("Message-ID", f"<{number}@lists.mapledental.example>")
    return letter.as_bytes()


def mail_server(letter: EmailMessage, number: int) -> bytes:
    return bounced(str(letter["Message-ID"]).strip("<>"))


MACHINES: tuple[Machine, ...] = (
    *(vacation, old_vacation, ticket_system, shy_ticket_system),
    *(many_faced, mailing_list, forgetful_list, mail_server),
)


def carry_all() -> None:
    Outbox.objects.all().tell_all(at=clock.now())
    for delivery in Delivery.objects.waiting():
        delivery.carry()


def turn(world: World, postbox: Postbox, settle: Settle, machine: Machine) -> int:
    """The house writes once by itself; the machine answers each letter, until nobody writes; how many letters."""
    first = arrived(world.mailbox, written(message_id="<first@mapledental.example>"))
    settle()
    assert first.message is not None
    Message.write(to=world.priya, thread=first.message.thread, text="Eli helps.", by=None, auto="help")
    seen = 0
    for _ in range(ROUNDS):
        settle()
        carry_all()
        fresh, seen = postbox.letters[seen:], len(postbox.letters)
        for number, letter in enumerate(fresh, seen):
            arrived(world.mailbox, machine(letter, number))
    return seen


@pytest.mark.parametrize("machine", MACHINES, ids=lambda each: each.__name__)
def test_what_a_machine_answers_is_kept_and_answered_by_nobody(
    world: World, postbox: Postbox, settle: Settle, machine: Machine
) -> None:
    assert turn(world, postbox, settle, machine) == 1
    assert Arrival.objects.count() == 2
    assert not Arrival.objects.waiting().exists()


@pytest.mark.parametrize("machine", [shy_ticket_system, many_faced], ids=lambda each: each.__name__)
def test_even_a_house_that_answered_each_mail_would_stop(
    world: World, postbox: Postbox, settle: Settle, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither side knows the other for a machine: so the number of letters an hour is what ends it."""
    monkeypatch.setattr(following, "REACTIONS", dict(following.REACTIONS))

    @when(MessageReceived)
    def answer(event: MessageReceived) -> None:
        thread, contact = event.message.thread, event.message.contact
        Message.write(to=contact, thread=thread, text="We got your mail.", by=None, auto="acknowledgement")

    assert turn(world, postbox, settle, machine) <= AUTOMATIC_AT_MOST
    assert Delivery.objects.filter(state="withheld").exists()
