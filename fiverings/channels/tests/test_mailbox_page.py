"""The page of a mailbox: how it is, what was set aside and why, and what came last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from fiverings.channels.models import Arrival, Cause, Mailbox, Pickup, Quiet
from fiverings.channels.views import mailboxes
from fiverings.core import clock
from fiverings.people.models import Person
from tests.world import World

from .mails import arrived, written

Settle = Callable[..., None]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page_of(mailbox: Mailbox, person: Person, query: str = "") -> str:
    answer = signed_in(person).get(reverse("mailbox", args=[mailbox.pk]) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_new_mailbox_is_well_and_says_that_nothing_came(world: World) -> None:
    page = page_of(world.mailbox, world.dana)
    assert "All is well" in page and "No mail has come yet" in page and "none yet" in page


def test_its_last_messages_stand_there_with_where_they_went_page_by_page(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailboxes, "ROWS", 3)
    other = Mailbox.open(address="billing@northbell.example", team=world.care, by=world.admin)
    arrived(other, written(subject="Not this one", to="billing@northbell.example"))
    for number in range(5):
        arrived(world.mailbox, written(subject=f"Mail {number}"))
    first = page_of(world.mailbox, world.dana)
    assert [f"Mail {number}" in first for number in range(5)] == [False, False, True, True, True]
    assert "Maple Dental" in first and "Not this one" not in first
    assert 'rel="prev"' not in first and "?before=" in first
    older = first.split('href="?before=')[1].split('"')[0]
    second = page_of(world.mailbox, world.dana, f"?before={older}")
    assert [f"Mail {number}" in second for number in range(5)] == [True, True, False, False, False]
    assert 'rel="next"' not in second and 'rel="prev"' in second
    assert "Mail 4" in page_of(world.mailbox, world.dana, "?before=no-number")


def test_what_was_set_aside_is_processed_again_by_a_press_and_one_stays_there(world: World, settle: Settle) -> None:
    arrival, _ = Arrival.accept(written(subject="Odd one").as_bytes(), mailbox=world.mailbox, via="smtp")
    with patch("fiverings.conversations.models.Message.receive", side_effect=ValueError("what is this?")):
        arrival.file()
    page = page_of(world.mailbox, world.dana)
    assert "Odd one" in page and "what is this?" in page and "Process again" in page
    again = signed_in(world.dana).post(reverse("arrival-again", args=[arrival.pk]), {"back": world.mailbox.pk})
    assert again["Location"] == reverse("mailbox", args=[world.mailbox.pk])
    settle()
    page = page_of(world.mailbox, world.dana)
    assert "Process again" not in page and "Every mail found its place" in page and "Maple Dental" in page


def test_what_keeps_it_from_being_read_stands_first(world: World) -> None:
    mailbox, now = world.mailbox, clock.now()
    mailbox.change(way_in="imap", fetch_host="imap.northbell.example", fetch_username="support", by=world.admin)
    mailbox.fall_silent(why="[AUTHENTICATIONFAILED] Nobody by this name", cause=Cause.SIGN_IN)
    Quiet(mailbox=mailbox, since=now, noticed_at=now, allowance=timedelta(hours=3)).save()
    Pickup.stumble(mailbox, "1:7", why="[SERVERBUG] The body is lost", at_once=True)
    page = page_of(mailbox, world.dana)
    for words in ("we are not let in", "Nobody by this name", "Unusually quiet", "The body is lost", "Asked for once"):
        assert words in page
    assert "All is well" not in page and "imap.northbell.example" in page


def test_only_who_may_change_it_is_offered_to(world: World) -> None:
    mailbox = world.mailbox
    known = {"client_id": "x", "secret": "", "authorize": "https://a.example", "token": "", "api": ""}
    with patch("fiverings.channels.gateways.cloud.leave.settings.MAIL_PROVIDERS", {"graph": known}):
        mailbox.change(way_in="graph", by=world.admin)
        page = page_of(mailbox, world.admin)
        assert "nobody yet" in page and reverse("mailbox-sign-in", args=[mailbox.pk]) in page
        assert "Sign in" in page and "Change its settings" in page
        assert "Change its settings" not in page_of(mailbox, world.dana)
    assert signed_in(world.ana).get(reverse("mailbox", args=[mailbox.pk])).status_code == 403


def test_the_words_of_mail_of_an_account_one_may_not_see_are_not_shown(world: World) -> None:
    arrived(world.mailbox, written(subject="For the advocate"))
    page = page_of(world.mailbox, world.admin)
    assert "For the advocate" not in page and "Nothing here that you may see" in page


def test_only_the_settings_of_an_open_mailbox_say_that_its_password_stays(world: World) -> None:
    client = Client()
    client.force_login(world.admin)
    new = client.get("/mail/mailboxes/new/").content.decode()
    old = client.get(f"/mail/mailboxes/{world.mailbox.pk}/settings/").content.decode()
    assert "It is stored encrypted" in new and "it stays what it is" not in new
    assert old.count("it stays what it is") == 2
