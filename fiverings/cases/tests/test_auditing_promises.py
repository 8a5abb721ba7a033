"""The audit finds what nobody promised, waits without a ground, forged chases, and what was told too late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from fiverings.cases.checks import chases_that_are_none, open_ones_that_nobody_promised, waits_without_a_ground
from fiverings.cases.models import Case, Chase, State
from fiverings.cases.tests.gate import AN_HOUR, called, passed, promised, with_severity
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import tell_everything
from fiverings.core.checks import rules_are_kept
from fiverings.core.models import Audit, Entry
from fiverings.promises.checks import told_later_than_our_standard
from fiverings.promises.models import LaterThanOurStandard, Offer, Outstanding
from tests.forging import unguarded
from tests.world import World

Settle = Callable[..., None]


def found(audit: Callable[[], Any]) -> list[Any]:
    return [record for record, _how in audit()]


def test_nothing_is_found_in_a_life_that_was_lived(world: World, settle: Settle) -> None:
    case = passed(called(world), world)
    case.ask_customer("Which number?", by=world.ana, at=world.now)
    tell_everything(settle, at=world.now + timedelta(seconds=10))
    promised(case, world, "call_back", at=world.now + timedelta(seconds=20))
    case.log_call(direction="in", talked=False, by=world.ana, at=world.now + AN_HOUR / 4)
    case.log_call(direction="in", talked=False, by=world.ana, at=world.now + AN_HOUR / 2)
    assert Chase.objects.count() == 1
    for audit in (chases_that_are_none, open_ones_that_nobody_promised, waits_without_a_ground):
        assert found(audit) == []
    assert found(told_later_than_our_standard) == []


def test_an_open_case_about_which_nothing_is_owed_is_found(world: World) -> None:
    case = called(world)
    with transaction.atomic():
        Outstanding.objects.of(case).delete()
        assert found(open_ones_that_nobody_promised) == [case]
        transaction.set_rollback(True)


def test_a_wait_for_somebody_who_was_asked_nothing_is_found(world: World) -> None:
    case = passed(called(world), world)
    Case.objects.filter(pk=case.pk).update(state=State.WAITING)
    assert found(waits_without_a_ground) == [case]
    with_severity(case, 1, world)
    assert found(waits_without_a_ground) == [case, case]


@pytest.mark.parametrize("forged", ["a promise told later", "a promise to ourselves", "our own words"])
def test_a_forged_chase_is_found(world: World, settle: Settle, forged: str) -> None:
    case = called(world)
    promise = promised(case, world, "call_back")
    message = write_in(world.priya, "And?", thread=case.thread(), at=world.now + AN_HOUR / 4)
    at = world.now + AN_HOUR / 4
    match forged:
        case "a promise told later":
            at = world.now - AN_HOUR
        case "a promise to ourselves":
            promise = Outstanding.objects.of(case).get(promise__to_contact=None).promise
        case "our own words":
            message = case.reply("Hello.", by=world.ana)
    chase = Chase(case=case, contact=world.priya, promise=promise, number=7, message=message, at=at)
    chase.save()
    assert found(chases_that_are_none) == [chase]


def test_a_promise_told_later_than_our_standard_is_refused_by_the_verb_and_found_when_forged(world: World) -> None:
    case = called(world)
    late = world.now + 4 * AN_HOUR
    with pytest.raises(LaterThanOurStandard):
        promised(case, world, "call_back", due_at=late)
    offer = Offer.draw_up(
        subject=case, journey=case.journey, kind="call_back", to=world.priya, owed_by=world.ana, due_at=late,
        severity=2, calendar=world.maple.calendar, by=world.ana, at=world.now,
    )  # fmt: skip
    offer.save()
    forged = offer.speak(by=world.ana, at=world.now)
    assert found(told_later_than_our_standard) == [forged]


def test_the_hourly_auditor_reports_a_forged_case_with_the_last_that_the_journal_tells_of_it(
    world: World, settle: Settle, caplog: pytest.LogCaptureFixture
) -> None:
    case = called(world)
    settle()
    owed = Outstanding.objects.of(case).values_list("promise", flat=True).get()
    with transaction.atomic():
        with unguarded(Case, Outstanding), connection.cursor() as cursor:
            cursor.execute("DELETE FROM promises_outstanding WHERE promise_id = %s", [owed])
            cursor.execute("UPDATE cases_case SET owner_id = %s WHERE id = %s", [world.chidi.pk, case.pk])
        audit = Audit.objects.create(began_at=world.now)
        audit.carry_out()
        last, is_kept = Entry.objects.about(case).latest("id"), rules_are_kept().ok
        transaction.set_rollback(True)
    assert audit.broken.keys() >= {"I-01", "I-03"} and not is_kept
    told = f"the journal last tells of it in line {last.pk}: {last.kind}"
    for how in ("is open, and nothing is owed about it", "belongs to Chidi, who may not own it"):
        assert any(f"cases.case#{case.pk} {how}; {told}" in each for each in caplog.messages), how
