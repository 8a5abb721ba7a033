"""A search asks a fixed number of questions, each of an index, however much there is to find."""

from __future__ import annotations

import pytest

from bench.loading import Loading
from fiverings.insight.models import Search
from tests.asking import questions, read_in_full
from tests.world import World


@pytest.fixture
def seeded(world: World) -> World:
    Loading(cases=400, messages=6, until=world.now).load()
    return world


@pytest.mark.parametrize("words", ["registration", "crackles headset", "router restart", "555-0142", "maple"])
def test_no_search_reads_all_documents_or_messages(seeded: World, words: str) -> None:
    search = Search(words, person=seeded.ana)
    assert not read_in_full("insight_document", lambda: search.sights(most=12))


def test_a_search_asks_as_often_whether_it_finds_little_or_much(world: World) -> None:
    Loading(cases=40, messages=2, until=world.now).load()
    few = len(questions(lambda: Search("registration", person=world.ana).sights(most=12)))
    Loading(cases=160, messages=6, seed=6, until=world.now).load()
    assert len(questions(lambda: Search("registration", person=world.ana).sights(most=12))) == few
