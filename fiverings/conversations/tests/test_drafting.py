"""Drafts are one's own, keep every wording, and two windows never lose each other's words."""

from __future__ import annotations

from fiverings.conversations.models import Draft, DraftVersion

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
