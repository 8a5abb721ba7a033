"""Drafts are one's own, keep every wording, and two windows never lose each other's words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fiverings.conversations.models import Draft, DraftVersion
from fiverings.core import clock

from .letters import receive


def test_each_person_has_a_draft_of_their_own_in_a_thread(world):
    thread = receive(world.priya).thread
    Draft.keep(thread=thread, by=world.ana, text="Dear Priya")
    Draft.keep(thread=thread, by=world.ben, text="Hello")
    assert {each.text for each in Draft.objects.all()} == {"Dear Priya", "Hello"}
    assert [each.text for each in Draft.objects.visible_to(world.ana)] == ["Dear Priya"]


def test_saving_keeps_the_earlier_wording(world):
    thread = receive(world.priya).thread
    first = Draft.keep(thread=thread, by=world.ana, text="Dear").draft
    second = Draft.keep(thread=thread, by=world.ana, text="Dear Priya", version=first.version).draft
    assert (second.version, second.text) == (2, "Dear Priya")
    assert [each.text for each in second.versions.all()] == ["Dear"]


def test_two_windows_keep_both_wordings(world):
    thread = receive(world.priya).thread
    seen = Draft.keep(thread=thread, by=world.ana, text="Dear").draft.version
    Draft.keep(thread=thread, by=world.ana, text="Dear Priya", version=seen)
    kept = Draft.keep(thread=thread, by=world.ana, text="Hello Priya", version=seen)
    assert kept.conflict is not None
    assert kept.conflict.text == "Hello Priya"
    assert Draft.objects.get().text == "Dear Priya"
    assert DraftVersion.objects.filter(is_conflict=True).count() == 1


def test_saving_the_same_words_again_changes_nothing(world):
    thread = receive(world.priya).thread
    for _again in range(3):
        kept = Draft.keep(thread=thread, by=world.ana, text="Dear")
    assert (kept.draft.version, kept.conflict) == (1, None)


def test_what_a_colleague_sends_does_not_touch_a_draft(world):
    message = receive(world.priya)
    Draft.keep(thread=message.thread, by=world.ana, text="Dear Priya")
    type(message).write(to=world.priya, thread=message.thread, text="Hello", by=world.ben)
    assert Draft.objects.get(person=world.ana).text == "Dear Priya"


def test_earlier_wordings_are_thrown_away_with_the_draft(world):
    thread = receive(world.priya).thread
    draft = Draft.keep(thread=thread, by=world.ana, text="Dear").draft
    Draft.keep(thread=thread, by=world.ana, text="Dear Priya", version=draft.version)
    draft.discard()
    assert not DraftVersion.objects.exists()


@pytest.mark.parametrize("text", ["Dear Pri", "Dear Priya, soon.", "Dear Priya, soon.\n"])
def test_words_saved_late_do_not_come_back_after_they_were_sent(world, text):
    message = receive(world.priya)
    type(message).write(to=world.priya, thread=message.thread, text="Dear Priya, soon.", by=world.ana)
    assert Draft.keep(thread=message.thread, by=world.ana, text=text).draft is None
    assert not Draft.objects.exists()


def test_a_version_of_a_draft_that_was_sent_is_let_go_and_the_next_words_are_kept(world):
    message = receive(world.priya)
    seen = Draft.keep(thread=message.thread, by=world.ana, text="Hello Priya").draft.version
    type(message).write(to=world.priya, thread=message.thread, text="Dear Priya", by=world.ana)
    assert Draft.keep(thread=message.thread, by=world.ana, text="Hello Priya!", version=seen).draft is None
    assert Draft.keep(thread=message.thread, by=world.ana, text="One more thing").draft.version == 1


def test_the_same_words_are_kept_again_when_they_were_said_long_ago_or_by_others(world):
    message, now = receive(world.priya), clock.now()
    type(message).write(to=world.priya, thread=message.thread, text="Soon.", by=world.ana, at=now - timedelta(hours=1))
    type(message).write(to=world.priya, thread=message.thread, text="Done.", by=world.ben, at=now)
    assert Draft.keep(thread=message.thread, by=world.ben, text="Soon.", at=now).draft
    assert Draft.keep(thread=message.thread, by=world.ana, text="Soon.", at=now).draft
