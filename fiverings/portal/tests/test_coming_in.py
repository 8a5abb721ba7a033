"""A contact comes in by a mailed code or link; staff and contacts never come in by each other's door."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from fiverings.core import clock, slots
from fiverings.core.models import Entry
from fiverings.customers.models import Contact
from fiverings.portal.events import PortalEntered, PortalLeft
from fiverings.portal.models import CodeWrong, PortalCode, PortalSession
from tests.world import World

DOOR = "/portal/sign-in/"


@pytest.fixture(autouse=True)
def an_empty_cache(db: None) -> None:
    cache.clear()


def address_of(contact: Contact) -> str:
    return str(contact.addresses.first())


def ask(client: Client, address: str) -> str:
    """Ask for a code; the page that wants it."""
    answer = client.post(DOOR, {"address": address})
    assert answer.status_code == 302
    return str(answer.url)


def come_in(client: Client, contact: Contact, settle: Callable[[], None]) -> Any:
    """Ask, read the mail, enter its digits."""
    page = ask(client, address_of(contact))
    settle()
    digits = re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.M)[1]
    return client.post(page, {"proof": f"{digits[:3]} {digits[3:]}"})


def test_a_contact_comes_in_with_the_six_digits_of_the_mail(
    world: World, client: Client, settle: Callable[[], None]
) -> None:
    assert client.get("/portal/").url == DOOR
    assert come_in(client, world.priya, settle).url == "/portal/"
    shown = client.get("/portal/").content.decode()
    assert "Priya" in shown and "Maple Dental" in shown
    letter = mail.outbox[0]
    assert letter.to == [address_of(world.priya)] and letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert Entry.objects.filter(kind=PortalEntered.kind, subject_id=world.priya.pk).count() == 1


def test_a_get_of_the_mailed_link_signs_nobody_in_and_its_button_does(
    world: World, client: Client, settle: Callable[[], None]
) -> None:
    ask(client, address_of(world.priya))
    settle()
    link = re.search(r"https?://[^/]+(/portal/sign-in/\S+)", mail.outbox[0].body)[1]
    for _ in range(3):
        assert client.get(link).status_code == 200
    assert not PortalSession.objects.exists() and client.get("/portal/").status_code == 302
    assert client.post(link).url == "/portal/"
    assert client.get("/portal/").status_code == 200
    assert Client().post(link).status_code == 422, "a link works once"


def test_an_unknown_address_gets_the_same_answer_and_no_mail(
    world: World, client: Client, settle: Callable[[], None]
) -> None:
    known, unknown = ask(client, address_of(world.priya)), ask(client, "nobody@nowhere.example")
    pages = [client.get(page).content.decode() for page in (known, unknown)]
    told = [re.sub(r'(csrf\w*|once)"[^>]*>|\S+@\S+', "", page.split("<main")[1]) for page in pages]
    assert told[0] == told[1]
    settle()
    assert [letter.to for letter in mail.outbox] == [[address_of(world.priya)]]
    assert client.post(unknown, {"proof": PortalCode.objects.latest("id").digits}).status_code == 422


def test_a_code_is_tried_five_times(world: World) -> None:
    code = PortalCode.ask(address_of(world.priya))
    wrong = f"{(int(code.digits) + 1) % 10**6:06}"
    for _ in range(5):
        with pytest.raises(CodeWrong):
            code.open(wrong)
    with pytest.raises(CodeWrong):
        code.open(code.digits)
    assert not PortalSession.objects.exists()


def test_a_code_works_for_fifteen_minutes_and_once(world: World) -> None:
    code = PortalCode.ask(address_of(world.priya), at=world.now)
    with pytest.raises(CodeWrong):
        code.open(code.digits, at=world.now + timedelta(minutes=15))
    code = PortalCode.ask(address_of(world.priya), at=world.now)
    code.open(code.digits, at=world.now + timedelta(minutes=14))
    with pytest.raises(CodeWrong):
        code.open(code.digits, at=world.now + timedelta(minutes=14))


def test_neither_code_nor_token_can_be_read_in_the_database(world: World) -> None:
    code = PortalCode.ask(address_of(world.priya))
    session, token = code.open(code.digits)
    kept = [str(PortalCode.objects.values().get(pk=code.pk)), str(PortalSession.objects.values().get(pk=session.pk))]
    assert not [each for each in kept if code.digits in each or code.seal in each or token in each]


def test_asking_again_and_again_is_limited(world: World, client: Client) -> None:
    for _ in range(5):
        ask(client, address_of(world.priya))
    refused = client.post(DOOR, {"address": address_of(world.priya)})
    assert refused.status_code == 422 and "quarter of an hour" in refused.content.decode()
    assert PortalCode.objects.count() == 5


@pytest.mark.parametrize("page", ["/me/", "/people/", "/notices/", "/settings/roles/", "/journal/"])
def test_a_contacts_session_opens_no_staff_page(
    world: World, client: Client, settle: Callable[[], None], page: str
) -> None:
    come_in(client, world.priya, settle)
    assert client.get(page).url.startswith("/sign-in")
    assert client.get("/api/me").status_code == 401
    assert client.cookies["portal"]["path"] == "/portal/" and client.cookies["portal"]["httponly"]


def test_a_staff_session_opens_no_portal_page(world: World, client: Client) -> None:
    client.force_login(world.admin)
    assert client.get("/portal/").url == DOOR
    assert client.post("/portal/session/end/").url == DOOR
    assert client.get("/me/").status_code == 200


def test_signing_out_ends_the_session_and_runs_out_after_a_fortnight(
    world: World, client: Client, settle: Callable[[], None]
) -> None:
    come_in(client, world.priya, settle)
    token = client.cookies["portal"].value
    assert client.get("/portal/session/end/").status_code == 405
    client.post("/portal/session/end/")
    client.cookies["portal"] = token
    assert client.get("/portal/").status_code == 302
    assert Entry.objects.filter(kind=PortalLeft.kind).count() == 1
    _, other = PortalSession.begin(world.priya)
    assert PortalSession.objects.of_token(other, clock.now()) is not None
    assert PortalSession.objects.of_token(other, clock.now() + timedelta(days=14)) is None
    assert PortalSession.objects.of_token("", clock.now()) is None


def test_a_contact_is_not_shown_what_went_wrong_inside(
    world: World, client: Client, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots.panel, "fillings", {})

    @slots.panel("portal.home")
    def broken(request: Any, contact: Contact) -> Any:
        raise RuntimeError("table 17 of the cellar")

    come_in(client, world.priya, settle)
    shown = client.get("/portal/").content.decode()
    assert "could not be shown" in shown and "cellar" not in shown
