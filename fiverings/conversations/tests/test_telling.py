"""The story weaves what was said, noted and done in the order of time, and asks the database no more for a long one."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from fiverings.conversations.models import Message, Story

from .letters import AT, File, receive


def at(minutes):
    return AT + timedelta(minutes=minutes)


def test_a_story_is_told_in_the_order_of_time(world):
    message = receive(world.priya, attachments=[File(), File(name="logo.png", content_type="image/png", inline=True)])
    journey = message.thread.journey
    journey.note("She sounds worried", by=world.ben, at=at(2))
    answer = Message.write(to=world.priya, thread=message.thread, text="Ana here", by=world.ana, at=at(1))
    answer.tell(at=at(1))
    journey.move(to=world.orion, by=world.dana, at=at(3))
    told = Story(journey, person=world.ana).entries()
    assert [(each.kind, str(each.who), each.side) for each in told] == [
        ("mail-in", "Priya Raman", "theirs"),
        ("mail-out", "Ana", ""),
        ("note", "Ben", ""),
        ("journal", "Dana", ""),
    ]
    assert told[3].words == "Dana moved what was said from Maple Dental to Orion Bank"
    assert [each.name for each in told[0].attachments] == ["invoice.pdf"]


def test_of_the_same_moment_words_come_first_and_lines_in_the_order_they_were_written(world):
    journey = receive(world.priya).thread.journey
    journey.note("First", by=world.ben, at=AT)
    journey.note("Second", by=world.ben, at=AT)
    journey.move(to=world.orion, by=world.dana, at=AT)
    told = Story(journey, person=world.ana).entries()
    assert [each.kind for each in told] == ["mail-in", "note", "note", "journal"]
    assert [told[1].words, told[2].words] == ["First", "Second"]


def test_what_was_taken_back_is_not_in_the_story(world):
    message = receive(world.priya)
    Message.write(to=world.priya, thread=message.thread, text="Oops", by=world.ana).take_back(by=world.ana)
    assert "Oops" not in [each.words for each in Story(message.thread.journey, person=world.ana).entries()]


def test_a_longer_story_asks_no_more_questions(world):
    thread = receive(world.priya).thread

    def questions():
        with CaptureQueriesContext(connection) as asked:
            Story(thread.journey, person=world.ana).days("America/Toronto")
        return len(asked)

    few = questions()
    for number in range(12):
        receive(world.priya, thread=thread, at=at(number), attachments=[File(content=b"%d" % number)])
        thread.journey.note("noted", by=world.ben, at=at(number))
    assert questions() <= few + 1


def test_days_are_those_of_the_place(world):
    message = receive(world.priya, at=AT.replace(hour=3))
    receive(world.priya, thread=message.thread, at=AT.replace(hour=5))
    days = Story(message.thread.journey, person=world.ana).days("America/Toronto")
    assert [len(each["entries"]) for each in days] == [1, 1]


def test_a_line_about_what_somebody_may_not_see_is_not_told_to_them(world):
    journey = receive(world.priya).thread.journey
    journey.move(to=world.orion, by=world.dana)
    world.orion.make_confidential(reason="A merger", by=world.dana)
    assert not [each for each in Story(journey, person=world.chidi).entries() if each.kind == "journal"]
