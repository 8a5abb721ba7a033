"""What cases show elsewhere, and what a customer never sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from fiverings.cases.models import Case
from fiverings.cases.panels.account import open_cases_of_account
from fiverings.cases.panels.frame import what_we_hold
from fiverings.cases.panels.portal import what_is_happening
from fiverings.cases.tests.letters import write_in
from fiverings.conversations.models import Outbox
from fiverings.customers.models import Contact
from tests.world import World

SECRETS = ["red alarm in the closet", "tell them nothing yet", "a stranger asks", "she is difficult", "ana@northbell"]


@pytest.fixture
def case(world: World, settle: Callable[..., None]) -> Case:
    """A case with everything in it that a customer must not read."""
    write_in(world.priya, "Calls ring at the wrong place.", at=world.now)
    settle()
    case = Case.objects.get()
    case.reply("I look into it.", by=world.ana, at=world.now)
    Outbox.objects.all().tell_all(at=world.now)
    case.note(SECRETS[0], by=world.chidi)
    case.reply(SECRETS[1], by=world.ana)
    write_in(Contact.for_address("who@elsewhere.example", "Who"), SECRETS[2], thread=case.thread())
    case.hand_off(to=world.ben, note=SECRETS[3], by=world.ana)
    settle()
    return case


def shown_to(contact: Contact) -> str:
    panel = what_is_happening(RequestFactory().get("/portal/"), contact)
    return render_to_string(panel.template, panel.context)


def test_a_contact_reads_their_case_in_plain_words(case: Case, world: World) -> None:
    text = shown_to(world.priya)
    assert all(words in text for words in ("Calls ring at the wrong place.", "I look into it.", case.number))
    assert "Ana takes care of it." in text


@pytest.mark.parametrize("secret", SECRETS)
def test_nothing_of_ours_reaches_the_customer(case: Case, world: World, secret: str) -> None:
    assert secret not in shown_to(world.priya)


def test_a_contact_reads_nobody_elses_case(case: Case, world: World) -> None:
    colleague = Contact.introduce(account=world.maple, name="Lou", address="lou@mapledental.example", by=world.ana)
    for other in (world.omar, colleague):
        assert case.number not in shown_to(other) and "wrong place" not in shown_to(other)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda case, by: case.await_customer(by=by), "Ana waits for your answer."),
        (lambda case, by: case.close(solution=SECRETS[0], agreed=True, by=by), "This is settled."),
        (lambda case, by: write_in(case.contact, "Hello?", thread=case.thread()), "Ana owes you an answer."),
    ],
    ids=["waiting", "closed", "asked"],
)
def test_the_state_is_told_in_a_sentence(
    case: Case, world: World, settle: Callable[..., None], change: Any, sentence: str
) -> None:
    change(case, world.ana)
    settle()
    text = shown_to(world.priya)
    assert sentence in text and SECRETS[0] not in text


def test_an_account_shows_what_is_open_for_it(case: Case, world: World) -> None:
    request = RequestFactory().get("/")
    request.person = world.ana
    assert open_cases_of_account(request, world.maple).context["cases"] == [case]
    assert open_cases_of_account(request, world.orion).context["cases"] == []


def test_what_we_hold_about_a_contact_is_theirs_to_have(case: Case, world: World) -> None:
    case.close(solution="The carrier mended it.", agreed=True, by=world.ana)
    held = {"number": case.number, "need": case.need, "solved_by": ["The carrier mended it."]}
    assert what_we_hold(world.priya) == {"cases": [held]}
    assert what_we_hold(world.omar) == {"cases": []}


def test_words_of_others_are_named_and_only_ones_own_are_you(case: Case, world: World) -> None:
    case.thread().messages.get(is_beside=True).let_in(by=world.ana)
    said = what_is_happening(RequestFactory().get("/portal/"), world.priya).context["cases"][0]["said"]
    assert [(each["words"], each["by"]) for each in said if not each["ours"]] == [
        ("Calls ring at the wrong place.", ""),
        (SECRETS[2], "Who"),
    ]
    assert "<bdi>Who</bdi>" in shown_to(world.priya) and shown_to(world.priya).count("<b>You</b>") == 1
