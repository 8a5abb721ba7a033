"""Conditions: one stored form, read as a sentence, asked of the database and of one record with the same answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fiverings.core import clock, conditions
from fiverings.core.conditions import BadCondition, Conditions
from fiverings.core.models import Tick
from tests.world import World

TICKS = Conditions(
    name=conditions.text("name", "name"),
    error=conditions.choice("error", "error", (("", "none"), ("late", "too late"))),
    last=conditions.moment("last_at", "last"),
    id=conditions.number("id", "number"),
    said=conditions.speech("name", "the name"),
    is_late=conditions.truth("error", "it", yes="late", no="in time"),
)

leaves: Any = st.one_of(
    st.builds(lambda v: {"field": "name", "is": v}, st.sampled_from(["a", "B", "x%_"])),
    st.builds(lambda v: {"field": "name", "contains": v}, st.sampled_from(["a", "b", "%", "_", "É", "é"])),
    st.builds(lambda v: {"field": "error", "is_not": v}, st.sampled_from(["", "late"])),
    st.builds(lambda v: {"field": "error", "in": v}, st.lists(st.sampled_from(["", "late"]))),
    st.builds(
        lambda v: {"field": "said", "mentions": v}, st.lists(st.sampled_from(["a0", "É1", "x%_0", "B"]), min_size=1)
    ),
    st.builds(lambda v: {"field": "last", "missing": v}, st.booleans()),
    st.builds(lambda v: {"field": "last", "longer_ago_than_minutes": v}, st.integers(0, 200)),
    st.builds(lambda v: {"field": "last", "within_minutes": v}, st.integers(0, 200)),
)
trees: Any = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda v: {"all": v}, st.lists(inner, max_size=3)),
        st.builds(lambda v: {"any": v}, st.lists(inner, max_size=3)),
        st.builds(lambda v: {"not": v}, inner),
    ),
    max_leaves=6,
)


@pytest.fixture
def ticks(world: World) -> list[Tick]:
    moments = [None, timedelta(minutes=5), timedelta(minutes=90, seconds=30)]
    return Tick.objects.bulk_create(
        Tick(name=f"{name}{number}{error[:1]}", error=error, last_at=ago and clock.now() - ago)
        for number, ago in enumerate(moments)
        for name in ("a", "B", "x%_", "É")
        for error in ("", "late")
        if not (number and error)
    )


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(condition=trees)
def test_the_query_and_the_check_of_one_record_always_agree(ticks: list[Tick], condition: dict[str, Any]) -> None:
    found = set(Tick.objects.filter(TICKS.query(condition)).values_list("name", "error"))
    assert found == {(tick.name, tick.error) for tick in ticks if TICKS.holds(condition, tick)}


def test_a_condition_reads_as_a_sentence() -> None:
    condition = {"all": [{"field": "error", "in": ["late"]}, {"not": {"field": "last", "within_minutes": 30}}]}
    assert TICKS.sentence(condition) == "error is one of too late and not last within the last 30 min"
    assert TICKS.sentence({"all": []}) == "everything"


@pytest.mark.parametrize(
    ("condition", "complaint"),
    [
        ({"field": "colour", "is": "red"}, "no field “colour”"),
        ({"field": "name", "smells": "red"}, "does not understand “smells”"),
        ({"field": "name", "contains": 3}, "cannot be 3"),
        ({"field": "name"}, "is not a condition"),
        ([], "is not a condition"),
        ({"all": [], "any": []}, "is not a condition"),
    ],
)
def test_a_bad_condition_says_what_is_wrong(condition: Any, complaint: str) -> None:
    with pytest.raises(BadCondition, match=complaint):
        TICKS.check(condition)


def test_a_condition_nested_without_end_is_refused() -> None:
    condition: dict[str, Any] = {"field": "name", "is": "a"}
    for _ in range(20):
        condition = {"not": condition}
    with pytest.raises(BadCondition, match="deeply"):
        TICKS.check(condition)


def test_a_number_is_at_least_or_at_most_what_is_asked_and_nothing_is_neither() -> None:
    many = Conditions(times=conditions.number("times", "times"))

    class Asked:
        """What has a number, or none."""

        times: int | None = 2

    asked = Asked()
    assert many.holds({"field": "times", "at_least": 2}, asked) and many.holds({"field": "times", "at_most": 2}, asked)
    assert not many.holds({"field": "times", "at_least": 3}, asked)
    asked.times = None
    assert not many.holds({"field": "times", "at_most": 9}, asked)


def test_whole_words_are_looked_for_in_what_was_said() -> None:
    for name, is_found in (
        ("The FIRE alarm.", True),
        ("Our firewall", False),
        ("a lawyer's letter", True),
        ("", False),
    ):
        tick = Tick(name=name)
        assert TICKS.holds({"field": "said", "mentions": ["fire", "lawyer"]}, tick) == is_found
    assert TICKS.sentence({"field": "said", "mentions": ["fire", "lawyer"]}) == "the name mentions “fire” or “lawyer”"
    assert TICKS.sentence({"field": "is_late", "is": False}) == "it is in time"
