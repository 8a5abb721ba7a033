"""What one of us typed with marks goes out as HTML and as plain words; everything else goes out as it did."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.tests.letters import write_in
from fiverings.channels.gateways.mail.composing import html_of
from fiverings.channels.models import Mailbox
from fiverings.channels.models.letter import Letter
from fiverings.conversations.models import Message, Template
from tests.world import World

TYPED = "**Please** do this:\n- stop it\n- start it\n\nSee [our guide](https://maple.example/guide)."


@pytest.fixture
def case(world: World, settle: Callable[..., None]) -> Case:
    write_in(world.priya, "**It** rings\n- at\n- the wrong place.", at=world.now)
    settle()
    return Case.objects.get()


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert isinstance(found, EmailMessage)
    return str(found.get_content())


def composed(message: Message) -> EmailMessage:
    mailbox = Mailbox.objects.for_answers_to(message.thread, author=message.author)
    assert mailbox is not None
    return Letter(message, mailbox).compose()


def test_marks_go_out_as_html_and_as_plain_words(case: Case, world: World) -> None:
    mail = composed(case.reply(TYPED, by=world.ana))
    assert "<strong>Please</strong> do this:" in part(mail, "html") and "<li>stop it</li>" in part(mail, "html")
    assert 'href="https://maple.example/guide"' in part(mail, "html")
    assert "- stop it\n- start it" in part(mail, "plain")
    assert "our guide (https://maple.example/guide)" in part(mail, "plain")


def test_words_without_marks_go_out_as_they_always_did(case: Case, world: World) -> None:
    words = "Good morning,\n\ndial *21*+14165550142#.\nAna"
    assert part(composed(case.reply(words, by=world.ana)), "html").strip() == html_of(words).strip()


def test_a_signature_may_hold_marks_where_the_words_hold_none(case: Case, world: World) -> None:
    text = "**{person.name}**\n[Our hours](https://maple.example/hours)"
    Template.write(by=world.ana, kind="signature", name="Ours", team=None, language="en", text=text)
    mail = composed(case.reply("Good morning", by=world.ana))
    assert "<p>Good morning</p>" in part(mail, "html")
    assert f'<div class="signature">-- <br>\n<p><strong>{world.ana.name}</strong>' in part(mail, "html")
    assert part(mail, "plain").endswith(f"-- \n**{world.ana.name}**\nOur hours (https://maple.example/hours)\n")


def test_what_the_house_or_a_customer_wrote_holds_no_marks(case: Case, world: World) -> None:
    theirs = Message.objects.get(direction="in")
    assert theirs.formatted == ""
    ours = case.reply(TYPED, by=world.ana)
    ours.author, ours.auto = None, "promise"
    assert ours.formatted == "" and "<strong>" not in part(composed(ours), "html")
    assert "[our guide](https://maple.example/guide)" in part(composed(ours), "plain")


def test_the_story_shows_our_words_as_they_were_meant(case: Case, world: World) -> None:
    case.reply(TYPED, by=world.ana)
    client = Client()
    client.force_login(world.ana)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "<strong>Please</strong> do this:" in page and "<li>stop it</li>" in page
    assert "**It** rings" in page
