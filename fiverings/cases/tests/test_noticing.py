"""A notice about a case leads to it; who may not see the case yet reads what they are asked, and where they answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from fiverings.cases.models import Case
from fiverings.core import clock
from fiverings.notices.models import Notice, Wish
from fiverings.people.models import Person
from fiverings.promises.events import PromiseBroken
from fiverings.promises.models import Kind, Outstanding
from tests.asking import questions
from tests.world import World

Settle = Callable[..., None]

HOUR = timedelta(hours=1)
LINKED = re.compile(r'<a href="([^"]+)" class="title">([^<]+)</a>')


def bell_of(person: Person) -> Callable[[], str]:
    client = Client()
    client.force_login(person)
    return lambda: client.get("/notices/").content.decode()


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return Case.open_for(world.maple, need="Calls ring at the wrong place.", contact=world.priya, by=world.ana)


def test_who_is_asked_to_help_goes_to_the_case_where_they_read_with_what_and_answer(
    case: Case, world: World, settle: Settle
) -> None:
    asked = case.ask(to=world.chidi, what="Is the PRI ours?", needed_by=clock.now() + HOUR, by=world.ana)
    settle()
    told = (f"/cases/{case.number}/", f"Ana asked Chidi to help with {case}")
    assert told in LINKED.findall(bell_of(world.chidi)())
    chidi = Client()
    chidi.force_login(world.chidi)
    page = chidi.get(told[0]).content.decode()
    assert "Is the PRI ours?" in page and f"/help/{asked.pk}/acceptance/" in page
    asked.accept(by=world.chidi)
    assert told in LINKED.findall(bell_of(world.chidi)())


def test_nobody_reads_what_they_are_not_asked_any_more(case: Case, world: World, settle: Settle) -> None:
    asked = case.ask(to=world.chidi, what="Is the PRI ours?", needed_by=clock.now() + HOUR, by=world.ana)
    settle()
    asked.withdraw(by=world.ana)
    page = bell_of(world.chidi)()
    assert "Ana asked Chidi to help with a case<" in page
    assert not LINKED.findall(page) and "—" not in page and "PRI" not in page and case.number not in page


def test_who_is_mailed_of_it_gets_the_way_there(case: Case, world: World, settle: Settle) -> None:
    Wish.make(person=world.ben, kind="cases.HelpAsked", way="mail")
    case.ask(to=world.ben, what="Join the call", needed_by=clock.now() + HOUR, by=world.ana)
    settle()
    Notice.objects.get(person=world.ben, entry__kind="cases.HelpAsked").send_mail()
    assert f"/cases/{case.number}/\n" in mail.outbox[-1].body


def broken(world: World) -> Case:
    """A case whose owner hears that a promise about it was broken."""
    case = Case.open_for(world.maple, need="No calls.", contact=world.priya, by=world.ana)
    case.owe(Kind.ANSWER, due_at=world.now - HOUR, by=None, at=world.now - 2 * HOUR)
    Outstanding.objects.of(case).overdue(world.now).break_all(at=world.now)
    return case


def test_a_broken_promise_leads_to_its_case_for_whoever_may_see_it(world: World, settle: Settle) -> None:
    case = broken(world)
    settle()
    to = [page for page, line in LINKED.findall(bell_of(world.ana)()) if "was not done" in line]
    assert set(to) == {case.get_absolute_url()}


def test_the_bell_asks_the_same_number_of_questions_wherever_its_notices_lead(world: World, settle: Settle) -> None:
    ask = bell_of(world.ana)
    broken(world)
    settle()
    few = len(questions(ask))
    for _time in range(4):
        broken(world)
    settle()
    assert Notice.objects.filter(person=world.ana, entry__kind=PromiseBroken.kind).count() >= 5
    assert len(questions(ask)) == few
