"""Promises are kept in time with evidence, fulfilled late after a breach, tried in vain, or released with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fiverings.conversations.models import Thread
from fiverings.core.models import Entry
from fiverings.promises.models import AlreadySettled, NoReason, NotBroken, Outcome, Outstanding, Promise

from .promising import journey_of, later, promise, to_ourselves


def kinds():
    return list(Entry.objects.filter(kind__startswith="promises.").order_by("id").values_list("kind", flat=True))


def test_a_promise_is_kept_with_what_shows_it(world, settle):
    told = promise(world, 38)
    outcome = told.keep(evidence=told.message, by=world.ana, at=later(world, 38))
    assert (outcome.kind, outcome.at, outcome.by) == ("kept", told.due_at, world.ana)
    assert outcome.evidence.find() == told.message
    assert not Outstanding.objects.exists()
    assert kinds() == ["promises.PromiseTold", "promises.PromiseKept"]
    settle()


def test_what_is_done_after_its_time_breaks_its_promise_whatever_the_clock_has_seen(world, settle):
    told = promise(world, 38)
    outcome = told.keep(evidence=told.message, by=world.ana, at=later(world, 38.1))
    assert outcome.kind == "broken"
    assert told.late_fulfilment.lateness() == timedelta(seconds=6)
    assert told.late_fulfilment.evidence.find() == told.message
    assert Outstanding.objects.get().promise == told.recovered_by
    settle()


def test_a_promise_ends_once(world):
    told = promise(world)
    told.keep(by=world.ana, at=later(world, 1))
    with pytest.raises(AlreadySettled):
        told.keep(by=world.ana, at=later(world, 2))
    with pytest.raises(AlreadySettled):
        told.release(words="Not needed", by=world.ana, at=later(world, 2))
    with pytest.raises(AlreadySettled):
        told.attempt(by=world.ana, at=later(world, 2))
    assert told.break_(at=later(world, 60)) is None
    assert Outcome.objects.get().kind == "kept"


def test_a_broken_promise_is_fulfilled_late_once_and_the_breach_stands(world, settle):
    told = promise(world, 38)
    with pytest.raises(NotBroken):
        told.fulfil_late(by=world.ana, at=later(world, 40))
    told.break_(at=later(world, 39))
    late = told.fulfil_late(by=world.ana, at=later(world, 50))
    assert late.lateness() == timedelta(minutes=12)
    with pytest.raises(NotBroken):
        told.fulfil_late(by=world.ana, at=later(world, 51))
    assert Promise.objects.broken().get() == told
    settle()


def test_a_try_that_reached_nobody_keeps_nothing(world, settle):
    told = promise(world)
    told.attempt(words="Voicemail", by=world.ana, at=later(world, 5))
    told.attempt(by=world.ben, at=later(world, 6))
    assert [str(each) for each in told.attempts.order_by("id")] == ["Voicemail", "2026-04-30 14:28 UTC"]
    assert Outstanding.objects.get().promise == told
    settle()


def test_a_promise_is_released_with_the_words_of_who_says_so(world, settle):
    told = promise(world)
    with pytest.raises(NoReason):
        told.release(words=" ", by=world.ana, at=later(world, 5))
    outcome = told.release(words="She says it works again.", by=world.ana, at=later(world, 5))
    assert (outcome.kind, outcome.words) == ("released", "She says it works again.")
    assert kinds()[-1] == "promises.PromiseReleased"
    settle()


def test_what_is_overdue_is_broken_even_when_it_is_released_and_nothing_is_owed_then(world, settle):
    told = promise(world, 38)
    outcome = told.release(words="Too late anyway.", by=world.ana, at=later(world, 39))
    assert outcome.kind == "broken"
    assert told.recovered_by.outcome.kind == "released"
    assert not Outstanding.objects.exists()
    settle()


def test_what_is_owed_passes_to_whoever_owns_the_matter_now(world, settle):
    told, own = promise(world), to_ourselves(world)
    asked = to_ourselves(world, person=world.chidi, kind="help")
    assert Outstanding.objects.pass_to(journey_of(world), world.ben, giver=world.ana) == 2
    assert [each.promise for each in Outstanding.objects.owed_by(world.ben)] == [told, own]
    assert asked.outstanding.person == world.chidi
    assert told.owed_by == world.ana
    settle()


def test_what_is_owed_points_to_the_matter_that_survives_a_merge(world, settle):
    told, other = promise(world), Thread.objects.create(journey=journey_of(world))
    assert Outstanding.objects.of(journey_of(world)).point_to(other) == 1
    told.refresh_from_db()
    assert (told.subject.find(), told.outstanding.subject.find()) == (journey_of(world), other)
    told.keep(by=world.ana, at=later(world, 5))
    assert Entry.objects.about(other).filter(kind="promises.PromiseKept").exists()
    settle()
