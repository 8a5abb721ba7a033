"""Home opens with a sentence: who waits for our word, and since when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client, RequestFactory

from fiverings.cases.panels.home import customers_waiting
from fiverings.cases.tests.letters import write_in
from tests.world import World


@pytest.fixture
def visit(world: World, client: Client, settle: Callable[..., None]) -> Callable[[], str]:
    """Ana's home, as it is this morning."""

    def ask() -> str:
        settle()
        client.force_login(world.ana)
        with time_machine.travel(world.now, tick=False):
            return client.get("/").content.decode()

    return ask


def who_waits(world: World) -> str:
    """What the block of those who wait says in a sentence."""
    request = RequestFactory().get("/")
    request.person = world.ana
    with time_machine.travel(world.now, tick=False):
        return customers_waiting(request).sentence


def test_home_says_when_nobody_waits(world: World, visit: Callable[[], str]) -> None:
    assert '<p class="say">Nobody waits for your word.</p>' in visit()


def test_home_says_first_what_is_due_and_then_who_waits(world: World, visit: Callable[[], str]) -> None:
    write_in(world.priya, "Calls ring at the wrong place.", at=world.now - timedelta(minutes=38))
    assert '<p class="say">One more is due today, to Priya Raman at 11:44.</p>' in visit()
    assert who_waits(world) == "Maple Dental waits for your word, since 09:44."


def test_home_says_how_many_wait_and_who_the_longest(world: World, visit: Callable[[], str]) -> None:
    write_in(world.priya, "Calls ring at the wrong place.", at=world.now - timedelta(minutes=38))
    write_in(world.omar, "Branch 14 loses calls.", at=world.now - timedelta(minutes=80))
    visit()
    assert who_waits(world) == "Two customers wait for your word, Orion Bank the longest, since 09:02."


def test_a_case_stands_among_the_cases_of_home_once_whoever_is_to_speak(world: World, visit: Callable[[], str]) -> None:
    write_in(world.priya, "Calls ring at the wrong place.", at=world.now - timedelta(minutes=38))
    home = visit()
    assert home.count("data-row>") == home.count("Calls ring at the wrong place.") == 1


def test_each_row_says_since_when_they_wait(world: World, visit: Callable[[], str]) -> None:
    first = write_in(world.priya, "Calls ring at the wrong place.", at=world.now - timedelta(minutes=80))
    write_in(world.priya, "Hello?", thread=first.thread, at=world.now - timedelta(minutes=20))
    row = visit().partition("data-row>")[2].partition("<q")[0]
    assert "since" in row and "09:02" in row and "10:02" not in row
