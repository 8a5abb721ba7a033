"""A stranger who wrote about another case's number gets a case of their own, and the case they named stays unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.tests.letters import write_in
from fiverings.conversations.models import Message, Separation, SpokenSince
from fiverings.customers.models import Contact
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    write_in(world.priya, "Calls ring at the wrong place.", at=world.now)
    settle()
    return Case.objects.get()


@pytest.fixture
def beside(case: Case, world: World, settle: Settle) -> Message:
    stranger = Contact.for_address("who@elsewhere.example", "Who Ever")
    message = write_in(
        stranger, "Could you quote us ten phones?", thread=case.thread(), at=world.now + timedelta(hours=1)
    )
    settle()
    return message


def test_what_a_stranger_needs_becomes_a_case_of_their_own(
    case: Case, beside: Message, ana: Client, settle: Settle
) -> None:
    shown = ana.post(f"/messages/{beside.pk}/separation/", follow=True, headers={"referer": f"/cases/{case.number}/"})
    settle()
    theirs = Case.objects.exclude(pk=case.pk).get()
    assert (theirs.need, theirs.contact, theirs.account) == (
        "Could you quote us ten phones?", beside.contact, beside.contact.account,
    )  # fmt: skip
    assert theirs.is_waiting_for_us and theirs.journey.threads.get().token == theirs.number
    text = ana.get(f"/cases/{case.number}/").content.decode()
    assert "Could you quote us ten phones?" not in text and "one of its own" in text
    assert f"/separations/{Separation.objects.get().pk}/undoing/" in shown.content.decode()


def test_what_lies_beside_again_closes_the_case_it_had(
    case: Case, beside: Message, world: World, ana: Client, settle: Settle
) -> None:
    separation = beside.separate(by=world.ana)
    settle()
    ana.post(f"/separations/{separation.pk}/undoing/")
    settle()
    assert not Case.objects.open().exclude(pk=case.pk).exists()
    assert "Could you quote us ten phones?" in ana.get(f"/cases/{case.number}/").content.decode()


def test_a_machine_beside_a_case_is_a_case_when_somebody_says_so(case: Case, world: World, settle: Settle) -> None:
    robot = Contact.for_address("alarm@elsewhere.example", "Alarm")
    for words in ("Disk is 91 % full.", "Disk is 92 % full."):
        message = write_in(robot, words, thread=case.thread(), auto="auto-generated")
    settle()
    message.separate(by=world.ana)
    settle()
    assert Case.objects.exclude(pk=case.pk).get().need == "Disk is 91 % full."


def test_who_may_not_let_strangers_in_does_not_separate_them(
    case: Case, beside: Message, world: World, client: Client
) -> None:
    world.maple.grant(to=world.kai, why="invoice", by=world.ana)
    client.force_login(world.kai)
    separation = beside.separate(by=world.ana)
    for address in (f"/messages/{beside.pk}/separation/", f"/separations/{separation.pk}/undoing/"):
        assert client.post(address).status_code == 403
        client.force_login(world.kai)


def test_separations_of_accounts_one_may_not_see_are_not_there(
    case: Case, beside: Message, world: World, ana: Client
) -> None:
    world.maple.make_confidential(reason="A lawsuit", by=world.dana)
    separation = beside.separate(by=world.dana)
    world.maple.accesses.all().delete()
    assert ana.post(f"/separations/{separation.pk}/undoing/").status_code == 404


def test_what_was_split_since_lies_beside_no_more(case: Case, beside: Message, world: World, settle: Settle) -> None:
    more = write_in(beside.contact, "And a fax?", thread=case.thread(), at=world.now + timedelta(hours=2))
    settle()
    separation = beside.separate(by=world.ana)
    settle()
    theirs = Case.objects.get(journey=separation.apart)
    theirs.split_off([Message.objects.get(pk=more.pk)], by=theirs.owner)
    with pytest.raises(SpokenSince, match="taken apart"):
        separation.undo(by=world.ana)
    assert [each.is_beside for each in separation.said()] == [False]
