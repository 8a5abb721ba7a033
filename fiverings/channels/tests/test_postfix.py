"""Mail between us and a real Postfix, which hands it over as mail servers do, and tells what it could not bring."""

from __future__ import annotations

import smtplib
import time
from collections.abc import Callable, Iterator
from email.policy import SMTP
from pathlib import Path

import pytest
from django.test import override_settings

from fiverings.channels.commands import reception
from fiverings.channels.gateways.mail.listening import Listener, certificate
from fiverings.channels.models import Arrival, Delivery, Suppression
from fiverings.conversations.models import Message
from fiverings.core.running.ports import free_port
from tests.world import World

from .certificates import self_signed
from .mails import PRIYA, SUPPORT, arrived, written
from .postfix import Postfix, needs_postfix
from .servers import HOST, PATIENCE

pytestmark = needs_postfix


@pytest.fixture(scope="module")
def postfix() -> Iterator[Postfix]:
    with Postfix.open(ours=free_port()) as server:
        yield server


@pytest.fixture
def let_in(postfix: Postfix, tmp_path: Path) -> Callable[[], Listener]:
    """Our door, at the port that Postfix knows; it hands nothing over but by STARTTLS."""
    self_signed(tmp_path)
    chain, key = str(tmp_path / "chain.pem"), str(tmp_path / "key.pem")
    return lambda: Listener(reception(), HOST, postfix.ours, certificate=certificate(chain, key))


def until(is_so: Callable[[], bool], server: Postfix) -> None:
    patience = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < patience, server.log()
        time.sleep(0.05)


def hand_over(postfix: Postfix, mails: list[bytes]) -> None:
    with smtplib.SMTP(HOST, postfix.port, timeout=PATIENCE) as server:
        for mail in mails:
            server.sendmail("priya@mapledental.example", [SUPPORT], mail)


def test_whatever_it_hands_over_is_there_once_byte_for_byte(
    committed: World, postfix: Postfix, let_in: Callable[[], Listener]
) -> None:
    bodies = ["Größe", "..two dots\n.\n.one dot", "x" * 900, "\n" * 50 + "late", "\t tab ", "many\n" * 200_000]
    mails = [written(each, subject=f"Mail {number}").as_bytes(policy=SMTP) for number, each in enumerate(bodies)]
    with let_in():
        hand_over(postfix, mails)
        until(lambda: Arrival.objects.count() == len(mails) and postfix.waiting() == 0, postfix)
    kept = [each.kept.read() for each in Arrival.objects.order_by("id")]
    assert sorted(each.partition(b"\r\n\r\n")[2] for each in kept) == sorted(
        each.partition(b"\r\n\r\n")[2] for each in mails
    )
    assert all(b"mx.customer.example" in each.partition(b"\r\n\r\n")[0] for each in kept)


def test_while_nobody_lets_it_in_it_keeps_the_mail_and_brings_it_later(
    committed: World, postfix: Postfix, let_in: Callable[[], Listener]
) -> None:
    hand_over(postfix, [written(subject=f"Patient {number}").as_bytes(policy=SMTP) for number in range(3)])
    until(lambda: "Connection refused" in postfix.log(), postfix)
    assert postfix.waiting() == 3 and not Arrival.objects.exists()
    with let_in():
        postfix.bring_again()
        until(lambda: Arrival.objects.count() == 3 and postfix.waiting() == 0, postfix)


def test_a_letter_of_ours_lies_in_the_mailbox_of_its_reader(world: World, postfix: Postfix) -> None:
    with override_settings(EMAIL_HOST=HOST, EMAIL_PORT=postfix.port):
        letter = delivery(world, to="priya@mapledental.example")
        letter.carry()
    until(lambda: any(letter.message.message_id.encode() in each for each in postfix.delivered()), postfix)
    assert "queued as" in letter.attempts.get().answer


def test_what_it_cannot_bring_comes_back_to_the_letter_that_it_concerns(
    committed: World, postfix: Postfix, let_in: Callable[[], Listener]
) -> None:
    with let_in(), override_settings(EMAIL_HOST=HOST, EMAIL_PORT=postfix.port):
        letter = delivery(committed, to="gone@mapledental.example")
        letter.carry()
        until(lambda: Arrival.objects.waiting().exists(), postfix)
    Arrival.objects.waiting().get().file()
    message = Message.objects.get(pk=letter.message_id)
    assert message.bounced_at and "unknown user" in message.bounce_reason
    assert [str(each) for each in Suppression.objects.standing()] == ["gone@mapledental.example"]


def delivery(world: World, *, to: str) -> Delivery:
    first = arrived(world.mailbox, written(from_=PRIYA if to in PRIYA else to)).message
    assert first is not None and first.contact is not None
    message = Message.write(to=first.contact, thread=first.thread, text="I am on it.", by=world.ana)
    found = Delivery.begin(message)
    assert found is not None
    return found
