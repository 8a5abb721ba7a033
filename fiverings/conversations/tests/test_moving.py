"""When we learn whose words they are, what was said moves to them, and back when that was wrong."""

from __future__ import annotations

from fiverings.conversations.models import Journey
from fiverings.core.models import Entry
from fiverings.customers.models import Contact

from .letters import receive


def test_what_a_stranger_said_moves_to_their_account_and_back(world, settle):
    stranger = Contact.for_address("sam@mapledental.example", "Sam")
    before = stranger.account
    journey = receive(stranger).thread.journey
    others = receive(world.priya).thread.journey
    settlement = world.maple.adopt(stranger, by=world.ana)
    settle()
    journey.refresh_from_db()
    assert journey.account == world.maple
    settlement.undo(by=world.ana)
    settle()
    assert Journey.objects.get(pk=journey.pk).account == before
    assert Journey.objects.get(pk=others.pk).account == world.maple


def test_merging_a_stranger_moves_what_they_said(world, settle):
    stranger = Contact.for_address("priya@gym.example", "Priya")
    journey = receive(stranger).thread.journey
    stranger.merge_into(world.priya, by=world.ana)
    settle()
    journey.refresh_from_db()
    assert journey.account == world.maple
    assert Entry.objects.about(journey).filter(kind="conversations.JourneyMoved").get().cause.kind == (
        "customers.ContactAdopted"
    )


def test_a_thread_is_filed_on_another_journey(world):
    thread, other = receive(world.priya).thread, receive(world.priya).thread.journey
    thread.move(to=other, by=world.ana)
    thread.refresh_from_db()
    assert thread.journey == other
    assert Entry.objects.about(thread).get().kind == "conversations.ThreadMoved"
