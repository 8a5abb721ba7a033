"""The home of who leads shows each case at risk once, with its reasons; and every home says truly who waits."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import AN_HOUR, called, promised, with_severity
from fiverings.people.models import Person
from fiverings.promises.models import Outstanding
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return called(world)


def home(person: Person, world: World, minutes: int = 0) -> str:
    client = Client()
    client.force_login(person)
    with time_machine.travel(world.now + timedelta(minutes=minutes), tick=False):
        return client.get("/").content.decode()


def say(page: str) -> str:
    return re.search('<p class="say">(.*)</p>', page)[1]


def broken(case: Case, world: World) -> Case:
    """One with a broken promise, another due soon, and a decision that Dana is asked for."""
    for kind in ("call_back", "next_update"):
        promised(case, world, kind, due_at=world.now + (AN_HOUR / 4 if kind == "call_back" else AN_HOUR))
    at = world.now + timedelta(minutes=20)
    Outstanding.objects.overdue(at).break_all(at=at)
    case.escalate_by_rule("promise.broken", reason="A promise was broken.", at=at)
    return case


def test_a_case_stands_once_on_the_home_of_who_leads_with_its_reasons_and_its_owners_name(
    case: Case, world: World
) -> None:
    page = home(world.dana, world, 21) if broken(case, world) else ""
    row = re.search(r'<li class="due" data-row>.*?</li>', page, re.S)[0]
    assert page.count(f'href="{case.get_absolute_url()}"') == row.count(f'href="{case.get_absolute_url()}"') == 1
    for reason in ("broken", "Tell Priya Raman where things stand", "Escalated to you", "<b>Ana</b>", ">Accept<"):
        assert reason in row, reason


def test_what_is_escalated_to_me_stands_first_with_its_clock_the_most_urgent_first(case: Case, world: World) -> None:
    later = Case.open_for(world.orion, need="Branch 14 loses calls.", contact=world.omar, by=world.ana)
    later.escalate(kind="hierarchical", reason="They ask who leads.", by=world.ana, at=world.now).accept(by=world.dana)
    broken(case, world)
    page = home(world.dana, world, 21)
    places = [page.index(each.get_absolute_url()) for each in (case, later)]
    assert places == sorted(places) and places[-1] < page.index("Promises broken or at risk")
    assert "Two escalations wait for you, the most urgent about Maple Dental by" in say(page)
    assert page.count('class="due" data-row') == 2 and page.count('class="clock"') >= 2


def test_nothing_left_today_is_not_said_above_what_is_broken(case: Case, world: World) -> None:
    promised(case, world, "call_back", due_at=world.now + AN_HOUR / 4)
    at = world.now + timedelta(minutes=20)
    Outstanding.objects.overdue(at).break_all(at=at)
    page = home(world.ana, world, 21)
    assert "0 left today" not in page and "1 broken" in page


def test_who_is_asked_for_help_is_not_told_that_nobody_waits(case: Case, world: World) -> None:
    case.ask(to=world.chidi, what="Which line?", needed_by=world.now + AN_HOUR, by=world.ana, at=world.now)
    page = home(world.chidi, world)
    assert say(page) == "Ana needs your help by 11:22."
    assert "Nobody waits for your word" not in page and ">Accept<" in page


def test_who_helps_owes_it_to_whoever_asked(case: Case, world: World) -> None:
    asked = case.ask(to=world.chidi, what="Which line?", needed_by=world.now + AN_HOUR, by=world.ana, at=world.now)
    asked.accept(by=world.chidi, at=world.now)
    page = home(world.chidi, world)
    assert "One more is due today, to Ana at 11:22." in say(page) and "Help Ana with the case of Priya Raman" in page
    assert "You help Ana with a case of Maple Dental" in page and f"/help/{asked.pk}/answer/" in page
    assert "#composer" not in page, "they answer Ana, not the customer"


def test_who_has_nothing_to_do_is_told_that_nobody_waits(case: Case, world: World) -> None:
    assert say(home(world.chidi, world)) == "Nobody waits for your word."


def test_who_has_waited_longest_is_who_was_let_down_first_whatever_is_made_right_next(case: Case, world: World) -> None:
    severe = Case.open_for(
        world.orion, need="No calls.", contact=world.omar, by=world.ana, at=world.now, owner=world.ana
    )
    with_severity(severe, 1, world)
    with_severity(case, 3, world)
    for each, minutes in ((case, 20), (severe, 25)):
        promised(each, world, "call_back", due_at=world.now + timedelta(minutes=minutes))
    at = world.now + timedelta(minutes=26)
    Outstanding.objects.overdue(at).break_all(at=at)
    assert "Two promises are broken; Priya Raman has waited longest." in say(home(world.ana, world, 27))
