"""The audit finds every end that nobody confirmed, every merge that is none, and every word to the wrong people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from fiverings.cases.models import Case, Closure, Resolution, State
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import owed, past_the_gate, propose, resolved, tell_everything, written
from fiverings.conversations.models import Message, Participant, Thread
from fiverings.core.auditing import ask_rules
from fiverings.core.models import Entry, Mention
from fiverings.customers.models import Contact
from fiverings.promises.models import Offer, Outstanding
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, at=world.now))


def found(rule: str) -> list[str]:
    """What the audit says of the part's rule, record by record."""
    return [each.sentence for verdict in ask_rules(rule) for each in verdict.first]


def forge(words: str, *given: object) -> None:
    """Write past the guards of the database, as only its owner could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_case DISABLE TRIGGER USER")
        cursor.execute(words, given)
        cursor.execute("ALTER TABLE cases_case ENABLE TRIGGER USER")


def test_ends_that_stand_on_their_ground_are_not_found(case: Case, world: World, settle: Settle) -> None:
    resolved(case, world)
    advertising = written(world.omar, settle, "Buy our printers!", at=world.now)
    advertising.dismiss(reason="Advertising.", by=world.ana, at=world.now)
    silent = past_the_gate(written(world.beatriz, settle, "No sound.", at=world.now))
    propose(silent, world, at=world.now)
    tell_everything(settle, at=world.now + timedelta(minutes=1))
    silent.ask_again(by=world.ana, at=world.now + timedelta(days=1))
    tell_everything(settle, at=world.now + timedelta(days=1, minutes=1))
    assert silent.take_silence(at=world.now + timedelta(days=9))
    heard = past_the_gate(written(world.lee, settle, "No light.", at=world.now))
    propose(heard, world, at=world.now)
    message = write_in(world.lee, "It works.", thread=heard.thread(), at=world.now + timedelta(hours=1))
    heard.confirm(contact=world.lee, evidence=message, by=world.ana, at=world.now + timedelta(hours=2))
    settle()
    assert Closure.objects.count() == 4 and found("I-19") == found("I-20") == found("I-13") == []


@pytest.mark.parametrize(
    ("answer", "ground", "words"),
    [("confirmed", "confirmed", "no word of theirs"), ("silent", "silence", "not asked on two days")],
)
def test_an_end_that_was_only_written_down_is_found(
    case: Case, world: World, answer: str, ground: str, words: str
) -> None:
    resolution = propose(case, world)
    by = {"answered_by": world.priya} if answer == "confirmed" else {}
    Resolution.objects.filter(pk=resolution.pk).update(answer=answer, answered_at=world.now, **by)
    Closure(case=case, resolution=resolution, ground=ground, solution="Done.", at=world.now).save()
    Case.objects.filter(pk=case.pk).update(state=State.RESOLVED, ended_at=world.now, waiting_since=None)
    (sentence,) = found("I-19")
    assert words in sentence


def ended(case: Case, resolution: Resolution, ground: str, world: World) -> Closure:
    """An end that was only written down."""
    closure = Closure(case=case, resolution=resolution, ground=ground, solution="Done.", at=world.now)
    closure.save()
    Case.objects.filter(pk=case.pk).update(state=State.RESOLVED, ended_at=world.now, waiting_since=None)
    return closure


def test_an_end_by_what_was_said_about_another_case_is_found(case: Case, world: World, settle: Settle) -> None:
    theirs = resolved(past_the_gate(written(world.omar, settle, "No light.", at=world.now)), world).closures.get()
    said = {"answer": "confirmed", "answered_at": world.now, "answered_by": world.omar}
    resolution = propose(case, world)
    Resolution.objects.filter(pk=resolution.pk).update(**said)
    forged = ended(case, resolution, "confirmed", world)
    line = Entry.objects.about(theirs).get(kind="cases.ResolutionConfirmed")
    Mention.objects.create(entry=line, label="cases.closure", record_id=forged.pk)
    assert found("I-19") == ["says that they confirmed it, and no word of theirs is on record"]


def test_an_end_by_what_was_proposed_about_another_case_is_found(case: Case, world: World, settle: Settle) -> None:
    other = past_the_gate(written(world.omar, settle, "No light.", at=world.now))
    propose(case, world)
    ended(case, propose(other, world), "silence", world)
    assert "cites what was proposed about another case" in found("I-19")


def test_an_end_has_a_ground_that_we_know(case: Case, world: World) -> None:
    resolution = propose(case, world)
    with pytest.raises(IntegrityError, match="has_a_ground"), transaction.atomic():
        Closure(case=case, resolution=resolution, ground="whatever", solution="Done.", at=world.now).save()


def test_an_end_without_a_closure_and_one_that_came_too_early_are_found(case: Case, world: World) -> None:
    forge("UPDATE cases_case SET state='closed', ended_at=now(), waiting_since=NULL WHERE id=%s", case.pk)
    assert found("I-19") == ["ended, and nothing says how", "is closed for good before its fourteen days"]


def test_a_dismissal_of_somebody_who_was_promised_something_is_found(world: World, settle: Settle) -> None:
    case = written(world.priya, settle, "Help!", at=world.now)
    Offer.make(
        subject=case, journey=case.journey, kind="answer", to=world.priya, owed_by=world.ana,
        due_at=world.now + timedelta(minutes=30), severity=None, calendar=None, by=world.ana, at=world.now,
    ).speak(by=world.ana, at=world.now)  # fmt: skip
    at = world.now + timedelta(minutes=5)
    Closure(case=case, ground="nobody_asked", solution="Spam", closed_by=world.ana, at=at).save()
    Case.objects.filter(pk=case.pk).update(state=State.RESOLVED, ended_at=at, waiting_since=None)
    assert found("I-19") == ["says that nobody asked, and they were promised something"]


def test_a_merge_that_nobody_made_and_what_still_lives_there_are_found(
    case: Case, world: World, settle: Settle
) -> None:
    other = written(world.priya, settle, "The same.", at=world.now)
    assert owed(other)
    words = "UPDATE cases_case SET state='merged', merged_into_id=%s, ended_at=now(), waiting_since=NULL WHERE id=%s"
    forge(words, case.pk, other.pk)
    assert len(found("I-20")) == 3


def test_a_merge_that_was_made_is_not_found(case: Case, world: World, settle: Settle) -> None:
    other = written(world.priya, settle, "The same.", at=world.now)
    other.merge_into(case, by=world.ana)
    settle()
    assert found("I-20") == [] and not Outstanding.objects.of(other).exists()
    assert Thread.objects.filter(journey=case.journey).count() == 2


def test_words_and_promises_to_the_wrong_people_are_found(case: Case, world: World, settle: Settle) -> None:
    message = case.reply("Your password is fine.", by=world.ana, at=world.now)
    tell_everything(settle, at=world.now + timedelta(minutes=1))
    assert found("I-13") == []
    stranger = Contact.for_address("who@elsewhere.example", "Who")
    thread = case.thread()
    Message(
        thread=thread, direction="out", visibility="customer", contact=stranger, to=["who@elsewhere.example"],
        text="Oh", new_text="Oh", at=message.at, told_at=message.at,
    ).save()  # fmt: skip
    assert found("I-13") == ["was told to somebody who takes no part"]
    Participant(thread=thread, contact=stranger, address="who@elsewhere.example", since=world.now).save()
    assert found("I-13") == []
    Offer.make(
        subject=case, journey=case.journey, kind="answer", to=stranger, owed_by=world.ana,
        due_at=world.now + timedelta(minutes=30), severity=None, calendar=None, by=world.ana, at=world.now,
    ).speak(by=world.ana, at=world.now)  # fmt: skip
    assert "was promised to somebody of another account" in found("I-13")
