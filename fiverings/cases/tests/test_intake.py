"""The gate: what is missing is named, and a case passes when nothing is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from fiverings.cases.forms import GateForm
from fiverings.cases.models import AlreadyPassed, Case, GateNotPassed, Intake, NoNumber, NotTheOwner, State
from fiverings.cases.tests.gate import ANSWERS, all_told, called, owed, passed, promised, with_severity
from fiverings.cases.tests.letters import write_in
from fiverings.core.models import Entry
from fiverings.customers.models import Contact
from fiverings.promises.models import NothingExpected, Outstanding, Promise
from tests.world import World

Settle = Callable[..., None]


def codes(case: Case) -> list[str]:
    return [each.code for each in case.missing()]


def test_a_new_case_stands_at_the_gate_and_its_owner_owes_an_answer(world: World, settle: Settle) -> None:
    case = called(world)
    settle()
    assert (case.state, case.owner, owed(case)) == (State.INTAKE, world.ana, [("answer", False)])
    promise = Promise.objects.of(case).get()
    assert promise.due_at == world.now + timedelta(hours=2) == promise.guarantee_due_at
    case.refresh_from_db()
    assert case.next_due_at == promise.due_at


def test_everything_that_is_missing_is_named(world: World) -> None:
    case = called(world)
    assert codes(case) == ["completeness", "severity", "expectation", "promise", "cost"]
    with pytest.raises(GateNotPassed) as refused:
        case.complete_intake(by=world.ana)
    assert [each.code for each in refused.value.missing] == codes(case)
    assert "Ask 4 of these: where it is, where to call them back, since when" in str(refused.value)
    assert all(each.sentence in str(refused.value) for each in case.missing())


def test_a_case_without_a_contact_says_so(world: World) -> None:
    assert "contact" in codes(Case.open_for(world.maple, need="An alarm", by=None))


def test_five_of_six_are_enough_and_four_are_not(world: World) -> None:
    case = called(world)
    case.note_intake(**(ANSWERS | {"tried": " "}), by=world.ana)
    assert case.known() == {"need", "call_back", "since", "effect"} and "completeness" in codes(case)
    case.note_intake(**ANSWERS, by=world.ana)
    assert len(case.known()) == 5 and "completeness" not in codes(case)


def test_what_is_most_severe_is_not_held_up_by_questions(world: World) -> None:
    case = with_severity(called(world), 1, world)
    assert "completeness" not in codes(case)


@pytest.mark.parametrize(
    ("said", "read_aloud"),
    [
        ("416 555 0199", "+1 416 555 0199"),
        ("+1 416-555-0199, after six", "+1 416 555 0199"),
        ("at the front desk", "+1 416 555 0142"),
        ("", "+1 416 555 0142"),
    ],
)
def test_who_names_a_number_for_this_need_is_called_on_it(world: World, said: str, read_aloud: str) -> None:
    case = called(world)
    case.note_intake(call_back=said, by=world.ana, at=world.now)
    assert f"will call you on {read_aloud} by" in promised(case, world, "call_back").sentence


@pytest.mark.parametrize("left_out", ["severity", "expectation", "promise", "cost"])
def test_each_thing_alone_holds_it_at_the_gate(world: World, left_out: str) -> None:
    case = called(world)
    case.note_intake(**ANSWERS, by=world.ana)
    acts = {
        "severity": lambda: with_severity(case, 2, world),
        "expectation": lambda: case.hear_expectation(unknown=True, by=world.ana, at=world.now),
        "promise": lambda: promised(case, world),
        "cost": lambda: case.tell_cost(billable="no", by=world.ana, at=world.now),
    }
    for name, act in acts.items():
        if name != left_out:
            act()
    assert codes(case) == [left_out]
    with pytest.raises(GateNotPassed):
        case.complete_intake(by=world.ana)
    acts[left_out]()
    case.complete_intake(by=world.ana)
    assert case.state == State.ACTIVE


def test_passing_the_gate_is_announced_and_happens_once(world: World, settle: Settle) -> None:
    case = passed(called(world), world)
    settle()
    assert Entry.objects.about(case).filter(kind="cases.IntakeCompleted", actor_id=world.ana.pk).count() == 1
    assert (case.intake.completed_by, case.intake.completed_at) == (world.ana, world.now)
    with pytest.raises(AlreadyPassed):
        case.complete_intake(by=world.ana)
    with pytest.raises(AlreadyPassed):
        case.note_intake(**ANSWERS, by=world.ana)


def test_only_the_owner_and_who_leads_pass_it(world: World) -> None:
    case = all_told(called(world), world)
    with pytest.raises(NotTheOwner):
        case.complete_intake(by=world.ben)
    case.complete_intake(by=world.dana)
    assert case.state == State.ACTIVE


def test_an_internal_need_has_no_customer_to_ask(world: World) -> None:
    case = Case.open_for(world.maple, need="Order spare cards", kind=Case.Kind.INTERNAL, by=world.ana)
    case.complete_intake(by=world.ana)
    assert case.state == State.ACTIVE


def test_that_they_cannot_say_what_they_expect_is_an_answer_and_silence_is_none(world: World) -> None:
    case = called(world)
    with pytest.raises(NothingExpected):
        case.hear_expectation(by=world.ana)
    case.hear_expectation(unknown=True, by=world.ana)
    assert "expectation" not in codes(case)


def test_a_call_that_is_lost_is_owed_again_within_two_minutes(world: World, settle: Settle) -> None:
    case = called(world, asked={"since": "This morning"}, dropped=True)
    settle()
    call = Outstanding.objects.of(case).select_related("promise").order_by("due_at").first()
    assert call is not None and (call.promise.kind, call.person) == ("call_back", world.ana)
    assert (case.state, call.due_at, case.intake.since) == (
        State.INTAKE, world.now + timedelta(minutes=2), "This morning",
    )  # fmt: skip


def test_nobody_is_called_again_where_no_number_is_known(world: World) -> None:
    with pytest.raises(NoNumber):
        Case.begin(contact=world.omar, need="A quote", dropped=True, by=world.ana)
    assert not Case.objects.exists()
    case = Case.begin(contact=world.omar, need="A quote", asked={"call_back": "+1 416 1"}, dropped=True, by=world.ana)
    assert ("call_back", False) in owed(case)


@pytest.mark.parametrize("how", ["orm", "bulk", "sql"])
def test_an_open_case_without_a_promise_is_refused_however_it_is_tried(world: World, settle: Settle, how: str) -> None:
    case = called(world)
    settle()
    with pytest.raises(IntegrityError, match="promise that stands"), transaction.atomic():
        match how:
            case "orm":
                Outstanding.objects.of(case).get().delete()
            case "bulk":
                Outstanding.objects.all().update(subject_id=case.pk + 1)
            case "sql":
                connection.cursor().execute("DELETE FROM promises_outstanding")
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_case_that_begins_by_itself_without_a_promise_is_refused(world: World) -> None:
    journey = called(world).journey
    with pytest.raises(IntegrityError, match="promise that stands"), transaction.atomic():
        Case(
            number="NB-1", need="x", account=world.maple, journey=type(journey).begin(world.maple), owner=world.ana,
            opened_at=world.now, last_word_at=world.now,
        ).save()  # fmt: skip
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_we_only_know_of_them_is_a_suggestion_until_somebody_asked(world: World) -> None:
    case = Case.begin(contact=world.priya, need="No calls get in.", by=world.ana)
    suggested = GateForm.of(case).fields["call_back"]
    assert suggested.initial and "Ask whether it is right" in str(suggested.help_text)
    case.note_intake(call_back="+1 416 555 0188", by=world.ana)
    assert not GateForm.of(case).fields["call_back"].help_text


def test_a_number_in_their_mail_is_offered_and_one_press_writes_it_down(
    world: World, settle: Settle, ana: Client
) -> None:
    """It is read as people write numbers where they are, and never filled in unasked."""
    contact = Contact.for_address("sam@nowhere.example", zone="America/Toronto")
    message = write_in(contact, "Our phones are dead. Call 416 555 0142, or +49 30 901820. It is 11:30.")
    settle()
    case = Case.objects.get(journey=message.thread.journey)
    page = ana.get(case.get_absolute_url()).content.decode()
    assert all(f'name="call_back" value="{number}"' in page for number in ("+1 416-555-0142", "+49 30 901820"))
    assert GateForm.of(case)["call_back"].value() == ""
    ana.post(f"{case.get_absolute_url()}intake/", {"call_back": ["", "+1 416-555-0142"]})
    assert Intake.objects.get(case=case).call_back == "+1 416-555-0142"
    assert "In their words" not in ana.get(case.get_absolute_url()).content.decode()
