"""Each contact reads their own needs, also where a colleague told us the same, and nobody else's words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fiverings.cases.models import Case, State
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import past_the_gate, propose, written
from fiverings.core import clock
from fiverings.customers.models import Contact
from fiverings.portal.models import Requests
from fiverings.portal.tests.visiting import everything_shown_to, visitor
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, at=clock.now()))


@pytest.fixture
def lou(world: World) -> Contact:
    return Contact.introduce(account=world.maple, name="Lou Park", address="lou@mapledental.example", by=world.ana)


def test_nobody_reads_or_answers_somebody_elses_need(case: Case, lou: Contact, world: World) -> None:
    propose(case, world, at=clock.now())
    for other in (lou, world.omar):
        client = visitor(other)
        assert case.need not in everything_shown_to(other)
        assert client.get(f"/portal/needs/{case.number}/").status_code == 404
        for act in ("messages", "answer"):
            given = {"words": "Hello", "answer": "works"}
            assert client.post(f"/portal/needs/{case.number}/{act}/", given).status_code == 404
    case.refresh_from_db()
    assert case.state == State.PROPOSED


def test_a_need_that_is_part_of_a_colleagues_goes_on_under_its_own_words(
    case: Case, lou: Contact, world: World, settle: Settle
) -> None:
    theirs = written(lou, settle, "The phones ring elsewhere, says my chief.", at=clock.now())
    theirs.merge_into(case, by=world.ana)
    settle()
    shown = everything_shown_to(lou, theirs.number)
    assert theirs.need in shown and theirs.number in shown and "Ana owes you an answer." in shown
    for secret in (case.need, case.number, "Priya"):
        assert secret not in shown
    assert theirs.need not in everything_shown_to(world.priya, case.number)


def test_two_needs_of_theirs_that_are_one_are_shown_once(case: Case, world: World, settle: Settle) -> None:
    again = written(world.priya, settle, "The phones ring elsewhere!", at=clock.now())
    again.merge_into(case, by=world.ana)
    assert [each.number for each in Requests(world.priya).all()] == [case.number]


def test_the_old_number_of_a_need_leads_to_the_one_that_it_is_part_of(
    case: Case, lou: Contact, world: World, settle: Settle
) -> None:
    again = written(world.priya, settle, "The phones ring elsewhere!", at=clock.now())
    again.merge_into(case, by=world.ana)
    answer = visitor(world.priya).get(f"/portal/needs/{again.number}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/portal/needs/{case.number}/")
    visitor(world.priya).post(f"/portal/needs/{again.number}/messages/", {"words": "From my old page."})
    assert Requests(world.priya).all()[0].said[-1].words == "From my old page."
    assert visitor(lou).get(f"/portal/needs/{again.number}/").status_code == 404


def test_words_of_others_who_take_part_are_named_and_only_ones_own_are_you(
    case: Case, world: World, settle: Settle
) -> None:
    message = write_in(Contact.for_address("who@elsewhere.example", "Who"), "I help them.", thread=case.thread())
    settle()
    message.let_in(by=world.ana)
    said = Requests(world.priya).all()[0].said
    assert [(each.by, each.words) for each in said] == [("", case.need), ("Who", "I help them.")]
    shown = visitor(world.priya).get(f"/portal/needs/{case.number}/").content.decode()
    assert "<bdi>Who</bdi>" in shown and shown.count("<b>You</b>") == 1


def test_a_stranger_who_got_a_case_of_their_own_reads_of_that_only(case: Case, world: World, settle: Settle) -> None:
    stranger = Contact.for_address("who@elsewhere.example", "Who Ever")
    beside = write_in(stranger, "Could you quote us ten phones?", thread=case.thread(), at=clock.now())
    settle()
    beside.separate(by=world.ana)
    settle()
    theirs = Case.objects.get(contact=stranger)
    shown = everything_shown_to(stranger, theirs.number)
    assert "Could you quote us ten phones?" in shown
    for secret in (case.number, case.need, "Priya", "Maple"):
        assert secret not in shown
