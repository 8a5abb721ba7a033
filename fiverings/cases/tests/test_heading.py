"""The head of a case says first what is broken and what recovers it, then what comes next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import AN_HOUR, called, promised
from fiverings.promises.models import Outstanding
from tests.world import World


@pytest.fixture
def case(world: World) -> Any:
    """A call back was not kept ten minutes ago."""
    opened = called(world)
    promised(opened, world, "call_back", due_at=world.now + AN_HOUR / 2)
    broken_at = world.now + AN_HOUR / 2 + timedelta(minutes=1)
    Outstanding.objects.overdue(broken_at).break_all(at=broken_at)
    with time_machine.travel(broken_at + timedelta(minutes=9), tick=False):
        yield opened


def head_of(case: Case, client: Client) -> str:
    answer = client.get(case.get_absolute_url(), {"part": "head"}, headers={"hx-request": "true"})
    return " ".join(answer.content.decode().split())


def test_what_is_broken_stands_first_with_who_makes_it_right_by_when(case: Case, ana: Client) -> None:
    head = head_of(case, ana)
    broken = head[head.index('class="broken"') : head.index('class="state"')]
    assert 'data-state="broken"' in broken and "10:52" in broken and "<b>Ana calls Priya Raman</b>" in broken
    assert "Ana makes it right by" in broken and "11:53" in broken
    assert f'href="/cases/{case}/?write=call#composer"' in broken and "Call now" in broken


def test_the_whole_page_begins_with_it_too(case: Case, ana: Client) -> None:
    text = ana.get(case.get_absolute_url()).content.decode()
    assert "0 kept, 1 broken" in text and text.index("Ana makes it right by") < text.index('class="state"')


def test_what_comes_next_is_named_after_it_with_what_the_gate_misses(case: Case, ana: Client) -> None:
    head = head_of(case, ana)
    following = head[head.index('class="ahead"') :]
    assert "Ana answers Priya Raman" in following and 'data-state="broken"' not in following
    assert f'<a href="/cases/{case}/diagnosis/">Find out how severe it is.</a>' in following
    assert '<a href="#gate">Ask what they expect, and by when.</a>' in following


def test_who_may_not_speak_to_the_customer_is_offered_no_call(case: Case, world: World, client: Client) -> None:
    world.maple.grant(to=world.chidi, why="request", by=world.dana)
    client.force_login(world.chidi)
    head = head_of(case, client)
    assert "Ana makes it right by" in head and "Call now" not in head


def test_among_the_promises_what_is_broken_stands_first(case: Case, ana: Client) -> None:
    text = ana.get(case.get_absolute_url(), {"part": "right"}, headers={"hx-request": "true"}).content.decode()
    listed = text[text.index('class="promises"') :]
    assert listed.index('data-state="broken"') < listed.index("Ana answers Priya Raman")


def test_a_narrow_page_opens_all_promises_with_their_acts_before_the_story(case: Case, ana: Client) -> None:
    page = ana.get(case.get_absolute_url()).content.decode()
    line, story = page.index('<details class="owed"'), page.index('class="case-story"')
    assert line < story and "2 promises are open" in page[line:story] and 'href="#right"' in page[line:story]
    opened = ana.get(case.get_absolute_url(), {"part": "owed"}, headers={"hx-request": "true"}).content.decode()
    assert opened.lstrip().startswith('<section class="promised">') and "Ana answers Priya Raman" in opened
    assert 'class="three"' in opened or "Internal" in opened
    assert "Call now" in opened and 'id="gap"' not in opened


def test_whoever_comes_is_named_at_the_head(case: Case, world: World, ana: Client, settle: Any) -> None:
    promised(case, world, "visit", comes=world.eli, due_at=world.now + AN_HOUR * 0.75, at=world.now + AN_HOUR * 0.7)
    settle()
    assert "Eli comes to Priya Raman" in head_of(case, ana)
