"""A solution is proposed by those who know it, and the customer is asked whether it works."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from fiverings.cases.events import ResolutionProposed, ResolutionWithdrawn
from fiverings.cases.models import (
    Answer,
    CannotPropose,
    Case,
    CollaborationRequest,
    NothingProposed,
    Question,
    SeverityUnconfirmed,
    State,
)
from fiverings.cases.models.diagnosing import Severity
from fiverings.cases.tests.standing import SOLUTION, owed, past_the_gate, propose, tell_everything, written
from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.models import Entry
from fiverings.diagnosis.models import Cause
from fiverings.people.models import Person
from fiverings.promises.models import Outcome, Pause
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, at=world.now))


def found(case: Case, level: int, by: Person) -> None:
    """One of us found how severe it is."""
    with transaction.atomic():
        Severity(case=case, level=level, ground="raised", reason="They cannot work.", by=by, at=case.opened_at).save()
        Case.objects.filter(pk=case.pk).update(severity=level)


def an_incident(case: Case, level: int, by: Person) -> Case:
    Case.objects.filter(pk=case.pk).update(kind=Case.Kind.INCIDENT)
    found(case, level, by)
    case.refresh_from_db()
    return case


def test_a_proposal_asks_the_customer_in_one_mail_and_the_owner_owes_asking_again(case: Case, world: World) -> None:
    resolution = propose(case, world, message="We think that it works again.")
    assert (case.state, case.proposed(), resolution.proposed_by) == (State.PROPOSED, resolution, world.ana)
    letter = Message.objects.get(author=world.ana)
    assert letter == resolution.message and letter.text.startswith("We think that it works again.")
    assert Question.link(resolution, at=world.now) in letter.text and "confirm" in owed(case)
    assert Entry.objects.about(case).filter(kind=ResolutionProposed.kind).count() == 1


def test_without_other_words_the_mail_says_what_solved_it(case: Case, world: World) -> None:
    propose(case, world)
    assert Message.objects.get(author=world.ana).text.startswith(SOLUTION)


@pytest.mark.parametrize("words", ["", "  "])
def test_a_proposal_says_what_solved_it(case: Case, world: World, words: str) -> None:
    with pytest.raises(CannotPropose, match="what solved"):
        propose(case, world, solution=words)


def test_nothing_is_proposed_at_the_gate(world: World, settle: Settle) -> None:
    with pytest.raises(CannotPropose):
        propose(written(world.priya, settle, at=world.now), world)


def test_only_the_owner_a_helper_or_a_lead_proposes(case: Case, world: World) -> None:
    with pytest.raises(CannotPropose, match="Only Ana"):
        propose(case, world, by=world.ben)
    case.ask(to=world.chidi, what="Look at the PRI.", needed_by=clock.now() + timedelta(days=1), by=world.ana)
    request = CollaborationRequest.objects.get()
    with pytest.raises(CannotPropose):
        propose(case, world, by=world.chidi)
    request.accept(by=world.chidi)
    assert propose(case, world, by=world.chidi).proposed_by == world.chidi


def test_one_solution_is_proposed_at_a_time(case: Case, world: World) -> None:
    propose(case, world)
    with pytest.raises(CannotPropose):
        propose(case, world)
    with pytest.raises(IntegrityError, match="one_resolution"), transaction.atomic():
        case.resolutions.create(solution="Another", proposed_by=world.ben, proposed_at=world.now)


def test_a_service_problem_names_its_cause_and_how_severe_it_was(case: Case, world: World) -> None:
    an_incident(case, 2, world.ben)
    cause = Cause.objects.order_by("id").first()
    with pytest.raises(CannotPropose, match="caused"):
        propose(case, world, severity_confirmed=2)
    with pytest.raises(SeverityUnconfirmed):
        propose(case, world, cause=cause)
    resolution = propose(case, world, cause=cause, severity_confirmed=2)
    assert (resolution.cause, resolution.severity_confirmed, resolution.confirmed_by) == (cause, 2, world.ana)


@pytest.mark.parametrize(("told", "confirmed"), [(1, 1), (2, 3), (3, 1), (1, 3)])
def test_a_severity_that_matters_is_confirmed_by_somebody_else_than_who_found_it(
    case: Case, world: World, told: int, confirmed: int
) -> None:
    an_incident(case, told, world.ana)
    given = {"cause": Cause.objects.first(), "severity_confirmed": confirmed}
    with pytest.raises(SeverityUnconfirmed, match="Ana"):
        propose(case, world, **given)
    assert propose(case, world, by=world.dana, **given).confirmed_by == world.dana


def test_a_milder_severity_that_stands_is_confirmed_by_who_found_it(case: Case, world: World) -> None:
    an_incident(case, 3, world.ana)
    assert propose(case, world, cause=Cause.objects.first(), severity_confirmed=3).confirmed_by == world.ana


def test_a_case_that_waits_goes_on_before_a_solution_is_proposed(case: Case, world: World, settle: Settle) -> None:
    question = case.reply("Which number rings?", by=world.ana, at=world.now)
    Case.objects.filter(pk=case.pk).update(state=State.WAITING)
    case.refresh_from_db()
    Pause.begin(
        subject=case, journey=case.journey, question=question, severity=3, calendar=world.calendar, by=world.ana,
        at=world.now,
    )  # fmt: skip
    propose(case, world)
    assert case.state == State.PROPOSED and not Pause.objects.of(case).lasting().exists()


def test_the_owner_asks_again_and_so_keeps_the_promise_to(case: Case, world: World, settle: Settle) -> None:
    propose(case, world)
    tell_everything(settle, at=world.now + timedelta(seconds=10))
    assert owed(case).count("confirm") == 1 and not Outcome.objects.filter(promise__kind="confirm").exists()
    asked = case.ask_again(words="Does it ring at the right place?", by=world.ana, at=world.now + timedelta(hours=20))
    tell_everything(settle, at=world.now + timedelta(hours=20))
    kept = Outcome.objects.get(promise__kind="confirm")
    assert (kept.kind, kept.evidence.find(), owed(case).count("confirm")) == ("kept", asked, 1)
    assert "/answers/" in asked.text


def test_nobody_is_asked_again_about_nothing(case: Case, world: World) -> None:
    for verb in (case.ask_again, case.withdraw_resolution):
        with pytest.raises(NothingProposed):
            verb(by=world.ana)


def test_a_proposal_is_taken_back_and_the_case_goes_on(case: Case, world: World) -> None:
    resolution = propose(case, world)
    case.withdraw_resolution(by=world.ana, at=world.now)
    resolution.refresh_from_db()
    assert (case.state, resolution.answer) == (State.ACTIVE, Answer.WITHDRAWN) and "confirm" not in owed(case)
    assert owed(case) and Entry.objects.about(case).filter(kind=ResolutionWithdrawn.kind).count() == 1


def test_taking_the_mail_back_takes_the_proposal_back(case: Case, world: World, settle: Settle) -> None:
    resolution = propose(case, world)
    resolution.message.take_back(by=world.ana, at=world.now)
    settle()
    case.refresh_from_db()
    resolution.refresh_from_db()
    assert (case.state, resolution.answer) == (State.ACTIVE, Answer.WITHDRAWN)


def test_whom_no_mail_reaches_is_asked_by_telephone(case: Case, world: World) -> None:
    world.priya.addresses.all().delete()
    resolution = propose(case, world)
    assert resolution.message is None and resolution.asked == world.priya
    with pytest.raises(NothingProposed, match="call them"):
        case.ask_again(by=world.ana)


@pytest.mark.parametrize("change", [{"solution": "Nothing"}, {"severity_confirmed": 3}, {"proposed_at": None}])
def test_the_database_keeps_a_proposal_as_it_was_made(case: Case, world: World, change: dict[str, object]) -> None:
    propose(case, world)
    change = {name: value or world.now - timedelta(days=1) for name, value in change.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        case.resolutions.update(**change)
