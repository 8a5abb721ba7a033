"""Promptly: what follows from a job is done by the worker that did it, and by nobody less if that dies."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from fiverings.core import following, promptly
from fiverings.core.following import FOLLOWERS, follow, when
from fiverings.core.journal import announce
from fiverings.core.promptly import LineBroke, Promptly
from tests.world import World

from .waving import Waved

A_JOB = SimpleNamespace(job=SimpleNamespace(id=0, lock="", task_name="act"))


def followers() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(queue_name=FOLLOWERS, status="todo").order_by("id"))


def test_what_follows_from_a_job_is_done_when_the_job_is_over(
    world: World, reactions: dict[str, following.Reaction]
) -> None:
    seen: list[int] = []
    when(Waved)(lambda event: seen.append(event.times))
    Promptly(follow)(lambda: announce(Waved(world.ben, times=3), by=world.ana), A_JOB, None)
    assert seen == [3]
    assert not followers()


def test_the_queue_keeps_what_follows_until_it_is_done_and_leaves_it_alone_for_a_while(
    world: World, reactions: dict[str, following.Reaction]
) -> None:
    when(Waved)(lambda event: None)
    kept: list[ProcrastinateJob] = []

    def die(_entry: int) -> None:
        kept.extend(followers())
        raise SystemError("The worker dies.")

    Promptly(die)(lambda: announce(Waved(world.ben), by=world.ana), A_JOB, None)
    assert kept[0].scheduled_at
    assert [each.id for each in followers()] == [each.id for each in kept]


def test_what_waits_for_something_before_it_about_the_same_record_is_left_to_the_queue(
    world: World, reactions: dict[str, following.Reaction]
) -> None:
    seen: list[int] = []
    when(Waved)(lambda event: seen.append(event.times))
    follow.configure(lock=f"people.person#{world.ben.pk}").defer(entry_id=0)
    Promptly(follow)(lambda: announce(Waved(world.ben), by=world.ana), A_JOB, None)
    assert not seen
    assert [each.scheduled_at for each in followers()] == [None, None]


def test_what_follows_about_the_record_of_the_job_itself_need_not_wait(
    world: World, reactions: dict[str, following.Reaction]
) -> None:
    seen: list[int] = []
    when(Waved)(lambda event: seen.append(event.times))
    own = follow.configure(lock=f"people.person#{world.ben.pk}").defer(entry_id=0)
    job = SimpleNamespace(job=SimpleNamespace(id=own, lock=f"people.person#{world.ben.pk}", task_name="act"))
    Promptly(follow)(lambda: announce(Waved(world.ben, times=2), by=world.ana), job, None)
    assert seen == [2]


def test_whoever_is_no_worker_leaves_what_follows_to_the_queue_at_once(
    world: World, reactions: dict[str, following.Reaction]
) -> None:
    when(Waved)(lambda event: None)
    announce(Waved(world.ben), by=world.ana)
    assert [each.scheduled_at for each in followers()] == [None]


def test_a_job_that_fails_leaves_what_it_wrote_to_the_queue(
    world: World, reactions: dict[str, following.Reaction]
) -> None:
    when(Waved)(lambda event: None)

    def wave_and_fail() -> None:
        announce(Waved(world.ben), by=world.ana)
        raise ZeroDivisionError

    try:
        Promptly(follow)(wave_and_fail, A_JOB, None)
    except ZeroDivisionError:
        assert len(followers()) == 1


def test_what_waits_for_what_has_followed_is_done_next(world: World, reactions: dict[str, following.Reaction]) -> None:
    seen: list[int] = []
    when(Waved)(lambda event: seen.append(event.times))

    def wave_while_another_waits() -> None:
        (line,) = announce(Waved(world.ben), by=world.ana)
        follow.configure(lock=f"people.person#{world.ben.pk}").defer(entry_id=line.id)

    Promptly(follow)(wave_while_another_waits, A_JOB, None)
    assert seen == [1]
    assert not followers()


def test_who_did_enough_leaves_the_rest_to_the_queue_without_delay(
    world: World, reactions: dict[str, following.Reaction], monkeypatch: pytest.MonkeyPatch
) -> None:
    when(Waved)(lambda event: None)
    monkeypatch.setattr(promptly, "AT_MOST", 0)
    Promptly(follow)(lambda: announce(Waved(world.ben), by=world.ana), A_JOB, None)
    assert [each.scheduled_at for each in followers()] == [None]


def test_a_job_during_which_the_line_to_the_database_broke_is_not_over(world: World) -> None:
    class Another:
        """The line by which Django asks from now on."""

    def lose_the_line() -> None:
        lines.append(connection.connection)
        connection.connection = Another()

    lines: list[object] = []
    try:
        with pytest.raises(LineBroke):
            Promptly(follow)(lose_the_line, A_JOB, None)
    finally:
        connection.connection = lines[0]
