"""A promise that takes the place of another names the time that it replaces, where they live and as they speak."""

from __future__ import annotations

from datetime import timedelta

from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.customers.models import Contact

from .promising import later, promise

AGREED = "Half past twelve suits me better."


def change(told, world, minutes):
    return told.renegotiate(due_at=later(world, minutes), consent=AGREED, by=world.ana, at=later(world, 20))


def test_the_letter_and_the_story_name_the_time_that_is_replaced(world):
    other = change(promise(world), world, 128)
    words = "by 12:30 on Thursday 30 April (Toronto time) instead of 11:00 on Thursday 30 April, "
    assert words in other.sentence and words in other.message.text
    [event] = recall(Entry.objects.filter(kind="promises.PromiseReplaced"), reader=world.ana)
    assert words in event.tell()


def test_another_day_is_named_on_their_clocks(world):
    other = change(promise(world, zone="Europe/Paris"), world, 24 * 60)
    assert "by 16:22 on Friday 1 May (Paris time) instead of 17:00 on Thursday 30 April, " in other.sentence


def test_who_reads_french_reads_it_in_french(world):
    Contact.objects.filter(pk=world.priya.pk).update(language="fr")
    world.priya.refresh_from_db()
    other = change(promise(world), world, 128)
    assert "12:30 le jeudi 30 avril (heure de Toronto), au lieu de 11:00 le jeudi 30 avril, " in other.sentence


def test_what_is_changed_again_names_the_time_that_stood_last(world):
    first = change(promise(world), world, 128)
    again = first.renegotiate(due_at=later(world, 158), consent=AGREED, by=world.ana, at=later(world, 30))
    assert "by 13:00 on Thursday 30 April (Toronto time) instead of 12:30 on Thursday 30 April" in again.sentence


def test_the_same_time_takes_no_place(world):
    told = promise(world)
    same = told.renegotiate(due_at=told.due_at, consent=AGREED, by=world.ana, at=told.told_at + timedelta(minutes=1))
    assert "instead of" not in same.sentence
