"""Only the customer says that it works: by the link, in the portal, or in words that one of us files with evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from fiverings.cases.events import ResolutionConfirmed, ResolutionRejected
from fiverings.cases.models import Answer, Case, NothingProposed, NotTheirWord, Resolution, State
from fiverings.cases.models.diagnosing import Severity
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import SOLUTION, owed, propose
from fiverings.core import clock
from fiverings.core.models import Entry
from fiverings.core.references import refer
from fiverings.customers.models import Contact
from fiverings.people.models import Key, Person
from fiverings.promises.models import Outstanding
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, active: int) -> Case:
    return Case.objects.get(pk=active)


@pytest.fixture
def proposed(case: Case, world: World) -> Resolution:
    return propose(case, world, at=clock.now())


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_customers_yes_resolves_the_case(case: Case, world: World) -> None:
    proposed = propose(case, world)
    closure = case.confirm(contact=world.priya, words="All good.", by=world.priya, at=world.now)
    proposed.refresh_from_db()
    assert (case.state, proposed.answer, proposed.answered_by) == (State.RESOLVED, Answer.CONFIRMED, world.priya)
    assert (closure.is_confirmed, closure.solution, case.closure()) == (True, SOLUTION, closure)
    assert (case.ended_at, case.waiting_since, owed(case)) == (closure.at, None, [])
    assert proposed.words == "All good." and case.was_fixed_first_time() is True
    assert Entry.objects.about(case).filter(kind=ResolutionConfirmed.kind).count() == 1


def test_the_customers_no_leaves_the_case_with_its_owner_who_owes_an_answer(
    case: Case, proposed: Resolution, world: World
) -> None:
    case.reject(contact=world.priya, words="It still rings wrong.", by=world.priya)
    proposed.refresh_from_db()
    assert (case.state, case.owner, proposed.answer) == (State.ACTIVE, world.ana, Answer.REJECTED)
    assert "answer" in owed(case) and "confirm" not in owed(case) and case.is_waiting_for_us
    assert case.doubts_severity() and case.was_fixed_first_time() is False
    assert Entry.objects.about(case).filter(kind=ResolutionRejected.kind).count() == 1
    Severity(case=case, level=2, ground="raised", reason="Worse.", by=world.ana, at=clock.now()).save()
    assert not case.doubts_severity()


@pytest.mark.parametrize(("severity", "kinds"), [(1, ["check_in"]), (2, ["check_in"]), (3, []), (None, [])])
def test_the_owner_asks_after_a_week_how_it_is_going_when_it_was_severe(
    case: Case, world: World, severity: int | None, kinds: list[str]
) -> None:
    if severity:
        Severity(case=case, level=severity, ground="raised", reason="So.", by=world.ben, at=world.now).save()
        Case.objects.filter(pk=case.pk).update(severity=severity)
    propose(case, world)
    case.confirm(contact=world.priya, by=world.priya, at=world.now)
    assert owed(case) == kinds
    for each in Outstanding.objects.of(case):
        assert each.person == world.ana and timedelta(days=7) <= each.due_at - world.now < timedelta(days=10)


def test_their_mail_is_filed_as_the_answer_by_the_owner_and_never_guessed(
    case: Case, proposed: Resolution, world: World, settle: Settle
) -> None:
    message = write_in(world.priya, "Yes, it works!", thread=case.thread(), at=clock.now())
    settle()
    case.refresh_from_db()
    assert case.state == State.PROPOSED and case.their_words_since(proposed) == [message]
    page = signed_in(world.ana).get(case.get_absolute_url()).content.decode()
    assert "They say it works" in page and f"message-{message.pk}" in page
    given = {"answer": "confirmed", "evidence": f"message-{message.pk}"}
    signed_in(world.ana).post(f"/cases/{case.number}/resolution/answer/", given)
    proposed.refresh_from_db()
    assert (proposed.answer, proposed.answered_by, proposed.heard_by) == ("confirmed", world.priya, world.ana)
    assert proposed.words == "Yes, it works!"
    assert Entry.objects.about(message).get(kind=ResolutionConfirmed.kind).subject == refer(case)


def test_a_call_in_which_they_said_so_is_evidence(case: Case, proposed: Resolution, world: World) -> None:
    call = case.journey.log_call(
        contact=world.priya, direction="in", talked=True, words="Not yet, she says.", by=world.ana
    )
    case.reject(contact=world.priya, evidence=call, by=world.ana)
    assert case.state == State.ACTIVE


def test_nothing_is_filed_that_they_did_not_say_since_they_were_asked(case: Case, world: World, settle: Settle) -> None:
    before = case.journey.threads.get().messages.get()
    proposed = propose(case, world, at=world.now + timedelta(hours=1))
    stranger = Contact.for_address("who@elsewhere.example", "Who")
    later = {"thread": case.thread(), "at": world.now + timedelta(hours=2)}
    beside = write_in(stranger, "It works.", **later)
    machine = write_in(world.priya, "I am away.", auto="auto-replied", **later)
    tried = case.journey.log_call(contact=world.priya, direction="out", talked=False, by=world.ana)
    elsewhere = write_in(world.omar, "It works.", at=world.now + timedelta(hours=2))
    for evidence in (None, before, proposed.message, beside, machine, tried, elsewhere):
        with pytest.raises(NotTheirWord):
            case.confirm(contact=world.priya, evidence=evidence, by=world.ana)
    assert Case.objects.get(pk=case.pk).state == State.PROPOSED


def test_who_neither_owns_nor_helps_files_nothing(case: Case, proposed: Resolution, world: World) -> None:
    message = write_in(world.priya, "Yes, it works!", thread=case.thread(), at=clock.now())
    with pytest.raises(NotTheirWord, match="Only Ana"):
        case.confirm(contact=world.priya, evidence=message, by=world.ben)
    given = {"answer": "confirmed", "evidence": f"message-{message.pk}"}
    assert signed_in(world.ben).post(f"/cases/{case.number}/resolution/answer/", given).status_code == 422
    assert signed_in(world.gus).post(f"/cases/{case.number}/resolution/answer/", given).status_code in (403, 404)
    assert Case.objects.get().state == State.PROPOSED


def test_nothing_is_answered_that_was_not_asked(case: Case, world: World) -> None:
    for verb in (case.confirm, case.reject):
        with pytest.raises(NothingProposed):
            verb(contact=world.priya, by=world.priya)


def test_what_is_internal_is_confirmed_by_a_colleague(case: Case, world: World) -> None:
    Case.objects.filter(pk=case.pk).update(kind=Case.Kind.INTERNAL, contact=None)
    case.refresh_from_db()
    case.propose_resolution(solution="Done.", by=world.ana)
    for by, words in ((world.ana, "Yes."), (world.ben, " ")):
        with pytest.raises(NotTheirWord):
            case.confirm(contact=None, words=words, by=by)
    assert case.confirm(contact=None, words="It prints.", by=world.ben).closed_by == world.ben


def test_a_program_finds_no_way_past_the_customer(case: Case, proposed: Resolution, world: World) -> None:
    _key, token = Key.make(person=world.ana, name="A program", scopes=["cases:read", "cases:write"], by=world.ana)
    program = Client(headers={"authorization": f"Bearer {token}"})
    given = {"solution": "Done.", "agreed": True}
    program.post(f"/api/cases/{case.number}/closure", given, content_type="application/json")
    assert Case.objects.get().state == State.PROPOSED
