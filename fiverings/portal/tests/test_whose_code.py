"""A code lets in whoever its mailbox belongs to, under the name of those who serve them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from fiverings.core import clock
from fiverings.core.models import KeptAnswer
from fiverings.core.sending import FIELD
from fiverings.customers.models import Contact
from fiverings.portal.models import PortalCode, PortalSession
from fiverings.portal.tests.test_coming_in import address_of, ask
from fiverings.portal.tests.visiting import visitor
from tests.world import World


@pytest.fixture(autouse=True)
def an_empty_cache(db: None) -> None:
    cache.clear()


def merged(world: World) -> tuple[Contact, Any]:
    """Priya's new address was somebody of their own, until it was found to be hers."""
    other = Contact.for_address("priya@home.example", name="Priya R.")
    return other, lambda: other.merge_into(world.priya, by=world.ana)


def test_who_asked_for_a_code_before_they_were_found_to_be_another_comes_in_as_that_one(
    world: World, client: Client, settle: Callable[[], None]
) -> None:
    other, merge = merged(world)
    page = ask(client, "priya@home.example")
    settle()
    merge()
    digits = re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.M)[1]
    assert client.post(page, {"proof": digits}).url == "/portal/"
    assert PortalSession.objects.get().contact == world.priya != other
    assert "Maple Dental" in client.get("/portal/").content.decode()


def test_a_code_asked_for_while_two_were_taken_for_one_lets_nobody_in_as_the_other(
    world: World, settle: Callable[[], None]
) -> None:
    other, merge = merged(world)
    found = merge()
    code = PortalCode.ask("priya@home.example")
    found.undo(by=world.ana)
    session, _token = code.open(code.digits)
    assert session.contact == other


def test_what_was_opened_while_two_were_taken_for_one_ends_when_they_are_parted(
    world: World, settle: Callable[[], None]
) -> None:
    _before, known = PortalSession.begin(world.priya, at=clock.now() - timedelta(hours=1))
    _other, merge = merged(world)
    found = merge()
    code = PortalCode.ask("priya@home.example")
    _session, token = code.open(code.digits)
    assert PortalSession.objects.of_token(token, clock.now()) is not None
    found.undo(by=world.ana)
    settle()
    assert PortalSession.objects.of_token(token, clock.now()) is None
    assert PortalSession.objects.of_token(known, clock.now()) is not None


def test_the_mail_with_the_code_bears_the_name_of_those_who_serve_them_and_no_other(
    world: World, client: Client, settle: Callable[[], None]
) -> None:
    team = world.ana.team()
    team.revise(brand_name="Northbell Telephones", by=world.admin)
    ask(client, address_of(world.priya))
    settle()
    letter = mail.outbox[-1]
    assert letter.subject.startswith("Northbell Telephones: your code is ")
    assert letter.from_email.startswith("Northbell Telephones <") and letter.body.endswith("Northbell Telephones")
    assert "Five Rings" not in f"{letter.subject} {letter.from_email} {letter.body}"


@pytest.mark.parametrize("path", ["/portal/session/end/", "/portal/language/", "/portal/needs/new/"])
def test_a_stranger_who_sends_forms_leaves_nothing_with_us(world: World, client: Client, path: str) -> None:
    for n in range(3):
        assert client.post(path, {FIELD: f"made up {n}"}).url == "/portal/sign-in/"
    assert not KeptAnswer.objects.exists()


def test_the_door_bears_the_name_of_the_house_and_no_other(
    world: World, client: Client, settle: Callable[[], None]
) -> None:
    page = ask(client, address_of(world.priya))
    settle()
    link = re.search(r"https?://[^/]+(/portal/sign-in/\S+)", mail.outbox[-1].body)[1]
    for path in ("/portal/sign-in/", page, link):
        shown = client.get(path).content.decode()
        assert "Northbell" in shown and "Five Rings" not in shown, path


def test_who_loses_their_mailbox_is_signed_out_everywhere(world: World, settle: Callable[[], None]) -> None:
    inside, other = visitor(world.priya), visitor(world.omar)
    world.priya.forget_way(world.priya.addresses.first(), by=world.ana)
    settle()
    assert "Maple Dental" not in inside.get("/portal/", follow=True).content.decode()
    assert other.get("/portal/").status_code == 200
