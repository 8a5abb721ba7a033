"""Where nobody lives, the house writes no more by itself; who wants to write there, does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction
from django.test import Client, override_settings

from fiverings.channels.gateways.mail.returning import Returned, means_nobody
from fiverings.channels.models import Delivery, Suppression
from fiverings.channels.models.suppression import NotSuppressed
from fiverings.conversations.models import Message, Thread
from fiverings.core import clock
from tests.world import World

from .mails import arrived, bounced, written
from .servers import HOST, Postbox

PRIYA = "priya@mapledental.example"
GONE = f"{PRIYA}: 550 5.1.1 No such person"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with Postbox().open() as postbox, override_settings(EMAIL_HOST=HOST, EMAIL_PORT=postbox.port):
        yield postbox


@pytest.fixture
def thread(world: World) -> Thread:
    return arrived(world.mailbox, written(message_id="<first@mapledental.example>")).message.thread


@pytest.fixture
def suppression(world: World, thread: Thread) -> Suppression:
    answer = Message.write(to=world.priya, thread=thread, text="We are on it.", by=world.ana)
    arrived(world.mailbox, bounced(answer.message_id))
    return Suppression.objects.get()


def carried(world: World, thread: Thread, **more: object) -> Message:
    """A message that was handed over, or was not."""
    message = Message.write(to=world.priya, thread=thread, text="Once more.", by=world.ana, **more)
    delivery = Delivery.begin(message)
    assert delivery is not None
    delivery.carry()
    return Message.objects.get(pk=message.pk)


@pytest.mark.parametrize(
    ("words", "nobody"),
    [
        ("550 5.1.1 <priya@mapledental.example>: Recipient address rejected: User unknown", True),
        ("550-5.1.1 The email account that you tried to reach does not exist.", True),
        ("5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found", True),
        ("550 No such user here", True),
        ("550 5.2.1 The mailbox is closed", True),
        ("552 5.2.2 Mailbox full", False),
        ("550 5.7.1 Message rejected as spam: unknown user of this service", False),
        ("554 5.7.26 Unauthenticated mail is not accepted", False),
        ("550 Blocked by policy", False),
        ("421 4.1.1 Try later", False),
    ],
)
def test_only_an_address_that_does_not_exist_is_one_where_nobody_lives(words: str, nobody: bool) -> None:
    assert means_nobody(words) == nobody


def test_of_several_recipients_in_a_report_only_those_who_do_not_exist_count() -> None:
    report = (
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
        b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        b"Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\n\n"
        b"Final-Recipient: rfc822; b@x.example\nAction: failed\nStatus: 5.2.2\n\n"
        b"Final-Recipient: rfc822; c@x.example\nAction: delayed\nStatus: 5.1.1\n\n"
        b"Final-Recipient: rfc822; d@x.example\nAction: failed\nStatus: 5.0.0\n"
        b"Diagnostic-Code: smtp; 550 5.1.1 unknown\n--b--\n"
    )
    assert Returned.read(report).nobody_at == ("a@x.example", "d@x.example")


def test_what_the_house_writes_by_itself_is_held_back_and_its_message_says_why(
    world: World, thread: Thread, suppression: Suppression, postbox: Postbox
) -> None:
    message = carried(world, thread, auto="promise")
    assert not postbox.letters
    assert message.bounce_reason == f"{PRIYA}: not sent, for mail to it came back before ({GONE})"
    assert Delivery.objects.get(message=message).state == Delivery.State.FAILED


def test_what_a_person_writes_is_sent_all_the_same(
    world: World, thread: Thread, suppression: Suppression, postbox: Postbox
) -> None:
    assert carried(world, thread).sent_at
    assert len(postbox.letters) == 1


def test_whoever_writes_from_there_is_written_to_again(
    world: World, thread: Thread, suppression: Suppression, postbox: Postbox
) -> None:
    arrived(world.mailbox, written(message_id="<second@mapledental.example>"))
    assert not Suppression.objects.standing().exists()
    assert carried(world, thread, auto="promise").sent_at


def test_a_refusal_at_the_door_suppresses_too_and_the_newest_words_stand(
    world: World, thread: Thread, postbox: Postbox
) -> None:
    for words in ("550 5.1.1 Nobody", "550 5.1.1 Still nobody"):
        postbox.refuses = {PRIYA: words}
        carried(world, thread)
    assert Suppression.objects.get().reason == "550 5.1.1 Still nobody"


def test_a_report_about_somebody_whom_we_never_wrote_to_suppresses_nobody(world: World, thread: Thread) -> None:
    answer = Message.write(to=world.priya, thread=thread, text="We are on it.", by=world.ana)
    arrived(world.mailbox, bounced(answer.message_id, recipient="omar@orionbank.example"))
    assert not Suppression.objects.exists()


def test_an_address_is_suppressed_once_at_a_time(suppression: Suppression) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Suppression.objects.create(address=PRIYA, reason="again", message=suppression.message, began_at=clock.now())


def test_one_press_on_the_page_of_the_contact_has_us_write_there_again(
    world: World, suppression: Suppression, client: Client
) -> None:
    client.force_login(world.ana)
    page = client.get(world.priya.get_absolute_url()).content.decode()
    assert "Mail to them comes back" in page and GONE in page
    client.post(f"/mail/suppressions/{suppression.pk}/lifting/")
    assert "Mail to them comes back" not in client.get(world.priya.get_absolute_url()).content.decode()
    with pytest.raises(NotSuppressed):
        suppression.lift(by=world.ana)


def test_a_get_lifts_nothing(world: World, suppression: Suppression, client: Client) -> None:
    client.force_login(world.ana)
    assert client.get(f"/mail/suppressions/{suppression.pk}/lifting/").status_code == 405
    assert Suppression.objects.standing().exists()
