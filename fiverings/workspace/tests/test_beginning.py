"""A new house: its administrator reads what is missing, and finds the settings and the journal."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from fiverings.channels.models import Mailbox
from fiverings.people.models import Duty, Invitation, Membership, Person, Team
from fiverings.workspace.models import steps_missing
from tests.world import World


@pytest.fixture
def alone(world: World) -> Person:
    """An administrator in a house that everybody else has left, with nothing in it."""
    Duty.objects.update(person=world.admin)
    Person.objects.exclude(pk=world.admin.pk).update(is_active=False)
    for noun in (Mailbox, Membership, Team):
        noun.objects.all().delete()
    return world.admin


def pages(person: Person) -> list[str]:
    return [step.page for step in steps_missing(person)]


def home(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.get("/").content.decode()


def test_an_administrator_of_an_empty_house_reads_the_first_steps(
    alone: Person, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert pages(alone) == ["people", "teams", "mail", "duty", "duty"]
    shown = home(alone)
    assert "First steps" in shown and 'href="/settings/teams/"' in shown and 'href="/settings/duty/"' in shown


def test_each_step_is_gone_once_it_was_taken(alone: Person) -> None:
    Invitation.make(email="noor@northbell.example", name="Noor", roles=["advocate"], by=alone)
    assert "people" not in pages(alone)
    Team.establish(name="Care", by=alone)
    assert pages(alone) == ["mail", "duty", "duty"]
    alone.change_roles(["admin", "lead"], by=alone)
    Duty.take("lead", person=alone, by=alone)
    assert [str(step.label) for step in steps_missing(alone)][1:] == ["Put an executive on duty"]
    alone.change_roles(["admin"], by=alone)
    assert len(pages(alone)) == 3, "who lost the role answers for nothing"


def test_a_furnished_house_has_no_first_steps_and_an_advocate_never_reads_them(world: World) -> None:
    assert "First steps" not in home(world.admin)
    world.dana.change_roles(["advocate"], by=world.admin)
    assert "First steps" in home(world.admin) and "First steps" not in home(world.ana)


def test_the_settings_stand_in_the_menu_and_the_journal_is_found_by_whom_may_read_it(world: World) -> None:
    assert 'href="/settings/"' in home(world.admin).split('id="me"')[1]
    for person, is_found in ((world.admin, True), (world.ana, False)):
        client = Client()
        client.force_login(person)
        assert ('href="/journal/"' in client.get("/search/", {"q": "journ"}).content.decode()) is is_found
    assert 'href="/settings/"' in client.get("/search/", {"q": "sett"}).content.decode()
