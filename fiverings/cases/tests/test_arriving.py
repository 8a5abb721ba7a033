"""A visit is kept by an arrival: who is there, where and when; met nobody, it is still owed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client

from fiverings.cases.checks.arriving import visits_on_which_nobody_arrived
from fiverings.cases.models import Attendance, Case, KeptByWhatShowsIt
from fiverings.cases.models.arriving import NoPlace, NoVisitPromised
from fiverings.cases.tests.gate import AN_HOUR, called, owed, promised
from fiverings.cases.tests.test_programs import Program
from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.promises.models import LateFulfilment, Outcome, Outstanding, Promise, PromiseAttempt
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World) -> Case:
    return called(world)


def arrived(case: Case, world: World, **more: Any) -> Attendance:
    given: dict[str, Any] = {"person": world.eli, "site": world.maple.sites.get(), "by": world.ana, "at": world.now}
    return case.arrive(**(given | more))


def test_an_arrival_keeps_the_visit_and_is_its_evidence(case: Case, world: World, settle: Settle) -> None:
    visit, call_back = promised(case, world, "visit"), promised(case, world, "call_back")
    attendance = arrived(case, world)
    settle()
    assert visit.outcome.kind == "kept" and visit.outcome.evidence.find() == attendance
    assert ("call_back", True) in owed(case) and not hasattr(call_back, "outcome")
    [told] = recall(Entry.objects.about(case).filter(kind="cases.SomebodyArrived"))
    assert str(told.tell()) == f"Eli arrived for {case}: {world.maple.sites.get()}"


def test_who_arrives_late_has_come_and_the_word_stays_broken_and_is_made_right_in_words(
    case: Case, world: World, settle: Settle
) -> None:
    visit = promised(case, world, "visit")
    arrived(case, world, at=visit.due_at + timedelta(minutes=1))
    settle()
    late = LateFulfilment.objects.get()
    assert visit.outcome.kind == "broken" and (late.promise, late.evidence.label) == (visit, "cases.attendance")
    assert ("recovery", False) in owed(case)


def test_a_visit_that_broke_before_is_made_by_who_arrives_after_all(case: Case, world: World) -> None:
    visit = promised(case, world, "visit")
    Outstanding.objects.of(case).overdue(world.now + AN_HOUR).break_all(at=world.now + AN_HOUR)
    arrived(case, world, site=None, place="At the back door", at=world.now + 1.5 * AN_HOUR)
    assert visit.late_fulfilment.at == world.now + 1.5 * AN_HOUR and str(Attendance.objects.get()) == "At the back door"
    with pytest.raises(NoVisitPromised):
        arrived(case, world, at=world.now + 2 * AN_HOUR)


def test_where_nobody_was_the_visit_was_tried_and_is_still_owed(case: Case, world: World, settle: Settle) -> None:
    visit = promised(case, world, "visit")
    arrived(case, world, met=False)
    settle()
    assert ("visit", True) in owed(case) and PromiseAttempt.objects.get().promise == visit
    assert Entry.objects.about(case).filter(kind="cases.NobodyWasThere").count() == 1


def test_of_two_visits_only_the_one_that_is_named_is_made(case: Case, world: World) -> None:
    first, second = promised(case, world, "visit"), promised(case, world, "visit", what="The second floor")
    arrived(case, world, visits=[second])
    assert second.outcome.kind == "kept" and Outstanding.objects.filter(promise=first).exists()


def test_nobody_arrives_nowhere_nor_where_another_customer_is_nor_uncalled(case: Case, world: World) -> None:
    with pytest.raises(NoVisitPromised):
        arrived(case, world)
    promised(case, world, "visit")
    elsewhere = world.orion.sites.create(name="Bay Street")
    for where in ({"site": None}, {"site": None, "place": " "}, {"site": elsewhere}):
        with pytest.raises(NoPlace):
            arrived(case, world, **where)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(case=case, person=world.eli, met=True, at=world.now)


def test_a_visit_is_not_kept_by_saying_that_it_is_done(case: Case, world: World) -> None:
    visit = promised(case, world, "visit")
    with pytest.raises(KeptByWhatShowsIt, match="when one of us arrives"):
        case.keep(visit, by=world.ana, at=world.now)
    assert Outstanding.objects.filter(promise=visit).exists()


def test_the_audit_finds_a_visit_that_is_kept_by_no_arrival_and_leaves_what_was_kept_before(
    case: Case, world: World
) -> None:
    by_hand, met, missed, forged = (promised(case, world, "visit", what=str(each)) for each in range(4))
    Promise.keep(by_hand, by=world.ana, at=world.now)
    assert not list(visits_on_which_nobody_arrived())
    arrived(case, world, visits=[met])
    nobody = arrived(case, world, visits=[missed], met=False)
    assert not list(visits_on_which_nobody_arrived())
    Promise.keep(missed, evidence=nobody, by=world.ana, at=world.now)
    Promise.keep(forged, by=world.ana, at=world.now)
    found = [record for record, _how in visits_on_which_nobody_arrived()]
    assert found == [missed.outcome, forged.outcome]


def test_the_audit_finds_a_visit_that_cites_who_arrived_elsewhere_or_at_another_moment(
    case: Case, world: World
) -> None:
    stranger = Case.begin(contact=world.orion.contacts.first(), need="Noise", by=world.ana, at=world.now)
    made, before = promised(case, world, "visit"), promised(case, world, "visit", what="The second floor")
    elsewhere = promised(stranger, world, "visit")
    arrival = arrived(case, world, visits=[made])
    Promise.keep(elsewhere, evidence=arrival, by=world.ana, at=world.now)
    Promise.keep(before, evidence=arrival, by=world.ana, at=world.now - AN_HOUR / 2)
    found = {record for record, _how in visits_on_which_nobody_arrived()}
    assert found == {elsewhere.outcome, before.outcome}


def test_an_arrival_stays_as_it_was_written(case: Case, world: World) -> None:
    promised(case, world, "visit")
    arrived(case, world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.update(met=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.all().delete()


@time_machine.travel("2026-04-30T14:22:00Z", tick=False)
def test_the_page_offers_to_say_that_we_have_arrived_and_never_that_it_is_done(
    case: Case, world: World, ana: Client
) -> None:
    page = case.get_absolute_url()
    assert "We have arrived" not in ana.get(page).content.decode() and ana.get(f"{page}arrival/").status_code == 404
    visit = promised(case, world, "visit", what="Eli brings a card")
    shown, sheet = ana.get(page).content.decode(), ana.get(f"{page}arrival/").content.decode()
    assert "We have arrived" in shown and "It is done" not in shown
    assert "Eli brings a card" in sheet and "is not taken back" in sheet
    given = {"person": world.eli.pk, "site": "", "place": ""}
    assert ana.post(f"{page}arrival/", given | {"visits": [visit.pk]}).status_code == 422
    ana.post(f"{page}arrival/", given | {"place": "The lodge", "visits": [visit.pk]})
    assert visit.outcome.kind == "kept" and Attendance.objects.get().person == world.eli
    assert "The lodge" in ana.get(page).content.decode()


@time_machine.travel("2026-04-30T14:22:00Z", tick=False)
def test_whoever_says_it_second_reads_that_it_is_said_and_keeps_what_they_typed(
    case: Case, world: World, ana: Client
) -> None:
    visit = promised(case, world, "visit")
    given = {"person": world.eli.pk, "site": "", "place": "The lodge", "visits": [visit.pk]}
    first, second = (ana.post(f"{case.get_absolute_url()}arrival/", given) for _time in range(2))
    text = second.content.decode()
    assert (first.status_code, second.status_code) == (302, 422) and Attendance.objects.count() == 1
    assert "One of these is owed no more" in text and "The lodge" in text


def test_a_late_visit_stops_being_offered_once_it_is_made(case: Case, world: World, ana: Client) -> None:
    visit = promised(case, world, "visit")
    with time_machine.travel(visit.due_at + timedelta(minutes=1), tick=False):
        visit.break_()
        assert "We have arrived" in ana.get(case.get_absolute_url()).content.decode()
        arrived(case, world, at=None)
        assert "We have arrived" not in ana.get(case.get_absolute_url()).content.decode()


def test_a_merge_takes_the_visit_along_and_who_arrives_there_keeps_it(case: Case, world: World) -> None:
    visit = promised(case, world, "visit")
    whole = Case.begin(contact=world.priya, need="Everything", by=world.ana, at=world.now)
    case.merge_into(whole, by=world.ana, at=world.now)
    arrived(whole, world)
    connection.check_constraints()
    assert Outcome.objects.get(promise=visit).kind == "kept"


def test_a_program_that_names_a_visit_that_is_not_there_has_nobody_arrive(case: Case, world: World) -> None:
    visit, ana = promised(case, world, "visit"), Program(world.ana)
    given: dict[str, Any] = {"place": "At the door", "visits": [visit.pk, visit.pk + 1000]}
    assert ana.post(f"/cases/{case.number}/attendances", **given).status_code == 404
    assert not Attendance.objects.exists()
