"""The story tells who asked whom for what and what was answered, in their words and in their order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fiverings.cases.models import Case, CaseStory, Escalation
from fiverings.conversations.models import Story
from tests.asking import questions
from tests.world import World

HOUR = timedelta(hours=1)


@pytest.fixture
def case(world: World) -> Case:
    need = "Calls ring at the wrong place."
    return Case.open_for(world.maple, need=need, contact=world.priya, by=world.ana, at=world.now)


def moments(world: World) -> Any:
    """One minute after the other."""
    return (world.now + timedelta(minutes=number) for number in range(1, 60))


def quoted(case: Case, world: World, only: str = "") -> list[tuple[str, list[str]]]:
    told = [each for day in CaseStory(case, person=world.ana, only=only).days for each in day["entries"]]
    return [(each.event, each.quotes) for each in told if each.quotes]


def ask_and_answer(case: Case, world: World) -> None:
    """Help, a decision and a handoff, each asked for and answered."""
    at = moments(world)
    asked = case.ask(to=world.chidi, what="Is it the card?", needed_by=world.now + HOUR, by=world.ana, at=next(at))
    asked.accept(by=world.chidi, at=next(at))
    asked.give(answer="No, the line.", by=world.chidi, at=next(at))
    raised = case.escalate(
        kind=Escalation.Kind.HIERARCHICAL, reason="They lose money.", needed="A credit", by=world.ana, at=next(at)
    )
    raised.accept(by=raised.holder, at=next(at))
    raised.decide(words="One month free.", authority="My limit", by=raised.holder, at=next(at))
    offer = case.hand_off(
        to=world.ben, note="She calls at nine.", next_step="Call her.", why="I am away.", by=world.ana, at=next(at)
    )
    offer.accept(read_back="I call her at nine.", by=world.ben, at=next(at))
    case.take_over(reason="Ben is ill.", by=world.dana, at=next(at))


def test_what_was_asked_and_answered_stands_in_the_story_in_its_order(case: Case, world: World) -> None:
    ask_and_answer(case, world)
    assert quoted(case, world) == [
        ("cases.HelpAsked", ["Is it the card?"]),
        ("cases.HelpGiven", ["No, the line."]),
        ("cases.CaseEscalated", ["They lose money.", "Needed: A credit"]),
        ("cases.EscalationDecided", ["One month free.", "On the authority of: My limit"]),
        ("cases.HandoffOffered", ["She calls at nine.", "What comes next: Call her.", "Why: I am away."]),
        ("cases.CaseHandedOff", ["I call her at nine."]),
        ("cases.CaseTakenOver", ["Ben is ill."]),
    ]


def test_what_is_empty_is_not_quoted(case: Case, world: World) -> None:
    case.hand_off(to=world.ben, note="She calls at nine.", by=world.ana)
    assert quoted(case, world) == [("cases.HandoffOffered", ["She calls at nine."])]


def test_it_is_for_us_alone(case: Case, world: World) -> None:
    ask_and_answer(case, world)
    assert quoted(case, world, "theirs") == [] and len(quoted(case, world, "ours")) == 7


def test_who_does_not_see_the_account_reads_none_of_it(case: Case, world: World) -> None:
    case.ask(to=world.chidi, what="Is it the card?", needed_by=world.now + HOUR, by=world.ana, at=world.now)
    for person, read in ((world.kai, []), (world.ana, [["Is it the card?"]])):
        told = Story(case.journey, person=person, about=[case]).entries()
        assert [each.quotes for each in told if each.quotes] == read


def test_the_page_shows_it_as_ours(case: Case, world: World) -> None:
    ask_and_answer(case, world)
    client = Client()
    client.force_login(world.ana)
    text = client.get(case.get_absolute_url()).content.decode()
    assert '<blockquote class="ours" dir="auto"><p>Is it the card?</p></blockquote>' in text


def test_more_that_was_asked_takes_no_more_questions(case: Case, world: World) -> None:
    ask_and_answer(case, world)
    few = len(questions(lambda: quoted(case, world)))
    for what in ("Which trunk?", "Which card?", "Which port?"):
        case.ask(to=world.chidi, what=what, needed_by=world.now + HOUR, by=world.dana, at=world.now)
    assert len(quoted(case, world)) == 10 and len(questions(lambda: quoted(case, world))) == few
