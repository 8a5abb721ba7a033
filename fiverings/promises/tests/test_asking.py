"""What is owed is read from indexes, however much was ever promised."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.bulk import pour, reserve
from fiverings.core.jobs import SCHEDULE
from fiverings.promises.checks import promises_are_watched
from fiverings.promises.models import Expectation, Outstanding, Promise
from tests.asking import questions, read_in_full
from tests.world import World

from .promising import expect, journey_of, later, promise, to_ourselves

MANY = 20_000


def owe_much(world: World, count: int) -> None:
    """So many promises to ourselves, each about a matter of its own, one a minute from tomorrow on."""
    like, ids = to_ourselves(world), reserve(Promise, count)
    columns = {field.name: getattr(like, field.name) for field in Promise._meta.local_fields}
    moments = [later(world, 24 * 60 + number) for number in range(count)]
    pour(
        Promise,
        (
            Promise(**columns | {"id": id_, "subject_id": id_, "due_at": due_at})
            for id_, due_at in zip(ids, moments, strict=True)
        ),
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE promises_promise, promises_outcome")  # what was planned among few is planned anew
    owed = {"subject_label": like.subject_label, "person": world.ana}
    pour(
        Outstanding,
        (
            Outstanding(promise_id=id_, subject_id=id_, due_at=due_at, **owed)
            for id_, due_at in zip(ids, moments, strict=True)
        ),
        leaving=["id"],
    )


@pytest.fixture
def much(world: World) -> World:
    owe_much(world, MANY)
    return world


def test_what_is_overdue_what_a_matter_is_owed_and_what_one_owes_are_found_by_index_among_twenty_thousand(
    much: World,
) -> None:
    promise(much, 38)
    at = later(much, 60)
    acts = (
        lambda: list(Outstanding.objects.overdue(at).select_related("promise")[:100]),
        lambda: list(Outstanding.objects.of(journey_of(much))),
        lambda: list(Outstanding.objects.owed_by(much.ana)[:20]),
        lambda: list(Outstanding.objects.filter(promise__in=[1, 2])),
        SCHEDULE["promises.break_overdue_promises"].run,
        promises_are_watched,
    )
    with time_machine.travel(at):
        for act in acts:
            assert read_in_full("promises_outstanding", act) == []


def test_what_was_told_about_a_matter_is_found_by_index_among_twenty_thousand(much: World) -> None:
    told = promise(much, 38)
    for act in (
        lambda: list(Promise.objects.of(journey_of(much)).latest_first()),
        lambda: list(Promise.objects.filter(to_contact=much.priya)),
        lambda: list(Promise.objects.filter(message=told.message)),
    ):
        assert read_in_full("promises_promise", act) == []


def test_breaking_asks_the_same_number_of_questions_however_much_is_owed(world: World) -> None:
    def asked(at):
        to_ourselves(world, 1, at=at, due_at=at + timedelta(minutes=1))
        late = at + timedelta(minutes=2)
        with CaptureQueriesContext(connection) as asked:
            assert Outstanding.objects.overdue(late).break_all(at=late) == 1
        return len(asked.captured_queries)

    asked(world.now)
    few = asked(later(world, 5))
    owe_much(world, 200)
    assert asked(later(world, 10)) <= few <= 32


def test_what_they_expect_now_is_one_question(world: World) -> None:
    journey = expect(world, 30).journey
    assert len(questions(lambda: Expectation.current(journey))) == 1
