"""A mailed notice names how to get no more of its kind by mail, in one press of a mail program."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from fiverings.core.models import Entry
from fiverings.notices.models import Way, Wish
from fiverings.people.events import RolesChanged
from tests.world import World

from .test_telling import change

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def address(world: World, settle: Callable[[], None]) -> str:
    """The address in a mail that Gus got when his roles were changed."""
    Wish.make(person=world.gus, kind=RolesChanged.kind, way="mail")
    change(world, world.gus)
    settle()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return headers["List-Unsubscribe"].strip("<>").partition("/notices/")[2]


def way(world: World) -> str:
    return Wish.objects.get(person=world.gus, kind=RolesChanged.kind).way


def test_looking_at_the_link_changes_nothing(world: World, address: str) -> None:
    page = Client().get(f"/notices/{address}")
    assert page.status_code == 200 and "No more of this by mail?" in page.content.decode()
    assert way(world) == Way.MAIL


def test_a_mail_program_ends_it_in_one_press_without_signing_in(world: World, address: str) -> None:
    for _ in range(2):
        pressed = Client(enforce_csrf_checks=True).post(f"/notices/{address}", ONE_CLICK)
        assert pressed.status_code == 200 and "You get no more of this by mail." in pressed.content.decode()
    assert way(world) == Way.BELL
    assert Entry.objects.filter(kind="notices.WishChanged").count() == 2, "once to have it, once to have it no more"


def test_nobody_can_guess_the_link_of_another(world: World, address: str) -> None:
    forged = address.replace(f"/{world.gus.pk}.", f"/{world.ana.pk}.")
    assert forged != address
    for each in (forged, "declining/x/", "declining/1.people.RolesChanged:abc/"):
        assert Client().post(f"/notices/{each}", ONE_CLICK).status_code == 404
    assert way(world) == Way.MAIL


def test_who_has_left_is_asked_nothing(world: World, address: str) -> None:
    type(world.gus).objects.filter(pk=world.gus.pk).update(is_active=False)
    assert Client().get(f"/notices/{address}").status_code == 404
