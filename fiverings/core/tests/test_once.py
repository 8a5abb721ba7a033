"""A request that bears an Idempotency-Key is acted on once, however often it is sent, and whatever dies meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event as Signal
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from fiverings.core.clock import now
from fiverings.core.models import KeptAnswer, Tick
from fiverings.core.once import REPLAYED, once
from fiverings.core.problems import Problem
from fiverings.core.schedule import let_go_of_kept_answers
from fiverings.people.models import Key
from tests.racing import alone, apart, leaving_nothing
from tests.world import World

Act = Callable[[], HttpResponse]


def asked(by: Any, token: str = "first", body: str = "{}", path: str = "/api/ticks", method: str = "POST") -> Any:
    headers = {"Idempotency-Key": token}
    request = RequestFactory().generic(method, path, body, content_type="application/json", headers=headers)
    request.person, request.key = by, None  # type: ignore[attr-defined]
    return request


def ticking(status: int = 201) -> Act:
    """An act that leaves a tick, and answers how many there are."""

    def act() -> HttpResponse:
        Tick.objects.create(name=f"once.{Tick.objects.count()}")
        return HttpResponse(f"{ticks()}", status=status, content_type="application/json")

    return act


def ticks() -> int:
    return Tick.objects.filter(name__startswith="once.").count()


def test_the_first_answer_is_given_again_and_nothing_is_done_twice(world: World) -> None:
    first, again = (once(asked(world.ana), ticking()) for _ in range(2))
    assert (again.status_code, again.content, again["Content-Type"]) == (201, b"1", "application/json")
    assert again[REPLAYED] == "true" and REPLAYED not in first and ticks() == 1


def test_a_key_in_quotes_is_the_same_key(world: World) -> None:
    once(asked(world.ana, "abc"), ticking())
    assert REPLAYED in once(asked(world.ana, '"abc"'), ticking())


@pytest.mark.parametrize("other", [{"body": '{"a": 1}'}, {"path": "/api/tocks"}, {"method": "PUT"}])
def test_the_same_key_for_another_request_is_refused(world: World, other: dict[str, str]) -> None:
    once(asked(world.ana), ticking())
    with pytest.raises(Problem) as refused:
        once(asked(world.ana, **other), ticking())
    assert (refused.value.status, refused.value.more["code"], ticks()) == (422, "AnotherRequest", 1)


def test_each_caller_has_keys_of_their_own(world: World) -> None:
    for caller in (world.ana, world.ben):
        assert REPLAYED not in once(asked(caller), ticking())
    by_key = asked(world.ana)
    by_key.key, _token = Key.make(person=world.ana, name="A program", scopes=[], by=world.ana)
    assert REPLAYED not in once(by_key, ticking()) and ticks() == 3


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_needs_no_key_and_keeps_nothing(world: World, method: str) -> None:
    for _ in range(2):
        once(asked(world.ana, method=method), lambda: HttpResponse("read"))
    assert not KeptAnswer.objects.exists()


def test_what_was_refused_is_refused_again_and_left_no_trace(world: World) -> None:
    assert once(asked(world.ana), ticking(status=409)).status_code == 409
    assert once(asked(world.ana), ticking(status=201)).status_code == 409
    assert ticks() == 0


@pytest.mark.parametrize("status", [401, 403, 404, 422, 429])
def test_what_was_never_begun_may_be_asked_again_under_the_same_key(world: World, status: int) -> None:
    once(asked(world.ana, body='{"misshapen": 1}'), ticking(status=status))
    assert ticks() == 0 and once(asked(world.ana), ticking()).status_code == 201


def test_what_failed_may_be_asked_again_under_the_same_key(world: World) -> None:
    def fail() -> HttpResponse:
        ticking()()
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        once(asked(world.ana), fail)
    assert ticks() == 0 and once(asked(world.ana), ticking()).status_code == 201


@pytest.mark.parametrize("token", ["", '""', "x" * 256, "a\tb"])
def test_a_key_is_a_short_text(world: World, token: str) -> None:
    with pytest.raises(Problem) as refused:
        once(asked(world.ana, token), ticking())
    assert refused.value.status == 422 and ticks() == 0


def test_answers_are_kept_for_a_day(world: World) -> None:
    for hours, token in ((25, "yesterday"), (23, "today")):
        once(asked(world.ana, token), ticking())
        KeptAnswer.objects.filter(token=token).update(at=now() - timedelta(hours=hours))
    let_go_of_kept_answers()
    assert [each.token for each in KeptAnswer.objects.all()] == ["today"]


def test_of_twins_that_come_at_once_one_acts_and_the_other_is_told_to_wait(world: World) -> None:
    begun, answered = Signal(), Signal()

    def slowly() -> HttpResponse:
        begun.set()
        assert answered.wait(timeout=60)
        return ticking()()

    def twin() -> int:
        assert begun.wait(timeout=60)
        try:
            once(asked(world.ana), ticking())
        except Problem as problem:
            return problem.status
        finally:
            answered.set()
        return 0

    with leaving_nothing():
        first, second = apart(lambda: once(asked(world.ana), slowly), twin)
        third = alone(lambda: once(asked(world.ana), ticking()))
        assert (first.status_code, second, third[REPLAYED], third.content) == (201, 409, "true", first.content)
        assert alone(ticks) == 1


def test_many_that_come_at_once_leave_one_act(world: World) -> None:
    with leaving_nothing():
        answers = apart(*[lambda: once(asked(world.ana), ticking()).status_code for _ in range(6)])
        assert 201 in answers
        assert {answer if answer == 201 else answer.status for answer in answers} <= {201, 409}
        assert alone(ticks) == 1


def test_a_connection_that_dies_in_the_middle_leaves_neither_the_act_nor_its_answer(world: World) -> None:
    def die() -> HttpResponse:
        answer = ticking()()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return answer

    with leaving_nothing():
        (ended,) = apart(lambda: once(asked(world.ana), die))
        assert isinstance(ended, OperationalError)
        assert alone(lambda: (ticks(), KeptAnswer.objects.count())) == (0, 0)
        assert alone(lambda: once(asked(world.ana), ticking())).status_code == 201


def test_the_answer_is_written_in_the_transaction_of_the_act(world: World) -> None:
    def act() -> HttpResponse:
        return HttpResponse(_ask("SELECT pg_current_xact_id()"), status=201)

    def kept() -> str:
        return _ask("SELECT xmin FROM core_keptanswer")

    with leaving_nothing():
        assert alone(lambda: once(asked(world.ana), act)).content.decode() == alone(kept)


def _ask(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return str(cursor.fetchone()[0])
