"""Notes and calls go along with what is split off, and come back when it was one need."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from fiverings.cases.models import CannotSplit, Case, CaseStory, Split
from fiverings.cases.tests.gate import promised
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import past_the_gate, propose, written
from fiverings.cases.tests.test_programs import Program
from fiverings.conversations.models import Call, Message, Note, Transfer
from fiverings.insight.models import Document
from tests.world import World

Settle = Callable[..., None]
FAX = "By the way, the fax in the back room prints black pages."


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, "Calls ring at the wrong place.", at=world.now))


@pytest.fixture
def fax(case: Case, world: World, settle: Settle) -> Message:
    """Another need, told in the same conversation."""
    message = write_in(world.priya, FAX, thread=case.thread(), at=world.now + timedelta(minutes=5))
    settle()
    case.refresh_from_db()
    return message


@pytest.fixture
def note(case: Case, world: World) -> Note:
    return case.note("The drum of the fax is worn.", by=world.ana, at=world.now + timedelta(minutes=6))


@pytest.fixture
def call(case: Case, world: World) -> Call:
    """Nobody answered: it kept nothing."""
    return case.log_call(talked=False, by=world.ana, at=world.now + timedelta(minutes=7))


def after(world: World, minutes: int) -> dict[str, object]:
    return {"by": world.ana, "at": world.now + timedelta(minutes=minutes)}


def told(case: Case, world: World) -> set[str]:
    """What the story of a case shows of notes and calls."""
    days = CaseStory(Case.objects.get(pk=case.pk), person=world.ana).days
    return {each.channel for day in days for each in day["entries"]} & {"note", "call-out", "call-in"}


def lies(record: Note | Call) -> tuple[int, int]:
    """On which journey it is, and where it is found."""
    found = Document.objects.get(label=record._meta.label_lower, record_id=record.pk)
    record.refresh_from_db()
    return record.journey_id, found.journey_id


def test_notes_and_calls_go_along_and_come_back_when_it_was_one_need(
    case: Case, fax: Message, note: Note, call: Call, world: World, settle: Settle
) -> None:
    stays = case.note("Priya likes mail.", by=world.ana, at=world.now + timedelta(minutes=8))
    part = case.split_off([fax], notes=[note], calls=[call], **after(world, 10))
    there, here = (part.journey_id, part.journey_id), (case.journey_id, case.journey_id)
    assert [lies(each) for each in (note, call, stays)] == [there, there, here]
    assert told(part, world) == {"note", "call-out"} and told(case, world) == {"note"}
    since = part.note("The new drum is ordered.", by=world.ana, at=world.now + timedelta(minutes=12))
    part.rejoin(**after(world, 20))
    settle()
    assert [lies(each) for each in (note, call, stays, since)] == [here, here, here, there]
    part.refresh_from_db()
    part.part(**after(world, 30))
    assert [lies(each) for each in (note, call, stays, since)] == [there, there, here, there]
    Case.objects.get(pk=part.pk).rejoin(**after(world, 40))
    assert [lies(each) for each in (note, call)] == [here, here]


def test_they_stay_with_the_part_when_it_goes_into_another_case(
    case: Case, fax: Message, note: Note, world: World
) -> None:
    part = case.split_off([fax], notes=[note], **after(world, 10))
    other = Case.begin(contact=world.priya, need="The whole house", by=world.ana, at=world.now)
    part.merge_into(other, **after(world, 20))
    assert lies(note) == (part.journey_id, part.journey_id)


def test_a_call_that_kept_a_promise_is_not_torn_from_it(
    case: Case, fax: Message, note: Note, world: World, settle: Settle
) -> None:
    kept = case.log_call(
        talked=True, words="We told her.", keeps=[promised(case, world, "call_back")], **after(world, 8)
    )
    with pytest.raises(CannotSplit, match="kept a promise"):
        case.split_off([fax], notes=[note], calls=[kept], **after(world, 10))
    made = Program(world.ana).post(f"/cases/{case.number}/split", messages=[fax.pk], notes=[note.pk], calls=[kept.pk])
    assert made.status_code == 409 and "kept a promise" in made.json()["detail"]
    assert not Split.objects.exists() and not Transfer.objects.exists()
    assert [lies(each)[0] for each in (note, kept)] == [case.journey_id] * 2
    assert Message.objects.get(pk=fax.pk).thread.journey == case.journey


def test_a_call_on_which_they_said_whether_it_works_stays(case: Case, fax: Message, world: World) -> None:
    propose(case, world, at=world.now + timedelta(minutes=6))
    said = case.log_call(direction="in", talked=True, words="Not yet.", **after(world, 8))
    case.reject(contact=world.priya, evidence=said, **after(world, 9))
    with pytest.raises(CannotSplit, match=r"stays there|kept a promise"):
        case.split_off([fax], calls=[said], **after(world, 10))


def test_only_notes_and_calls_of_this_case_go_along_and_not_all_of_it(
    case: Case, fax: Message, note: Note, call: Call, world: World, settle: Settle
) -> None:
    other = written(world.omar, settle, "Branch 14 loses calls.", at=world.now)
    strange = other.note("Not about the fax.", by=world.ana)
    with pytest.raises(CannotSplit, match="of this case"):
        case.split_off([fax], notes=[strange], **after(world, 10))
    every = list(case.splittable())
    with pytest.raises(CannotSplit, match="Leave something"):
        case.split_off(every, calls=[call], **after(world, 10))
    assert not Split.objects.exists() and lies(call)[0] == case.journey_id


def test_the_database_moves_no_note_and_no_call_without_a_transfer(
    case: Case, fax: Message, note: Note, call: Call, world: World
) -> None:
    part = case.split_off([fax], notes=[note], **after(world, 10))
    for forge in (
        lambda: Call.objects.filter(pk=call.pk).update(journey=part.journey),
        lambda: Note.objects.filter(pk=note.pk).update(journey=case.journey),
        lambda: Note.objects.filter(pk=note.pk).update(text="Another"),
        lambda: Transfer.objects.update(notes=[]),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            forge()


def test_the_page_offers_notes_and_calls_and_a_program_names_them(
    case: Case, fax: Message, note: Note, call: Call, world: World, client: Client
) -> None:
    client.force_login(world.ana)
    page = client.get(f"/cases/{case.number}/split/").content.decode()
    assert "Which notes go with it?" in page and note.text in page and "nobody answered" in page
    given = {"chosen": [fax.pk], "notes": [note.pk]}
    assert client.post(f"/cases/{case.number}/split/", given).status_code == 302
    part = Case.objects.latest("id")
    assert lies(note)[0] == part.journey_id and lies(call)[0] == case.journey_id
    more = write_in(world.priya, "And a third thing.", thread=case.thread(), at=world.now + timedelta(minutes=11))
    made = Program(world.ana).post(f"/cases/{case.number}/split", messages=[more.pk], calls=[call.pk])
    assert made.status_code == 201 and lies(call)[0] == Case.objects.latest("id").journey_id
