"""An offer becomes a promise when it is told: spoken, and then written; or with a message of ours."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fiverings.conversations.models import Message, Outbox, Thread
from fiverings.core.journal import history
from fiverings.core.models import Entry
from fiverings.promises.models import DueInThePast, NotToThem, OfferIsOver, Outstanding, Promise

from .promising import expect, journey_of, later, offer, promise, to_ourselves


def written(world, *, at=None, **more):
    thread = journey_of(world).threads.first() or Thread.objects.create(journey=journey_of(world), subject="Phones")
    columns = {"to": world.priya, "thread": thread, "text": "We are on it.", "by": world.ana, "at": at or world.now}
    return Message.write(**(columns | more))


def tell_all(at):
    Outbox.objects.due(at).tell_all(at=at)


def test_a_spoken_promise_exists_at_once_and_is_written_within_the_minute(world, settle):
    expect(world, 60)
    made = offer(world, 38)
    told = made.speak(by=world.ana, at=later(world, 1))
    assert (told.told_at, told.told_how, told.told_by) == (later(world, 1), "spoken", world.ana)
    assert told.terms() == made.terms()
    message = told.message
    assert (message.text, message.auto, message.to) == (made.sentence, "promise", ["priya@mapledental.example"])
    assert message.outbox.due_at < told.told_at + timedelta(seconds=60)
    owed = Outstanding.objects.get()
    assert (owed.promise, owed.due_at, owed.person, owed.subject) == (told, told.due_at, world.ana, told.subject)
    settle()


def test_the_journal_tells_the_matter_that_something_was_promised(world, settle):
    told = promise(world)
    line = Entry.objects.about(journey_of(world)).get(kind="promises.PromiseTold")
    assert line.subject.find() == told
    assert set(line.payload) == {"promise", "journey", "matter", "contact", "person"}
    settle()


def test_who_has_no_address_is_promised_all_the_same(world):
    world.priya.addresses.all().delete()
    assert promise(world).message is None


def test_a_promise_that_goes_with_a_message_exists_when_the_message_is_told(world, settle):
    made, message = offer(world), written(world)
    made.write(message)
    settle()
    assert not Promise.objects.exists()
    tell_all(later(world, 0.2))
    settle()
    told = Promise.objects.get()
    assert (told.told_how, told.told_at, told.message, told.offer) == ("written", later(world, 0.2), message, made)


def test_taking_the_message_back_takes_the_offer_back(world, settle):
    made, message = offer(world), written(world)
    made.write(message)
    message.take_back(by=world.ana, at=later(world, 0.1))
    settle()
    made.refresh_from_db()
    assert made.taken_back_at == later(world, 0.1)
    assert not Promise.objects.exists()
    with pytest.raises(OfferIsOver):
        made.speak(by=world.ana, at=later(world, 1))


def test_history_that_is_written_afterwards_promises_at_once(world):
    made = offer(world)
    with history("seeded"):
        made.write(written(world))
    assert Promise.objects.get().told_at == world.now
    with pytest.raises(NotToThem), history("seeded"):
        offer(world).write(written(world, to=world.omar))


def test_an_offer_is_told_once(world):
    made = offer(world)
    made.speak(by=world.ana, at=world.now)
    with pytest.raises(OfferIsOver):
        made.speak(by=world.ana, at=world.now)
    with pytest.raises(OfferIsOver):
        made.write(written(world))


def test_an_offer_may_be_taken_back(world):
    made = offer(world)
    made.take_back(at=later(world, 1))
    with pytest.raises(OfferIsOver):
        made.take_back()
    assert not made.is_waiting


def test_an_offer_whose_time_has_passed_is_not_told(world):
    made = offer(world, 1)
    with pytest.raises(DueInThePast):
        made.speak(by=world.ana, at=later(world, 1))
    with pytest.raises(DueInThePast):
        made.write(written(world, at=later(world, 0.9)))


def test_an_offer_goes_only_with_words_to_whom_it_is_for(world):
    made, message = offer(world), written(world)
    tell_all(later(world, 1))
    with pytest.raises(NotToThem):
        made.write(Message.objects.get(pk=message.pk))
    with pytest.raises(NotToThem):
        made.write(written(world, to=world.nadia))


def test_the_copy_goes_into_the_conversation_in_which_they_take_part(world):
    thread = Thread.objects.create(journey=journey_of(world), subject="No calls", token="NB-7")
    thread.join("priya@mapledental.example", at=world.now)
    assert promise(world).message.thread == thread
    other = Thread.objects.create(journey=journey_of(world), subject="Other")
    assert offer(world).speak(by=world.ana, at=world.now, thread=thread).message.thread == thread != other


def test_what_we_owe_ourselves_is_told_to_no_customer(world, settle):
    owed = to_ourselves(world)
    assert (owed.to_person, owed.to_contact, owed.told_how, owed.message) == (world.ana, None, "internal", None)
    assert list(Outstanding.objects.owed_by(world.ana)) == [owed.outstanding]
    assert not Outstanding.objects.to_customers().exists()
    settle()
