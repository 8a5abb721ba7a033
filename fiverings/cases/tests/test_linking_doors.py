"""On the pages and for programs: a case is split, what an outage caused is linked, and all are answered at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from fiverings.cases.models import Case, Split, State
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.outage import outage_and_those_it_hit
from fiverings.cases.tests.standing import past_the_gate, written
from fiverings.cases.tests.test_programs import Program
from fiverings.conversations.models import Message
from fiverings.people.models import Person
from tests.world import World

Settle = Callable[..., None]
WORDS = "The carrier works on its exchange."


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def told(world: World, settle: Settle) -> list[Message]:
    """Three messages in one conversation, of which the last two are about something else."""
    case = past_the_gate(written(world.priya, settle, "Calls ring at the wrong place.", at=world.now))
    for minutes, words in ((5, "The fax prints black pages."), (6, "It is the one in the back room.")):
        write_in(world.priya, words, thread=case.thread(), at=world.now + timedelta(minutes=minutes))
    settle()
    return list(case.splittable())


def test_everything_from_one_message_on_is_split_off_on_the_page_and_undone_at_one_press(
    told: list[Message], world: World, settle: Settle
) -> None:
    client, case = signed_in(world.ana), Case.objects.get()
    assert f"/cases/{case}/split/" in client.get(case.get_absolute_url()).content.decode()
    shown = client.post(f"/cases/{case}/split/", {"since": told[1].pk, "need": "The fax is broken."}, follow=True)
    part = Split.objects.get().part
    page = shown.content.decode()
    assert shown.redirect_chain[-1][0] == part.get_absolute_url() and f"/cases/{part}/rejoining/" in page
    assert (part.need, list(part.splittable())) == ("The fax is broken.", told[1:])
    for each in (part, case):
        assert "it is a need of its own" in client.get(each.get_absolute_url()).content.decode()
    client.post(f"/cases/{part}/rejoining/")
    settle()
    assert Case.objects.get(pk=part.pk).state == State.MERGED


def test_nothing_chosen_is_said_on_the_sheet(told: list[Message], world: World) -> None:
    answer = signed_in(world.ana).post(f"/cases/{Case.objects.get()}/split/", {})
    assert answer.status_code == 422 and "Choose what was told" in answer.content.decode()


def test_many_are_linked_and_answered_on_the_pages_and_each_page_tells_its_reader_what_they_may_see(
    world: World, settle: Settle
) -> None:
    outage, maples, orions = outage_and_those_it_hit(world)
    client, at = signed_in(world.dana), outage.get_absolute_url()
    found = client.get(f"{at}children/", {"words": "Orion"}).content.decode()
    assert orions.number in found and maples.number not in found
    client.post(f"{at}children/", {"children": [maples.number, orions.number]})
    assert "Its cause" in client.get(maples.get_absolute_url()).content.decode()
    given = {"kind": "update", "words_en": WORDS, "to": [maples.number, orions.number]}
    client.post(f"{at}cascade/", given)
    settle()
    page = client.get(at).content.decode()
    assert maples.number in page and "written to 2" in page
    world.orion.make_confidential(reason="A dispute", by=world.ana)
    page = client.get(at).content.decode()
    assert maples.number in page and orions.number not in page and "One that you may not see" in page
    assert signed_in(world.eli).post(f"{at}cascade/", given).status_code in (403, 404)
    client.post(f"/cases/{maples}/unlinking/", {"back": outage.number})
    assert not maples.parentages.standing().exists()


def test_a_program_splits_links_and_answers(told: list[Message], world: World, settle: Settle) -> None:
    dana, case = Program(world.dana), Case.objects.get()
    part = dana.post(f"/cases/{case}/split", messages=[told[1].pk, told[2].pk], need="The fax is broken.").json()
    assert (part["need"], part["state"], part["owner"]["name"]) == ("The fax is broken.", "intake", case.owner.name)
    assert dana.post(f"/cases/{part['number']}/rejoining").json()["merged_into"] == case.number
    elsewhere = dana.post(f"/cases/{case}/split", messages=[987654])
    assert elsewhere.status_code == 404
    outage, maples, orions = outage_and_those_it_hit(world)
    dana.post(f"/cases/{outage}/children", numbers=[maples.number, orions.number])
    again = dana.post(f"/cases/{orions}/children", numbers=[maples.number])
    assert (again.status_code, again.json()["code"]) == (409, "CannotLink")
    assert dana.post(f"/cases/{orions}/unlinking").status_code == 201
    links = dana.get(f"/cases/{outage}/children").json()["links"]
    assert [(each["child"], each["ended_at"] is None) for each in links] == [
        (orions.number, False),
        (maples.number, True),
    ]
    dana.post(f"/cases/{outage}/cascades", kind="update", words={"en": WORDS}, numbers=[maples.number])
    settle()
    [told_to_all] = dana.get(f"/cases/{outage}/cascades").json()["cascades"]
    assert [(each["number"], each["state"]) for each in told_to_all["parts"]] == [(maples.number, "written")]
