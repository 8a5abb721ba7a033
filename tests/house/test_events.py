"""Every event tells itself, is announced by a test, and stands on the printed map."""

from __future__ import annotations

import dataclasses
import os
import re

import pytest

from fiverings.core.events import KINDS, Event
from fiverings.core.printing import events_map
from tests.house.plan import ROOT

OURS = {kind: event for kind, event in KINDS.items() if ".events" in event.__module__}
PLACES = re.compile(r"{(\w+)")


@pytest.mark.parametrize("event", OURS.values(), ids=list(OURS))
def test_an_event_is_frozen_and_its_sentence_names_only_what_it_holds(event: type[Event]) -> None:
    assert dataclasses.is_dataclass(event) and event.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert event.__doc__ and str(event.sentence)
    held = {field.name for field in dataclasses.fields(event)}
    assert set(PLACES.findall(str(event.sentence))) <= held | {"by"}
    assert set(PLACES.findall(str(event.unseen))) <= event.names() and set(event.opens) <= held


def test_every_event_is_announced_by_a_test(announced: set[str], request: pytest.FixtureRequest) -> None:
    whole = request.config.args_source is pytest.Config.ArgsSource.TESTPATHS or "FIVERINGS_ANNOUNCED" in os.environ
    if not whole or request.config.option.keyword:
        pytest.skip("only a run of all tests can answer this")
    assert sorted(set(OURS) - announced) == []


def test_the_printed_map_of_events_is_current() -> None:
    assert (ROOT / "docs" / "events.md").read_text() == events_map()
