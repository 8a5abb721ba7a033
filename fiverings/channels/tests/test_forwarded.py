"""What one of us forwards is the customer's message, and what was said above it a note of ours."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest

from fiverings.channels.gateways.mail.moments import moment_in
from fiverings.channels.models import Arrival
from fiverings.conversations.models import Note
from tests.world import World

from .forwards import ANA, COMMENT, FORMS, PRIYA, WORDS, forwarded
from .mails import SUPPORT, arrived, written
from .names import Signer, serving


@pytest.fixture
def proven(settings: Any) -> Any:
    """Sends a mail as Ana, signed by our own domain."""
    with serving() as zone:
        settings.MAIL_DNS = zone.address
        signer = Signer("northbell.example")
        signer.publish(zone)
        yield lambda mailbox, mail: arrived(mailbox, signer.sign(mail.as_bytes()))


def notes(arrival: Arrival) -> list[tuple[str, str]]:
    found = Note.objects.filter(journey=arrival.message.thread.journey)
    return [(str(each.author), each.text) for each in found]


@pytest.mark.parametrize("form", FORMS)
def test_what_one_of_us_forwards_is_the_customers_message(world: World, proven: Any, form: str) -> None:
    arrival = proven(world.mailbox, forwarded(form))
    message = arrival.message
    assert (arrival.outcome, message.contact, message.text.strip()) == ("filed", world.priya, WORDS)
    assert (message.subject, message.forwarded_by, message.is_ours) == ("No calls", world.ana, False)
    assert message.written_at.replace(second=0) == datetime(2026, 4, 29, 13, 14, tzinfo=UTC)
    assert notes(arrival) == [("Ana", COMMENT)]
    assert "forwarded by Ana" in message.seals_in_words
    assert COMMENT not in message.text + message.html_safe


def test_what_is_forwarded_as_a_file_is_read_with_its_own_files(world: World, proven: Any) -> None:
    theirs = written(WORDS, to="ana@northbell.example", message_id="<theirs@mapledental.example>")
    theirs.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="plan.pdf")
    ours = written(COMMENT, from_=ANA, subject="Fwd: No calls")
    ours.add_attachment(theirs)
    arrival = proven(world.mailbox, ours)
    assert (arrival.message.contact, arrival.message.message_id) == (world.priya, "theirs@mapledental.example")
    assert [each.name for each in arrival.message.attachments.all()] == ["plan.pdf"]
    assert notes(arrival) == [("Ana", COMMENT)]


def test_what_came_before_by_itself_is_not_filed_again_but_the_note_stays(world: World, proven: Any) -> None:
    theirs = written(WORDS)
    first = arrived(world.mailbox, theirs)
    ours = written(COMMENT, from_=ANA, subject="Fwd: No calls")
    ours.add_attachment(theirs)
    again = proven(world.mailbox, ours)
    assert (again.outcome, again.message) == ("twin", first.message)
    assert notes(again) == [("Ana", COMMENT)]


def test_without_words_above_it_no_note_is_written(world: World, proven: Any) -> None:
    assert notes(proven(world.mailbox, forwarded(comment=""))) == []


def test_what_nothing_proves_is_set_aside_until_one_of_us_vouches_for_it(world: World, settle: Any) -> None:
    arrival = arrived(world.mailbox, forwarded())
    assert (arrival.outcome, arrival.reason, arrival.may_be_filed) == ("aside", "forward", True)
    arrival.try_again(by=world.dana)
    settle()
    arrival.refresh_from_db()
    assert (arrival.outcome, arrival.message.contact, arrival.message.forwarded_by) == ("filed", world.priya, world.ana)


@pytest.mark.parametrize(
    ("mail", "why"),
    [
        (written("Hello", from_=ANA), "they wrote it themselves"),
        (forwarded("Outlook, English", subject="RE: No calls"), "a reply"),
        (forwarded(to=f"{SUPPORT}, {PRIYA}"), "it went to others as well"),
        (forwarded(old="priya@mapledental", new="ben@northbell"), "one of us wrote it"),
        (forwarded(old=" <priya@mapledental.example>", new=""), "nobody is named"),
    ],
)
def test_what_is_no_forwarded_mail_of_a_customer_stays_set_aside(
    world: World, proven: Any, mail: EmailMessage, why: str
) -> None:
    assert proven(world.mailbox, mail).reason == "staff", why


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("29/04/2026 09:14", "2026-04-29T09:14:00"),
        ("4/29/26 9:14 PM", "2026-04-29T21:14:00"),
        ("29.04.26, 09:14", "2026-04-29T09:14:00"),
        ("2026-04-29 09:14", "2026-04-29T09:14:00"),
        ("04/05/2026 09:14", None),
        ("1 août 2026 à 14 h 05", "2026-08-01T14:05:00"),
        ("yesterday", None),
        ("31 Feb 2026 10:00", None),
    ],
)
def test_a_day_is_read_when_it_can_be_only_one(words: str, moment: str | None) -> None:
    found = moment_in(words)
    assert (found.isoformat() if found else None) == moment
