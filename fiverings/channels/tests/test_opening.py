"""How a mail came is shown beside it, in words of ours; one that came encrypted is opened when its key is there."""

from __future__ import annotations

from collections.abc import Callable

from fiverings.conversations.models import Message
from tests.world import World

from .mails import arrived
from .sealing import WORDS, Holder, KeyFolder, letter, opaque
from .test_doors import signed_in

PRIYA = "priya@mapledental.example"


def test_the_story_says_who_signed_a_message(world: World, folder: KeyFolder) -> None:
    maker = Holder.of("Customers' House of Keys")
    folder.lay("trusted/maker.pem", maker.pem)
    signed = opaque(Holder.of(PRIYA, maker).sign(letter()), sender=PRIYA)
    message = arrived(world.mailbox, signed).message
    assert (message.signature, message.signer, message.secrecy) == ("verified", PRIYA, "")
    assert list(message.seals_in_words) == [f"signed by {PRIYA}, verified"]
    forged = opaque(Holder.of("mallory@evil.example", maker).sign(letter()), sender=PRIYA, subject="Pay")
    message = arrived(world.mailbox, forged).message
    assert list(message.seals_in_words) == ["signed by mallory@evil.example, who is not its sender"]


def test_a_mail_we_cannot_open_is_filed_and_opened_once_its_key_is_there(
    world: World, folder: KeyFolder, settle: Callable[[], None]
) -> None:
    house = Holder.of("help@house.example")
    raw = opaque(house.encrypt(letter(Subject="Line 7")), sender=PRIYA)
    arrival = arrived(world.mailbox, raw)
    closed, client = arrival.message, signed_in(world.dana)
    assert (arrival.outcome, closed.secrecy, closed.text) == ("filed", "closed", "")
    assert list(closed.seals_in_words) == ["encrypted; we have no key for it"]
    page = client.get(f"/mail/arrivals/{arrival.pk}/").content.decode()
    assert "Open it with the keys we have now" in page and "We have no key that opens it" in page
    client.post(f"/mail/arrivals/{arrival.pk}/again/")
    arrival.refresh_from_db()
    assert arrival.message == closed
    folder.lay("ours/house.pem", house.pem + house.key_pem)
    for _time in range(2):
        client.post(f"/mail/arrivals/{arrival.pk}/again/")
    settle()
    arrival.refresh_from_db()
    assert (arrival.message.text, arrival.message.secrecy, arrival.message.thread) == (WORDS, "opened", closed.thread)
    assert Message.objects.filter(thread=closed.thread).count() == 2
    assert raw == arrival.kept.read()
