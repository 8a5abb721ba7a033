"""The words in which a customer agreed stand in the story of their case, and beside what they agreed to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import Case, CaseStory
from fiverings.cases.tests.gate import AN_HOUR, called, promised
from fiverings.conversations.models import Outbox
from fiverings.people.models import Person
from fiverings.promises.models import Explanation, Promise
from tests.asking import questions
from tests.world import World

NOON = "Noon will do, then."


@pytest.fixture(autouse=True)
def now(world: World) -> Any:
    with time_machine.travel(world.now, tick=False):
        yield


@pytest.fixture
def case(world: World) -> Case:
    """Priya needs it within the hour."""
    case = called(world)
    case.hear_expectation(words="Within the hour", by_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    return case


def said(case: Case, person: Person, only: str = "") -> list[tuple[str, str, str]]:
    told = [each for day in CaseStory(case, person=person, only=only).days for each in day["entries"]]
    return [(each.event, each.theirs.words, each.theirs.heard) for each in told if each.theirs]


def late(case: Case, world: World, **more: Any) -> Promise:
    return promised(case, world, "call_back", due_at=world.now + 2 * AN_HOUR, consent=NOON, **more)


def page_of(client: Client, case: Case) -> str:
    return " ".join(client.get(case.get_absolute_url()).content.decode().split())


def test_who_agrees_to_later_as_they_are_told_is_quoted_with_who_heard_it(world: World, case: Case) -> None:
    late(case, world)
    assert said(case, world.ana) == [("promises.PromiseTold", NOON, "Priya Raman said it to Ana")]


def test_what_is_promised_in_writing_says_who_noted_that_they_agree(world: World, case: Case, settle: Any) -> None:
    case.write("I call you at noon.", kind="call_back", due_at=world.now + 2 * AN_HOUR, consent=NOON, by=world.ana)
    with time_machine.travel(world.now + timedelta(minutes=1), tick=False):
        Outbox.objects.all().tell_all(at=world.now + timedelta(minutes=1))
        settle()
    assert said(case, world.ana) == [("promises.PromiseTold", NOON, "Priya Raman, as noted by Ana")]


def test_who_agrees_to_what_stands_is_quoted_when_they_do(world: World, case: Case) -> None:
    other = called(world)
    promise = promised(other, world, "call_back", due_at=world.now + 2 * AN_HOUR)
    at = world.now + timedelta(minutes=1)
    other.hear_expectation(words="Sooner", by_at=world.now + AN_HOUR, by=world.ana, at=at)
    other.consent(promise, words=NOON, how="written", by=world.ben, at=at)
    assert said(other, world.ana) == [("promises.PromiseConsented", NOON, "Priya Raman wrote it; noted by Ben")]


def test_who_agrees_to_another_time_is_quoted_once(world: World, case: Case) -> None:
    promise = promised(case, world)
    at = world.now + timedelta(minutes=1)
    other = case.renegotiate(promise, due_at=world.now + AN_HOUR, consent=NOON, by=world.ben, at=at)
    assert said(case, world.ana) == [("promises.PromiseReplaced", NOON, "Priya Raman said it to Ben")]
    assert said(case, world.ana, "ours") == [] and len(said(case, world.ana, "promises")) == 1
    agreed = Explanation(other, at).as_json()["consent"]
    assert (agreed["who"], agreed["how"], agreed["words"]) == ("Priya Raman", "spoken", NOON)


def test_their_words_stand_beside_what_they_agreed_to(world: World, case: Case, ana: Client) -> None:
    late(case, world)
    text = page_of(ana, case)
    quote = f'<blockquote class="theirs" dir="auto"><p>{NOON}</p></blockquote>'
    assert f'{quote}<p class="sub">Priya Raman said it to Ana</p>' in text
    promises = text.partition('<ul class="promises">')[2].partition("</ul>")[0]
    assert NOON in promises and "said it to Ana" in promises and 'class="gap"' not in promises


def test_who_needs_it_sooner_still_is_not_shown_as_agreeing(world: World, case: Case, ana: Client) -> None:
    late(case, world)
    at = world.now + timedelta(seconds=1)
    case.hear_expectation(words="At once", by_at=world.now + AN_HOUR / 2, by=world.ana, at=at)
    promises = page_of(ana, case).partition('<ul class="promises">')[2].partition("</ul>")[0]
    assert 'class="gap"' in promises and NOON not in promises


def test_however_often_they_agreed_the_story_asks_no_more(world: World, case: Case) -> None:
    promise, at = promised(case, world), world.now

    def change() -> None:
        nonlocal promise, at
        at += timedelta(minutes=1)
        promise = case.renegotiate(promise, due_at=at + AN_HOUR, consent=NOON, by=world.ana, at=at)

    def story() -> Any:
        return CaseStory(Case.objects.get(pk=case.pk), person=world.ana)

    change()
    few = len(questions(story))
    for _time in range(4):
        change()
    assert len(questions(story)) == few and len(said(case, world.ana)) == 5


def test_another_time_is_read_aloud_before_they_agree_and_nothing_is_kept(
    world: World, case: Case, ana: Client
) -> None:
    promise = promised(case, world)
    here = f"/cases/{case}/promises/{promise.pk}"
    sheet = ana.get(f"{here}/renegotiation/").content.decode()
    assert f'hx-get="{here}/sentence/"' in sheet
    aloud = ana.get(f"{here}/sentence/", {"due_at": "2026-04-30T12:30"}).content.decode()
    assert "by 12:30 on Thursday 30 April (Toronto time) instead of 10:52 on Thursday 30 April, " in aloud
    assert "still to come" in ana.get(f"{here}/sentence/", {"due_at": "2026-04-30T09:30"}).content.decode()
    assert ana.get(f"{here}/sentence/").status_code == 200
    assert case.promised().get().promise == promise and not Promise.objects.filter(replaces=promise).exists()
