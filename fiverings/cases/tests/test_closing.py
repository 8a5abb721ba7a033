"""What was resolved closes for good after fourteen days; what nobody asked for ends at the gate, with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from fiverings.cases.events import CaseClosed, CaseDismissed
from fiverings.cases.models import AlreadyClosed, CannotDismiss, CannotReopen, Case, State
from fiverings.cases.models.closure import Closure
from fiverings.cases.schedule import close_what_was_resolved_two_weeks_ago
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import SOLUTION, owed, past_the_gate, propose, resolved, written
from fiverings.core import clock
from fiverings.core.models import Entry
from fiverings.promises.models import Offer
from tests.world import World

Settle = Callable[..., None]
A_FORTNIGHT = timedelta(days=14)


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, at=world.now))


def closes_at(case: Case, at: Any) -> str:
    Case.objects.to_close(at).close_all(at=at)
    case.refresh_from_db()
    return str(case.state)


def closed(case: Case, world: World) -> Case:
    resolved(case, world)
    assert closes_at(case, world.now + A_FORTNIGHT) == State.CLOSED
    return case


def test_a_closure_says_what_met_the_need_and_who_said_so(case: Case, world: World) -> None:
    closure = resolved(case, world).closure()
    assert (case.is_closed, case.ended_at, case.is_waiting_for_us) == (True, world.now, False)
    assert (closure.solution, closure.is_confirmed, closure.resolution.answered_by) == (SOLUTION, True, world.priya)
    assert list(Case.objects.closed()) == [case] and not Case.objects.open().exists()


def test_what_is_resolved_closes_after_fourteen_days_and_not_before(case: Case, world: World) -> None:
    resolved(case, world)
    assert closes_at(case, world.now + A_FORTNIGHT - timedelta(minutes=1)) == State.RESOLVED
    assert closes_at(case, world.now + A_FORTNIGHT) == State.CLOSED
    assert Entry.objects.about(case).filter(kind=CaseClosed.kind).count() == 1
    assert closes_at(case, world.now + A_FORTNIGHT) == State.CLOSED and not case.close()


def test_the_clock_strikes_for_closing(case: Case, world: World) -> None:
    resolved(case, world)
    close_what_was_resolved_two_weeks_ago()
    assert Case.objects.get().state == State.CLOSED, "long after that April"


def test_nothing_closes_that_we_still_owe(case: Case, world: World) -> None:
    late = world.now + timedelta(days=20)
    Offer.make(
        subject=case, journey=case.journey, kind="visit", to=world.priya, owed_by=world.ana, due_at=late,
        severity=None, calendar=None, by=world.ana, at=world.now,
    ).speak(by=world.ana, at=world.now)  # fmt: skip
    resolved(case, world)
    assert owed(case) == ["visit"] and closes_at(case, world.now + A_FORTNIGHT) == State.RESOLVED


def test_what_is_resolved_is_asked_of_no_colleague_any_more(case: Case, world: World) -> None:
    case.ask(to=world.chidi, what="Why did it fail?", needed_by=clock.now() + timedelta(days=1), by=world.ana)
    case.escalate(kind="functional", reason="Nobody knows why", by=world.ana)
    resolved(case, world)
    assert case.requests.get().ended_at and case.escalations.get().ended_at


def test_nothing_closes_about_which_somebody_is_still_asked(case: Case, world: World) -> None:
    case.ask(to=world.chidi, what="Why did it fail?", needed_by=clock.now() + timedelta(days=1), by=world.ana)
    case.escalate(kind="functional", reason="Nobody knows why", by=world.ana)
    resolved(case, world)
    for asked, state in ((case.requests, "asked"), (case.escalations, "raised")):
        before = asked.values().get()
        asked.update(state=state, ended_at=None)
        assert closes_at(case, world.now + A_FORTNIGHT) == State.RESOLVED
        asked.update(state=before["state"], ended_at=before["ended_at"])
    assert closes_at(case, world.now + A_FORTNIGHT) == State.CLOSED


@pytest.mark.parametrize("act", ["note", "reply"])
def test_nothing_is_written_on_a_closed_case(case: Case, world: World, act: str) -> None:
    resolved(case, world)
    getattr(case, act)("How is it going?", by=world.ana)
    closes_at(case, world.now + A_FORTNIGHT)
    with pytest.raises(AlreadyClosed):
        getattr(case, act)("One more thing", by=world.ana)


@pytest.mark.parametrize(
    "change", [{"need": "Something else"}, {"kind": "question"}, {"last_word_at": None}, {"state": "active"}]
)
def test_the_database_refuses_to_change_a_closed_case(case: Case, world: World, change: dict[str, object]) -> None:
    closed(case, world)
    change = {name: value or world.now + timedelta(days=1) for name, value in change.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**change)


@pytest.mark.parametrize("state", ["resolved", "closed"])
def test_the_database_ends_no_case_without_a_closure(case: Case, world: World, state: str) -> None:
    propose(case, world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state=state, ended_at=world.now, waiting_since=None)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        words = "UPDATE cases_case SET state=%s, ended_at=%s, waiting_since=NULL WHERE id=%s"
        cursor.execute(words, [state, world.now, case.pk])


def test_the_database_keeps_closures_as_they_were_written(case: Case, world: World) -> None:
    resolved(case, world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.update(ground="silence")
    with pytest.raises(IntegrityError, match="proposed"), transaction.atomic():
        Closure(case=case, ground="confirmed", solution="Done.", at=world.now).save()


def test_the_words_of_a_closed_case_can_be_forgotten(case: Case, world: World) -> None:
    closed(case, world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_forget('cases_case', %s)", [case.pk])
    case.refresh_from_db()
    assert (case.need, case.is_closed) == ("(erased)", True)


def test_a_later_word_opens_a_new_case_that_follows_the_old_one(case: Case, world: World, settle: Settle) -> None:
    closed(case, world)
    write_in(world.priya, "Now the fax is dead.", thread=case.thread(), at=world.now + timedelta(days=15))
    settle()
    new = Case.objects.open().get()
    assert (new.follows, new.need, new.journey) == (case, "Now the fax is dead.", case.journey)
    assert new.thread().token == new.number
    with pytest.raises(CannotReopen):
        case.reopen(by=world.ana, reason="Too late", at=world.now + timedelta(days=15))


def test_what_nobody_asked_for_ends_at_the_gate_with_a_reason(world: World, settle: Settle) -> None:
    case = written(world.priya, settle, "Buy our printers!", at=world.now)
    with pytest.raises(CannotDismiss, match="why"):
        case.dismiss(reason=" ", by=world.ana)
    closure = case.dismiss(reason="Advertising.", by=world.ana, at=world.now)
    assert (case.state, closure.ground, closure.closed_by) == (State.RESOLVED, "nobody_asked", world.ana)
    assert not closure.is_confirmed and case.was_fixed_first_time() is None and owed(case) == []
    assert Entry.objects.about(case).filter(kind=CaseDismissed.kind).count() == 1
    assert closes_at(case, world.now + A_FORTNIGHT) == State.CLOSED


def test_who_was_told_or_promised_anything_is_not_dismissed(world: World, settle: Settle) -> None:
    told, promised = (written(world.priya, settle, words, at=world.now) for words in ("Buy this!", "And that!"))
    told.reply("No, thank you.", by=world.ana)
    Offer.make(
        subject=promised, journey=promised.journey, kind="answer", to=world.priya, owed_by=world.ana,
        due_at=world.now + timedelta(minutes=30), severity=None, calendar=None, by=world.ana, at=world.now,
    ).speak(by=world.ana, at=world.now)  # fmt: skip
    passed = past_the_gate(written(world.priya, settle, "And more!", at=world.now))
    for case in (told, promised, passed):
        with pytest.raises(CannotDismiss, match="was told something"):
            case.dismiss(reason="Advertising.", by=world.ana)


def test_a_dismissal_is_done_on_a_page_and_undone(world: World, settle: Settle) -> None:
    case = written(world.priya, settle, "Buy our printers!", at=clock.now())
    client = Client()
    client.force_login(world.ana)
    shown = client.post(f"/cases/{case.number}/dismissal/", {"reason": "Advertising."}, follow=True)
    assert Case.objects.get().state == State.RESOLVED
    assert f"/cases/{case.number}/reopening/" in shown.content.decode()
    client.post(f"/cases/{case.number}/reopening/")
    assert Case.objects.get().state == State.ACTIVE
