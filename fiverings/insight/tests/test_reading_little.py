"""Whatever a search asks is answered from an index, however much there is to find."""

from __future__ import annotations

import pytest

from bench.loading import Loading
from fiverings.insight.models import Search
from tests.asking import read_in_full
from tests.world import NOW, World


@pytest.fixture(scope="module")
def seeded(lasting: None) -> None:
    Loading(cases=400, messages=6, until=NOW).load()


@pytest.mark.parametrize("words", ["registration", "crackles headset", "router restart", "555-0142", "maple"])
def test_no_search_reads_all_documents_or_messages(seeded: None, world: World, words: str) -> None:
    search = Search(words, person=world.ana)
    assert not read_in_full("insight_document", lambda: search.sights(most=12))
