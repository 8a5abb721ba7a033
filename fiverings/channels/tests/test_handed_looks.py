"""What one of us forwards within the words keeps the customer's HTML, and nothing of what was said above it."""

from __future__ import annotations

from typing import Any

import pytest

from fiverings.channels.gateways.mail.forwarding import written_below
from fiverings.channels.gateways.mail.parsing import ParsedMail
from tests.world import World

from .forwards import ANA, forwarded
from .kinds.handed import COMMENT, HANDED, HEAD, THEIRS, UNSURE
from .mails import arrived, written

BOX = "<p>{}</p><div title='Please take this one'><p>{}</p>{}</div>"


def kept(page: str, *, words: bool = True) -> str:
    """The HTML of the customer's part, of a mail with words beside its HTML or without."""
    mail = forwarded("Outlook, English", subject="FW: No calls") if words else written("", from_=ANA, subject="FW: x")
    if words:
        mail.add_alternative(page, subtype="html")
    else:
        mail.set_content(page, subtype="html")
    found = written_below(ParsedMail.read(mail.as_bytes()))
    assert found is not None
    return found.mail.html_safe


@pytest.mark.parametrize("words", [True, False])
@pytest.mark.parametrize("form", HANDED)
def test_the_customers_part_is_kept_and_nothing_above_it(form: str, words: bool) -> None:
    part = kept(HANDED[form], words=words)
    assert THEIRS in part
    assert [each for each in (COMMENT, "upset", "No calls", "mapledental", "---", "cite") if each in part] == []


@pytest.mark.parametrize("form", UNSURE)
def test_where_the_fields_are_not_found_for_sure_only_the_words_are_kept(form: str) -> None:
    assert kept(UNSURE[form]) == ""


def test_no_box_around_it_tells_what_was_said_above() -> None:
    assert kept(BOX.format(COMMENT, HEAD, THEIRS)) == f"<div>{THEIRS}</div>"


def test_what_follows_the_customers_words_stays_with_its_pictures_set_aside() -> None:
    more = '<table><tr><td><img src="https://afar.example/a.png"><a href="https://x.example">x</a></td></tr></table>'
    part = kept(BOX.format(COMMENT, HEAD, THEIRS + more))
    assert 'data-src="https://afar.example/a.png"' in part and " src=" not in part and "https://x.example" in part


def test_the_story_shows_it_as_the_customer_sent_it(world: World, settle: Any) -> None:
    mail = forwarded()
    mail.add_alternative(HANDED["Gmail, English"], subtype="html")
    arrival = arrived(world.mailbox, mail)
    arrival.try_again(by=world.dana)
    settle()
    arrival.refresh_from_db()
    assert THEIRS in arrival.message.html_safe and COMMENT not in arrival.message.html_safe + arrival.message.text
