"""A need may turn out to be of another sort; what was promised stays, and what a customer needs is never ours alone."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from fiverings.cases.models import CannotConvert, Case, Kind, State
from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.diagnosis.models import Cause
from tests.world import World

from .gate import called, passed
from .standing import propose


def test_past_the_gate_a_need_is_sorted_anew_and_every_promise_stays(world: World) -> None:
    case = passed(called(world), world)
    case.convert(kind=Kind.INCIDENT, by=world.ana)
    owed = list(case.outstanding().values_list("promise", "due_at"))
    case.convert(kind=Kind.REQUEST, by=world.ana)
    assert Case.objects.get(pk=case.pk).kind == Kind.REQUEST
    assert owed and list(case.outstanding().values_list("promise", "due_at")) == owed
    line = Entry.objects.about(case).filter(kind="cases.CaseConverted").latest("id")
    assert (line.payload["before"], line.payload["sort"]) == ("incident", "service_request")
    assert recall([line])[0].tell() == f"Ana sorted {case} anew"


@pytest.mark.parametrize("kind", ["", "nonsense", Kind.INTERNAL])
def test_what_a_contact_needs_is_sorted_and_never_internal(world: World, kind: str) -> None:
    case = passed(called(world), world)
    with pytest.raises(CannotConvert):
        case.convert(kind=kind, by=world.ana)
    with pytest.raises(CannotConvert):
        Case.open_for(world.maple, need="A lamp", contact=world.priya, kind=kind or "nonsense", by=world.ana)


def test_no_gate_is_passed_by_calling_a_need_internal(world: World) -> None:
    case = Case.open_for(world.maple, need="The phones are dead", contact=world.priya, by=world.ana)
    with pytest.raises(CannotConvert, match="Priya"):
        case.note_intake(kind=Kind.INTERNAL, by=world.ana)
    with pytest.raises(IntegrityError, match="cases_what_a_contact_needs_is_not_internal"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(kind=Kind.INTERNAL)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET kind = 'internal' WHERE id = %s", [case.pk])


def test_what_is_ours_becomes_no_customers_need(world: World) -> None:
    case = Case.open_for(world.maple, need="Order spare cards", kind=Kind.INTERNAL, owner=world.chidi, by=world.ana)
    with pytest.raises(CannotConvert, match="Open a case"):
        case.note_intake(kind=Kind.INCIDENT, by=world.chidi)


def test_only_what_we_are_on_is_sorted_anew(world: World) -> None:
    case = Case.open_for(world.maple, need="The phones are dead", contact=world.priya, by=world.ana)
    with pytest.raises(CannotConvert, match="at the gate"):
        case.convert(kind=Kind.REQUEST, by=world.ana)


def test_whoever_says_that_it_does_not_work_is_asked_anew_how_severe_it_is(world: World) -> None:
    case = passed(called(world), world)
    propose(case, world, cause=Cause.objects.first(), severity_confirmed=case.severity)
    assert case.severity is not None and case.open_session() is None
    case.reject(contact=world.priya, by=world.priya)
    session = case.open_session()
    assert case.state == State.ACTIVE and session is not None and not session.evidence.exists()


def test_the_sort_of_a_need_is_changed_where_it_stands(ana: Client, world: World) -> None:
    case = passed(called(world), world)
    address = f"{case.get_absolute_url()}conversion/"
    assert f'href="{address}"' in ana.get(case.get_absolute_url()).content.decode()
    assert 'value="internal"' not in ana.get(address).content.decode()
    assert ana.post(address, {"kind": Kind.QUESTION}).status_code == 302
    case.refresh_from_db()
    assert case.kind == Kind.QUESTION
