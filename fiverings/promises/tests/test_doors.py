"""Programs read what was promised to accounts that their person may see, and nothing else."""

from __future__ import annotations

import pytest
from django.test import Client

from fiverings.core import slots
from fiverings.people.models import Key

from .promising import expect, journey_of, later, promise, to_ourselves


@pytest.fixture
def ask(world):
    """Asks the API as somebody."""

    def ask(address, person=world.ana):
        _, token = Key.make(person=person, name="Desk", scopes=["promises:read"], by=person)
        return Client().get(f"/api{address}", headers={"authorization": f"Bearer {token}"})

    return ask


def test_a_program_reads_a_promise_and_what_became_of_it(world, ask):
    told = promise(world, 38)
    told.keep(by=world.ana, at=later(world, 40))
    found = ask(f"/promises/{told.pk}").json()
    assert found["sentence"] == told.sentence
    assert (found["account"], found["contact"], found["owed_by"]) == (world.maple.pk, world.priya.pk, world.ana.pk)
    assert (found["outcome"], found["kind"], found["severity"]) == ("broken", "call_back", 2)
    assert found["due_at"].startswith("2026-04-30T15:00:00")
    assert found["fulfilled_late_at"].startswith("2026-04-30T15:02:00")
    assert found["guarantee_due_at"].startswith("2026-04-30T16:22:00")


def test_nothing_of_consent_notes_or_evidence_is_told(world, ask):
    told = promise(world, 38, what="her number")
    assert {"consent", "what", "address", "evidence", "words"}.isdisjoint(ask(f"/promises/{told.pk}").json())


def test_a_program_reads_what_is_owed_by_due_time_page_by_page(world, ask):
    first, second = to_ourselves(world, 20), promise(world, 38)
    page = ask("/owed?limit=1").json()
    assert [each["promise"] for each in page["owed"]] == [first.pk]
    rest = ask(f"/owed?limit=1&after={page['next']}").json()
    assert ([each["promise"] for each in rest["owed"]], rest["next"]) == ([second.pk], None)
    assert [each["promise"] for each in ask("/owed?to_customers=true").json()["owed"]] == [second.pk]
    assert ask(f"/owed?person={world.ben.pk}").json()["owed"] == []


def test_promises_are_listed_of_one_account_or_of_all(world, ask):
    told = promise(world, 38)
    assert [each["id"] for each in ask("/promises").json()["promises"]] == [told.pk]
    assert [each["id"] for each in ask(f"/promises?account={world.maple.pk}").json()["promises"]] == [told.pk]
    assert ask(f"/promises?account={world.orion.pk}").json()["promises"] == []


def test_who_may_not_see_the_account_is_told_of_no_promise(world, ask):
    told = promise(world, 38)
    for person in (world.eli, world.farah):
        assert ask(f"/promises/{told.pk}", person).status_code == 404
        assert ask("/owed", person).json()["owed"] == ask("/promises", person).json()["promises"] == []


def test_a_contact_who_asks_is_told_what_they_were_promised(world):
    expect(world, 30, words="By eleven, please")
    told = promise(world, 20)
    told.release(words="It works again.", by=world.ana, at=later(world, 2))
    filling = next(each for each in slots.personal.filled("customers.contact") if each.name.startswith("promises."))
    held = filling.run(world.priya)
    assert held["expectations"][0]["words"] == "By eleven, please"
    assert (held["promises"][0]["sentence"], held["promises"][0]["words"]) == (told.sentence, "It works again.")
    assert filling.run(world.omar)["promises"] == []
    assert journey_of(world).account == world.maple
