"""A case closes when the need is met, is not changed afterwards, and opens again when it was not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from fiverings.cases.models import AlreadyClosed, CannotReopen, Case, NotSolved
from fiverings.cases.tests.letters import write_in
from fiverings.core.models import Entry
from tests.world import World


@pytest.fixture
def case(world: World, settle: Callable[..., None]) -> Case:
    write_in(world.priya, "Calls ring at the wrong place.", at=world.now)
    settle()
    return Case.objects.get()


def test_a_closure_says_who_what_and_whether_the_customer_agreed(case: Case, world: World) -> None:
    closure = case.close(solution="The carrier mended the line.", agreed=True, by=world.ana, at=world.now)
    assert (case.is_closed, case.closed_at, case.is_waiting_for_us) == (True, world.now, False)
    assert (closure.closed_by, closure.agreed, case.closure()) == (world.ana, True, closure)
    assert list(Case.objects.closed()) == [case] and not Case.objects.open().exists()


def test_a_case_is_closed_once(case: Case, world: World) -> None:
    case.close(solution="Done.", agreed=False, by=world.ana)
    with pytest.raises(AlreadyClosed):
        case.close(solution="Done again.", agreed=True, by=world.ben)


def test_a_case_does_not_close_without_what_solved_it(case: Case, world: World) -> None:
    with pytest.raises(NotSolved):
        case.close(solution=" ", agreed=True, by=world.ana)


@pytest.mark.parametrize("act", ["note", "reply"])
def test_nothing_is_written_on_a_closed_case(case: Case, world: World, act: str) -> None:
    case.close(solution="Done.", agreed=False, by=world.ana)
    with pytest.raises(AlreadyClosed):
        getattr(case, act)("One more thing", by=world.ana)


@pytest.mark.parametrize("change", [{"need": "Something else"}, {"kind": "question"}, {"last_word_at": None}])
def test_the_database_refuses_to_change_a_closed_case(case: Case, world: World, change: dict[str, object]) -> None:
    case.close(solution="Done.", agreed=False, by=world.ana)
    change = {name: value or world.now + timedelta(days=1) for name, value in change.items()}
    with pytest.raises(IntegrityError, match="not changed"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**change)


def test_the_database_opens_a_closed_case_only_with_a_reopening(case: Case, world: World) -> None:
    case.close(solution="Done.", agreed=False, by=world.ana)
    with pytest.raises(IntegrityError, match="says why"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="active", closed_at=None)


def test_the_words_of_a_closed_case_can_be_forgotten(case: Case, world: World) -> None:
    case.close(solution="Done.", agreed=False, by=world.ana)
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_forget('cases_case', %s)", [case.pk])
    case.refresh_from_db()
    assert (case.need, case.is_closed) == ("(erased)", True)


def test_a_word_within_fourteen_days_reopens_the_same_case_with_the_same_owner(
    case: Case, world: World, settle: Callable[..., None]
) -> None:
    case.close(solution="Done.", agreed=True, by=world.ana, at=world.now)
    write_in(world.priya, "It rings wrong again!", thread=case.thread(), at=world.now + timedelta(days=13))
    settle()
    case.refresh_from_db()
    assert (case.is_closed, case.is_waiting_for_us, case.owner) == (False, True, world.ana)
    assert case.closure() is None and case.reopenings.get().message.new_text == "It rings wrong again!"
    assert Entry.objects.about(case).filter(kind="cases.CaseReopened").exists()


def test_a_later_word_opens_a_new_case_that_knows_the_old_one(
    case: Case, world: World, settle: Callable[..., None]
) -> None:
    case.close(solution="Done.", agreed=True, by=world.ana, at=world.now)
    write_in(world.priya, "Now the fax is dead.", thread=case.thread(), at=world.now + timedelta(days=15))
    settle()
    new = Case.objects.open().get()
    assert (new.follows, new.need, new.journey) == (case, "Now the fax is dead.", case.journey)
    assert new.thread().token == new.number
    with pytest.raises(CannotReopen):
        case.reopen(by=world.ana, reason="Too late", at=world.now + timedelta(days=15))


def test_a_reopened_case_whose_owner_left_is_owned_by_somebody_who_is_here(
    case: Case, world: World, settle: Callable[..., None]
) -> None:
    case.close(solution="Done.", agreed=True, by=world.ana)
    world.ana.deactivate(by=world.admin)
    case.reopen(by=world.ben, reason="They called")
    assert Case.objects.get().owner == world.ben
    assert case.takeovers.get().giver == world.ana


def test_one_of_us_reopens_what_was_closed_by_mistake(case: Case, world: World) -> None:
    case.close(solution="Done.", agreed=False, by=world.ana)
    case.reopen(by=world.ana, reason="Closed by mistake")
    assert Case.objects.open().get() == case
    case.close(solution="Really done.", agreed=True, by=world.ana)
    assert case.closures.count() == 2
