"""A promise gives way to another only when the customer agreed before its time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fiverings.core.models import Entry
from fiverings.promises.models import (
    AlreadySettled,
    DueInThePast,
    NobodyToAgree,
    NoConsent,
    Outstanding,
    TooLateToRenegotiate,
)

from .promising import later, promise, to_ourselves

WORDS = "Half past twelve suits me better."


def test_a_customer_agrees_to_another_time_and_has_it_in_writing(world, settle):
    told = promise(world, 38, what="the second line")
    other = told.renegotiate(due_at=later(world, 128), consent=WORDS, by=world.ben, at=later(world, 20))
    assert (other.due_at, other.replaces, other.consent, other.told_how) == (later(world, 128), told, WORDS, "spoken")
    assert (other.what, other.owed_by, other.to_contact, other.zone) == (told.what, world.ana, world.priya, told.zone)
    assert "by 12:30 on Thursday 30 April" in other.message.text
    assert (told.outcome.kind, told.renegotiation.replacement, told.renegotiation.consent) == ("replaced", other, WORDS)
    assert Outstanding.objects.get().promise == other
    assert Entry.objects.get(kind="promises.PromiseReplaced").subject.find() == told
    settle()


def test_whoever_owes_it_now_promises_it_again(world):
    told = promise(world)
    Outstanding.objects.pass_to(told.subject.find(), world.ben)
    other = told.renegotiate(due_at=later(world, 60), consent=WORDS, by=world.ben, at=later(world, 1))
    assert other.sentence.startswith("Ben Achebe from Northbell")


def test_agreeing_is_asking_for_later_than_our_standard(world):
    other = promise(world).renegotiate(due_at=later(world, 400), consent=WORDS, by=world.ana, at=later(world, 1))
    assert other.due_at > other.guarantee_due_at


@pytest.mark.parametrize("consent", ["", "   "])
def test_without_their_words_the_old_promise_stands(world, consent):
    told = promise(world)
    with pytest.raises(NoConsent):
        told.renegotiate(due_at=later(world, 60), consent=consent, by=world.ana, at=later(world, 1))
    assert Outstanding.objects.get().promise == told


def test_when_the_time_has_passed_nothing_cures_the_breach(world):
    told = promise(world, 38)
    late = {"due_at": later(world, 90), "consent": WORDS, "by": world.ana, "at": later(world, 38.1)}
    with pytest.raises(TooLateToRenegotiate):
        told.renegotiate(**late)
    told.break_(at=later(world, 39))
    with pytest.raises(AlreadySettled):
        told.renegotiate(**late)
    assert told.outcome.kind == "broken"


def test_another_time_is_still_to_come(world):
    with pytest.raises(DueInThePast):
        promise(world).renegotiate(due_at=later(world, 5), consent=WORDS, by=world.ana, at=later(world, 10))


def test_nobody_agrees_with_oneself(world):
    with pytest.raises(NobodyToAgree):
        to_ourselves(world).renegotiate(due_at=later(world, 90), consent=WORDS, by=world.ana, at=later(world, 1))


def test_agreeing_in_writing_names_the_message(world):
    told = promise(world)
    other = told.renegotiate(
        due_at=later(world, 60), consent=WORDS, how="written", message=told.message, by=world.ana, at=later(world, 1)
    )
    assert (other.told_how, told.renegotiation.message) == ("written", told.message)


def test_a_promise_may_be_changed_again_and_again_each_time_with_consent(world, settle):
    first = promise(world)
    second = first.renegotiate(due_at=later(world, 60), consent=WORDS, by=world.ana, at=later(world, 1))
    third = second.renegotiate(due_at=later(world, 90), consent=WORDS, by=world.ana, at=later(world, 50))
    assert third.replaces.replaces == first
    assert not first.renegotiation.warned_late() and second.renegotiation.warned_late()
    assert second.renegotiation.at - second.told_at == timedelta(minutes=49)
    settle()
