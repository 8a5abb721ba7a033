"""Who may come in to cases, what is shown, what is refused: pages and endpoints."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from fiverings.cases.models import Case, Handoff
from fiverings.cases.tests.letters import write_in
from fiverings.conversations.models import Draft, Message, Note
from fiverings.core import clock
from fiverings.customers.models import Contact
from fiverings.people.models import Person
from tests.world import World


@pytest.fixture
def case(world: World, settle: Callable[..., None]) -> Case:
    write_in(world.priya, "Calls ring at the wrong place.", at=world.now)
    settle()
    return Case.objects.get()


def page(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def helper(world: World) -> Person:
    """Chidi, who was asked to help Maple Dental."""
    world.maple.grant(to=world.chidi, why="request", by=world.ana)
    return world.chidi


def test_the_owner_sees_the_case_in_the_customers_words(case: Case, world: World) -> None:
    shown = page(world.ana).get(f"/cases/{case.number}/")
    text = shown.content.decode()
    assert shown.status_code == 200
    assert "Calls ring at the wrong place." in text and case.number in text and "Priya" in text


@pytest.mark.parametrize("part", ["head", "story", "right"])
def test_a_part_of_the_page_is_shown_alone_when_it_changed(case: Case, world: World, part: str) -> None:
    shown = page(world.ana).get(f"/cases/{case.number}/?part={part}", headers={"hx-request": "true"})
    assert shown.status_code == 200 and "<html" not in shown.content.decode()


def test_what_was_promised_on_the_telephone_follows_in_writing_and_is_not_taken_back(case: Case, world: World) -> None:
    client = page(world.ana)
    case.promise_spoken(kind="call_back", due_at=clock.now() + timedelta(minutes=30), by=world.ana)
    message = Message.objects.get(auto="promise")
    text = client.get(f"/cases/{case.number}/").content.decode()
    assert message.is_waiting and "This is told in ten seconds." in text and "Take it back" not in text
    refused = client.post(f"/messages/{message.pk}/taking-back/", follow=True).content.decode()
    message.refresh_from_db()
    assert message.is_waiting and "It was said, and follows in writing." in refused


def test_a_reply_waits_in_the_outbox_and_can_be_taken_back(case: Case, world: World) -> None:
    client = page(world.ana)
    answer = client.post(f"/cases/{case.number}/replies/", {"words": "I look into it."}, follow=True)
    message = Message.objects.get(author=world.ana)
    text = answer.content.decode()
    assert message.is_waiting and f"/messages/{message.pk}/taking-back/" in text and "csrfmiddlewaretoken" in text
    client.post(f"/messages/{message.pk}/taking-back/")
    message.refresh_from_db()
    assert message.taken_back_at and Draft.objects.get(person=world.ana).text == "I look into it."
    assert "I look into it." in client.get(f"/cases/{case.number}/").content.decode()


def test_every_form_in_the_story_carries_its_token(case: Case, world: World) -> None:
    case.reply("Soon.", by=world.ana)
    text = page(world.ana).get(f"/cases/{case.number}/").content.decode()
    assert text.count('method="post"') == text.count("csrfmiddlewaretoken")


def test_an_empty_reply_is_said_to_be_empty(case: Case, world: World) -> None:
    answer = page(world.ana).post(f"/cases/{case.number}/replies/", {"words": " "})
    assert answer.status_code == 422 and not Message.objects.filter(author=world.ana).exists()


def test_a_note_is_kept_for_us(case: Case, world: World) -> None:
    page(helper(world)).post(f"/cases/{case.number}/notes/", {"words": "Red alarm."})
    assert Note.objects.get().author == world.chidi


def test_ending_what_nobody_asked_for_offers_to_undo_it(case: Case, world: World) -> None:
    client = page(world.ana)
    shown = client.post(f"/cases/{case.number}/dismissal/", {"reason": "An advertisement."}, follow=True)
    text = shown.content.decode()
    assert Case.objects.get().is_closed and f"/cases/{case.number}/reopening/" in text and "An advertisement." in text
    client.post(f"/cases/{case.number}/reopening/")
    assert not Case.objects.get().is_closed


def test_an_act_that_is_refused_says_why_on_its_own_page(case: Case, world: World) -> None:
    case.reply("I look into it.", by=world.ana)
    answer = page(world.ana).post(f"/cases/{case.number}/dismissal/", {"reason": "Again."})
    assert answer.status_code == 422 and "a customer who was told something" in answer.content.decode()


def test_a_case_changes_hands_by_page(case: Case, world: World) -> None:
    given = {"to": world.ben.pk, "note": "Please.", "next_step": "Call her.", "why": "I am away."}
    page(world.ana).post(f"/cases/{case.number}/handoff/", given)
    offer = Handoff.objects.get()
    page(world.ben).post(f"/handoffs/{offer.pk}/acceptance/", {"read_back": "The phones hum; I call Priya."})
    assert Case.objects.get().owner == world.ben
    page(world.dana).post(f"/cases/{case.number}/takeover/", {"reason": "Ben is ill"})
    assert Case.objects.get().owner == world.dana


def test_a_stranger_on_a_case_is_shown_beside_it(case: Case, world: World, settle: Callable[..., None]) -> None:
    stranger = Contact.for_address("who@elsewhere.example", "Who Ever")
    message = write_in(stranger, "What did you promise them?", thread=case.thread())
    settle()
    assert f"/messages/{message.pk}/sender/" in page(world.ana).get(f"/cases/{case.number}/").content.decode()


ACTS = ["replies", "notes", "dismissal", "reopening", "takeover", "handoff", "waiting"]


@pytest.mark.parametrize("act", ["", *(f"{act}/" for act in ACTS)])
def test_nobody_comes_in_without_signing_in(case: Case, act: str) -> None:
    answer = Client().post(f"/cases/{case.number}/{act}")
    assert answer.status_code == 302 and "sign-in" in answer["Location"]


@pytest.mark.parametrize("act", ["", *(f"{act}/" for act in ACTS)])
def test_a_case_of_an_account_that_one_may_not_see_is_not_there(case: Case, world: World, act: str) -> None:
    world.maple.make_confidential(reason="A lawsuit", by=world.ana)
    assert page(world.dana).post(f"/cases/{case.number}/{act}").status_code in {403, 404}
    assert page(world.dana).get(f"/cases/{case.number}/").status_code == 404
    assert case.number not in page(world.dana).get("/cases/?view=open").content.decode()


@pytest.mark.parametrize("act", ["replies", "dismissal", "reopening", "takeover", "handoff", "waiting"])
def test_a_helper_does_not_act_for_the_owner(case: Case, world: World, act: str) -> None:
    assert page(helper(world)).post(f"/cases/{case.number}/{act}/").status_code == 403


@pytest.mark.parametrize("act", ["replies", "notes", "resumption", "dropped-call"])
def test_looking_never_acts(case: Case, world: World, act: str) -> None:
    assert page(world.ana).get(f"/cases/{case.number}/{act}/").status_code == 405


def test_we_write_first_from_a_page(world: World) -> None:
    given = {"contact": world.priya.pk, "need": "Your contract ends in June.", "words": "Shall we talk?"}
    answer = page(world.ana).post("/cases/new/", given)
    case = Case.objects.get()
    assert answer["Location"] == f"/cases/{case.number}/"
    assert Message.objects.get().contact == world.priya and case.owner == world.ana


def test_the_composer_names_exactly_those_who_receive_an_answer(case: Case, world: World) -> None:
    stranger = Contact.for_address("who@elsewhere.example", "Who Ever")
    write_in(stranger, "I help them.", thread=case.thread()).let_in(by=world.ana)
    shown = page(world.ana).get(f"/cases/{case.number}/").content.decode()
    assert f"To {world.priya} by mail, with a copy to who@elsewhere.example<" in shown
    page(world.ana).post(f"/cases/{case.number}/replies/", {"words": "Soon."})
    answer = Message.objects.get(author=world.ana)
    assert (answer.contact, answer.cc) == (world.priya, ["who@elsewhere.example"])


def test_what_cannot_be_taken_down_at_the_gate_is_said_beside_it(case: Case, world: World) -> None:
    given = {"since": "x" * 401, "expects_by": "soon", "pass": "1"}
    answer = page(world.ana).post(f"/cases/{case.number}/intake/", given)
    case.refresh_from_db()
    assert answer.status_code == 422 and case.state == Case.State.INTAKE


def test_a_gate_that_is_not_passed_does_not_look_like_a_success(case: Case, world: World) -> None:
    client = page(world.ana)
    for act, given, shown in (("intake", {"pass": "1"}, "alert"), ("dropped-call", {}, "check")):
        text = client.post(f"/cases/{case.number}/{act}/", given, follow=True).content.decode()
        (toast,) = re.findall(r'<div class="toast">.*?</div>', text)
        assert re.findall(r"#i-([a-z-]+)", toast) == [shown]
