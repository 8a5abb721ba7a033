"""A search asks a fixed number of questions, however much there is to find."""

from __future__ import annotations

from bench.loading import Loading
from fiverings.insight.models import Search
from tests.asking import questions
from tests.world import World


def test_a_search_asks_as_often_whether_it_finds_little_or_much(world: World) -> None:
    Loading(cases=40, messages=2, until=world.now).load()
    few = len(questions(lambda: Search("registration", person=world.ana).sights(most=12)))
    Loading(cases=160, messages=6, seed=6, until=world.now).load()
    assert len(questions(lambda: Search("registration", person=world.ana).sights(most=12))) == few
