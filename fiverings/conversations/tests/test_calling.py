"""Calls are logged by whoever talked, and are part of the story."""

import pytest
from django.db import IntegrityError, transaction

from fiverings.conversations.models import Call, Journey, NothingTalkedAbout, Story
from fiverings.core.models import Entry
from tests.world import World


def journey_of(world: World) -> Journey:
    return Journey.begin(world.maple, at=world.now)


def test_a_call_is_logged_with_what_was_said(world: World) -> None:
    journey = journey_of(world)
    call = journey.log_call(
        contact=world.priya, direction="out", talked=True, words="She can wait until noon.", by=world.ana, at=world.now
    )
    assert (call.contact, call.person, call.words) == (world.priya, world.ana, "She can wait until noon.")
    assert Entry.objects.about(call).get().kind == "conversations.CallLogged"


def test_a_call_on_which_one_talked_needs_words(world: World) -> None:
    with pytest.raises(NothingTalkedAbout):
        journey_of(world).log_call(contact=world.priya, direction="out", talked=True, words=" ", by=world.ana)


def test_nobody_answering_needs_no_words(world: World) -> None:
    call = journey_of(world).log_call(contact=world.priya, direction="out", talked=False, by=world.ana)
    assert not call.talked


def test_the_story_tells_who_called_whom(world: World) -> None:
    journey = journey_of(world)
    journey.log_call(contact=world.priya, direction="out", talked=False, by=world.ana, at=world.now)
    journey.log_call(contact=world.priya, direction="in", talked=True, words="It rings again.", by=world.ana)
    tried, talked = Story(journey, person=world.dana).entries()
    assert (tried.kind, tried.who, talked.kind, talked.who) == ("call-out", world.ana, "call-in", world.priya)
    assert "did not answer" in tried.notes[0] and talked.words == "It rings again."


def test_what_was_logged_is_never_changed(world: World) -> None:
    call = journey_of(world).log_call(contact=world.priya, direction="in", talked=True, words="Hello.", by=world.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(talked=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        call.delete()
