"""Some of what was said about a case is another need: a case of its own, and one again when that was wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from fiverings.cases.events import CaseSplit
from fiverings.cases.models import CannotSplit, Case, Split, State
from fiverings.cases.tests.gate import promised
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import owed, past_the_gate, tell_everything, written
from fiverings.conversations.models import Message, Thread
from fiverings.core import clock
from fiverings.core.auditing import ask_rules
from fiverings.core.models import Entry
from fiverings.core.rebuilding import compare_with_journal
from fiverings.customers.models import Contact
from fiverings.promises.models import Inquiry, Outstanding, Pause
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


def after(world: World, minutes: int) -> dict[str, object]:
    return {"by": world.ana, "at": world.now + timedelta(minutes=minutes)}


def test_what_is_split_off_is_a_case_of_its_own_at_the_gate_with_the_same_owner(
    case: Case, fax: Message, world: World, settle: Settle
) -> None:
    before = owed(case)
    part = case.split_off([fax], reason="The fax is another line.", **after(world, 10))
    settle()
    case.refresh_from_db()
    assert (part.state, part.owner, part.contact, part.account) == (State.INTAKE, world.ana, world.priya, world.maple)
    assert part.need == FAX and part.missing() and owed(part) == ["answer"] and owed(case) == before
    assert [each.text for each in Message.objects.filter(thread__journey=part.journey)] == [FAX]
    assert (case.last_heard_at, part.last_heard_at) == (world.now, fax.at), "each was told what was told about it"
    for each in (case, part):
        assert Entry.objects.about(each).filter(kind=CaseSplit.kind).count() == 1
    assert not any(each.count for rule in ("I-02", "I-03", "I-13") for each in ask_rules(rule))


def test_whoever_answers_what_was_split_off_answers_the_new_case(
    case: Case, fax: Message, world: World, settle: Settle
) -> None:
    part = case.split_off([fax], **after(world, 10))
    told = part.reply("Is it the black one?", by=world.ana)
    told.tell()
    settle()
    for named in (fax.message_id, told.message_id):
        thread = Thread.for_mail(in_reply_to=named, token=case.number, account=world.maple)
        assert thread == part.thread() and thread.token == part.number
    assert Thread.for_mail(token=case.number, account=world.maple) == case.thread()
    write_in(world.priya, "Yes, that one.", thread=part.thread(), at=clock.now())
    settle()
    assert Case.objects.get(pk=part.pk).last_heard_at > Case.objects.get(pk=case.pk).last_heard_at


def test_a_promise_stays_unless_it_is_named(case: Case, fax: Message, world: World) -> None:
    stays, goes = (
        promised(case, world, "call_back"),
        promised(case, world, "fix", due_at=world.now + timedelta(hours=1)),
    )
    part = case.split_off([fax], promises=[goes], **after(world, 10))
    assert "fix" in owed(part) and "call_back" in owed(case) and "fix" not in owed(case)
    more = write_in(world.priya, "And a third thing.", thread=part.thread(), at=world.now + timedelta(minutes=11))
    with pytest.raises(CannotSplit, match="not owed any more"):
        part.split_off([more], promises=[stays], **after(world, 12))


def test_a_split_is_undone_and_nothing_is_lost(case: Case, fax: Message, world: World, settle: Settle) -> None:
    goes = promised(case, world, "fix", due_at=world.now + timedelta(hours=1))
    part = case.split_off([fax], need="The fax prints black pages.", promises=[goes], **after(world, 10))
    part.rejoin(**after(world, 20))
    settle()
    assert part.state == State.MERGED and part.survivor() == case and owed(part) == []
    assert Outstanding.objects.of(case).filter(promise=goes).exists()
    assert fax in Message.objects.filter(thread__journey=case.journey)
    assert Thread.for_mail(in_reply_to=fax.message_id).journey == case.journey
    with pytest.raises(CannotSplit, match="never part"):
        case.rejoin(by=world.ana)


def test_only_words_told_in_an_open_case_are_split_from_it_and_not_all(
    case: Case, fax: Message, world: World, settle: Settle
) -> None:
    [first] = Message.objects.filter(thread__journey=case.journey).exclude(pk=fax.pk)
    elsewhere = write_in(world.omar, "Branch 14 loses calls.", at=world.now)
    waiting = case.reply("Not told yet.", by=world.ana)
    for said, by in (
        ([], world.ana),
        ([fax, elsewhere], world.ana),
        ([fax, waiting], world.ana),
        ([first, fax], world.ana),
        ([fax], world.ben),
    ):
        with pytest.raises(CannotSplit), transaction.atomic():
            case.split_off(said, by=by)
    assert not Split.objects.exists()


def test_the_database_moves_no_words_to_another_conversation_without_a_division(
    case: Case, fax: Message, world: World
) -> None:
    other = write_in(world.omar, "Branch 14 loses calls.", at=world.now).thread
    with pytest.raises(IntegrityError, match="stays in its thread"), transaction.atomic():
        Message.objects.filter(pk=fax.pk).update(thread=other)
    case.split_off([fax], **after(world, 10))
    with pytest.raises(IntegrityError), transaction.atomic():
        Split.objects.update(reason="Another")


def test_what_was_split_from_a_strangers_case_goes_back_with_it(world: World, settle: Settle) -> None:
    stranger = Contact.for_address("new@unknown.example", "New One")
    first = write_in(stranger, "A need of mine.", at=world.now)
    second = write_in(stranger, FAX, thread=first.thread, at=world.now + timedelta(minutes=1))
    settle()
    settlement = world.maple.adopt(stranger, by=world.ana)
    settle()
    part = Case.objects.get(contact=stranger).split_off([second], by=world.dana)
    assert part.account == world.maple
    settlement.undo(by=world.ana)
    settle()
    assert set(Case.objects.filter(contact=stranger).values_list("account", flat=True)) == {settlement.account_id}


def test_the_journal_tells_how_each_stands_also_where_a_promise_went_along(world: World, settle: Settle) -> None:
    case = written(world.priya, settle, "Calls ring at the wrong place.", at=world.now)
    said = write_in(world.priya, FAX, thread=case.thread(), at=world.now + timedelta(minutes=5))
    settle()
    goes = promised(case, world, "fix", due_at=world.now + timedelta(hours=1))
    part = case.split_off([said], promises=[goes], **after(world, 10))
    part.keep(goes, by=world.ana, at=world.now + timedelta(minutes=20))
    part.rejoin(**after(world, 30))
    settle()
    assert not any(each.count for each in compare_with_journal())


def test_a_question_that_waits_for_its_answer_is_not_split_off(
    case: Case, fax: Message, world: World, settle: Settle
) -> None:
    number = case.reply("Which number is it?", by=world.ana, at=world.now + timedelta(minutes=6))
    time = case.reply("By when do you need it?", by=world.ana, at=world.now + timedelta(minutes=6))
    tell_everything(settle, at=world.now + timedelta(minutes=7))
    about = {"subject": case, "journey": case.journey, "by": world.ana}
    Pause.begin(question=Message.objects.get(pk=number.pk), severity=3, calendar=case.calendar(), **about)
    Inquiry.ask(message=time, sentence=time.text, **about)
    assert fax in case.splittable()
    for asked in (number, time):
        with pytest.raises(CannotSplit, match="waits for its answer"):
            case.split_off([asked], **after(world, 10))


def test_a_promise_that_went_along_comes_back_to_the_part_that_is_parted_again(
    case: Case, fax: Message, world: World, settle: Settle
) -> None:
    goes = promised(case, world, "fix", due_at=world.now + timedelta(hours=1))
    part = case.split_off([fax], promises=[goes], **after(world, 10))
    part.rejoin(**after(world, 20))
    settle()
    Case.objects.get(pk=part.pk).part(**after(world, 30))
    assert Outstanding.objects.of(part).filter(promise=goes).exists()
