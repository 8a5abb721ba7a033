"""A story is read from indexes, with a fixed number of questions, however much was said."""

from __future__ import annotations

from datetime import timedelta

from bench.bulk import pour, reserve
from fiverings.conversations.models import Journey, Message, Story, Thread
from tests.asking import questions, read_in_full
from tests.world import World

MANY = 20_000


def say_much(world: World, count: int, *, threads: int = 1000) -> list[Journey]:
    """So many messages of Priya's, spread over the threads of as many journeys."""
    account, at = world.maple, world.now
    ids = zip(reserve(Journey, threads), reserve(Thread, threads), strict=True)
    on = [
        Thread(id=thread, journey=Journey(id=id_, account=account, opened_for=account, opened_at=at))
        for id_, thread in ids
    ]
    pour(Journey, (thread.journey for thread in on))
    pour(Thread, on)
    moments = (at + timedelta(minutes=n) for n in range(count))
    said = (
        Message(
            thread=on[n % threads], direction="in", contact=world.priya, text=f"Word {n}", message_id=f"{n}@x.example",
            at=moment, told_at=moment,
        )
        for n, moment in enumerate(moments)
    )  # fmt: skip
    pour(Message, said, leaving=["id"])
    return [thread.journey for thread in on]


def test_the_messages_of_a_thread_and_of_an_answered_mail_are_found_by_index_among_twenty_thousand(
    world: World,
) -> None:
    journey = say_much(world, MANY)[0]
    thread = journey.threads.get()
    for act in (
        lambda: list(thread.messages.order_by("-at")[:50]),
        lambda: Story(journey, person=world.ana).entries(),
        lambda: Thread.for_mail(in_reply_to="7@x.example"),
        lambda: list(Message.objects.visible_to(world.ana).filter(contact=world.priya).order_by("-at")[:10]),
    ):
        assert read_in_full("conversations_message", act) == []


def test_a_story_asks_the_same_number_of_questions_however_long_it_is(world: World) -> None:
    short, long = say_much(world, 3, threads=1)[0], say_much(world, 60, threads=1)[0]
    asked = [len(questions(lambda on=journey: Story(on, person=world.ana).days("UTC"))) for journey in (short, long)]
    assert asked[0] == asked[1]
