"""Our clock is paused only while a customer who was asked knows that we wait."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from fiverings.conversations.models import Message, Thread
from fiverings.core.journal import history
from fiverings.core.models import Entry
from fiverings.promises.models import MayNotPause, Pause

from .promising import journey_of, later


def ask(world):
    thread = Thread.objects.create(journey=journey_of(world), subject="Phones")
    with history("seeded"):
        return Message.write(to=world.priya, thread=thread, text="Which line?", by=world.ana, at=world.now)


def begin(world, **more):
    journey = journey_of(world)
    columns = {"question": ask(world), "severity": 2, "calendar": world.calendar, "by": world.ana, "at": world.now}
    return Pause.begin(subject=journey, journey=journey, **(columns | more))


def test_a_pause_lasts_until_they_answer_and_five_working_days_at_most(world, settle):
    pause = begin(world)
    assert pause.until_at == world.now + timedelta(days=7)
    assert not Pause.objects.too_long(later(world, 60)).exists()
    assert Pause.objects.too_long(pause.until_at).get() == pause
    pause.end(by=world.priya, at=later(world, 90))
    pause.end(by=world.ana, at=later(world, 99))
    pause.refresh_from_db()
    assert pause.ended_at == later(world, 90)
    lines = Entry.objects.about(journey_of(world)).filter(kind__startswith="promises.").order_by("id")
    assert [line.kind for line in lines] == ["promises.PauseBegun", "promises.PauseEnded"]
    settle()


def test_severity_1_never_pauses(world):
    with pytest.raises(MayNotPause, match="Severity 1"):
        begin(world, severity=1)


def test_nobody_waits_for_an_answer_to_what_was_not_asked(world):
    question = ask(world)
    with pytest.raises(MayNotPause, match="ask them first"):
        begin(world, question=Message(thread=question.thread, direction="in", visibility="customer"))
    with pytest.raises(MayNotPause, match="ask them first"):
        begin(world, question=Message(thread=question.thread, direction="out"))


def test_there_is_one_pause_at_a_time(world):
    first = begin(world)
    with pytest.raises(MayNotPause, match="already"):
        begin(world)
    twice = {each: getattr(first, each) for each in ("subject_label", "subject_id", "journey", "question")}
    with pytest.raises(IntegrityError, match="one_pause"), transaction.atomic():
        Pause(**twice, begun_at=world.now, until_at=later(world, 60)).save()


def test_a_pause_is_never_written_otherwise(world):
    pause = begin(world)
    for change in ({"begun_at": later(world, -60)}, {"until_at": later(world, 99999)}):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            Pause.objects.update(**change)
    pause.end(by=world.ana, at=later(world, 5))
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Pause.objects.update(ended_at=None)
