"""Inviting: how somebody becomes a member of the staff, by a link that works once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from fiverings.core.models import Entry
from fiverings.people.events import InvitationWithdrawn, PersonInvited, PersonJoined
from fiverings.people.models import AlreadyHere, Invitation, InvitationSpent, Person
from tests.world import World

STRONG = "seven-rivers-and-a-lamp"


@pytest.fixture(autouse=True)
def an_empty_cache(db: None) -> None:
    cache.clear()


def test_an_invitation_is_mailed_and_accepted_by_its_form_once(
    world: World, client: Client, settle: Callable[[], None]
) -> None:
    Invitation.make(email="noor@northbell.example", name="Noor", roles=["advocate"], by=world.admin)
    settle()
    letter = mail.outbox[-1]
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    path = re.search(r"https?://[^/]+(/welcome/\S+)", letter.body)[1]
    assert client.get(path).status_code == 200
    assert not Person.objects.filter(email="noor@northbell.example").exists(), "a GET never acts"
    weak = client.post(path, {"name": "Noor Aziz", "password": "123456789012", "zone": "UTC"})
    assert weak.status_code == 422
    assert not Person.objects.filter(email="noor@northbell.example").exists()
    client.post(path, {"name": "Noor Aziz", "password": STRONG, "zone": "America/Toronto"})
    noor = Person.objects.get(email="noor@northbell.example")
    assert noor.roles == ["advocate"] and noor.check_password(STRONG)
    assert client.post(path, {"name": "Again", "password": STRONG, "zone": "UTC"}).status_code == 422
    assert client.post("/sign-in/login/", {"login": noor.email, "password": STRONG}).status_code == 302
    assert Entry.objects.filter(kind__in=[PersonInvited.kind, PersonJoined.kind]).count() == 2


def test_an_invitation_can_be_taken_back_and_runs_out(world: World, client: Client) -> None:
    first = Invitation.make(email="noor@northbell.example", name="Noor", roles=[], by=world.admin)
    second = Invitation.make(email="noor@northbell.example", name="Noor", roles=[], by=world.admin)
    first.refresh_from_db()
    assert first.withdrawn_at is not None, "a second invitation takes the place of the first"
    with pytest.raises(InvitationSpent):
        second.accept(name="Noor", password=STRONG, at=second.expires_at + timedelta(seconds=1))
    second.withdraw(by=world.admin)
    assert Entry.objects.filter(kind=InvitationWithdrawn.kind).count() == 1
    assert "no longer works" in client.get(second.link().split("localhost:8055")[-1]).content.decode()
    assert client.get("/welcome/forged/").status_code == 404
    with pytest.raises(AlreadyHere):
        Invitation.make(email="ANA@northbell.example", name="Ana", roles=[], by=world.admin)
