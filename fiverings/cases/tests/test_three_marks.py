"""What they expect, what we told and what our standard allows are drawn on one line, and every word stays within it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fiverings.cases.models.three_marks import ThreeMarks
from fiverings.promises.models import Expectation, Promise

TOLD_AT = datetime(2026, 4, 30, 14, 22, tzinfo=UTC)
later = st.integers(1, 60 * 24 * 20).map(lambda minutes: TOLD_AT + timedelta(minutes=minutes))


def drawn(due_at: datetime, expected_at: datetime | None, standard_at: datetime | None, at: datetime) -> ThreeMarks:
    promise = Promise(
        kind="call_back", told_at=TOLD_AT, due_at=due_at, guarantee_due_at=standard_at, zone="America/Toronto"
    )
    heard = Expectation(words="By then", by_at=expected_at, at=TOLD_AT) if expected_at else None
    return ThreeMarks(promise, heard=heard, at=at)


@given(later, later | st.none(), later | st.none(), later)
def test_no_label_leaves_the_drawing_and_none_lies_on_another(
    due_at: datetime, expected_at: datetime | None, standard_at: datetime | None, at: datetime
) -> None:
    marks = drawn(due_at, expected_at, standard_at, at)
    for row in (marks.above(), marks.below()):
        assert all(label.fits for label in row), row
        ends = sorted(label.reach for label in row)
        assert all(one[1] < other[0] for one, other in pairwise(ends)), row


@given(later, later, later | st.none(), later)
def test_what_they_expect_and_what_we_told_is_always_said(
    due_at: datetime, expected_at: datetime, standard_at: datetime | None, at: datetime
) -> None:
    marks = drawn(due_at, expected_at, standard_at, at)
    words = " ".join(label.words for label in (*marks.above(), *marks.below()))
    assert "told" in words and "expected" in words


def test_two_long_times_stand_above_and_below_the_line() -> None:
    marks = drawn(TOLD_AT + timedelta(days=4), TOLD_AT + timedelta(days=5), None, TOLD_AT + timedelta(days=1))
    assert [label.words for label in marks.above()] == ["Mon 4 May, 10:22 told"]
    assert marks.below()[0].words == "Tue 5 May, 10:22 expected"
