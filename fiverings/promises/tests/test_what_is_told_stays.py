"""The database keeps promises: the ORM, bulk updates and plain SQL change nothing that was told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from fiverings.promises.models import (
    ChargeDisclosure,
    Expectation,
    LateFulfilment,
    Outcome,
    Outstanding,
    Promise,
    PromiseAttempt,
    Renegotiation,
)

from .promising import expect, forged, journey_of, later, promise, to_ourselves
from .refusing import refused, sql

FIXED = {
    "what": "other", "sentence": "Whenever.", "due_at": None, "zone": "UTC", "channel": "mail", "address": "",
    "told_at": None, "told_how": "written", "to_contact_id": None, "told_by_id": None, "owed_by_id": None,
    "severity": 3, "consent": "Fine.", "kind": "fix", "subject_id": 10**6, "guarantee_due_at": None,
}  # fmt: skip


@pytest.mark.parametrize("column", FIXED)
def test_nothing_of_a_promise_changes(world, column):
    told = promise(world)
    moved = {"due_at": later(world, 99), "told_at": later(world, -9), "guarantee_due_at": later(world, 9)}
    moved |= {"to_contact_id": world.nadia.pk, "told_by_id": world.ben.pk, "owed_by_id": world.ben.pk}
    value = moved.get(column, FIXED[column])
    setattr(told, column, value)
    for act in (
        told.save,
        lambda: Promise.objects.filter(pk=told.pk).update(**{column: value}),
        lambda: Promise.objects.bulk_update([told], [Promise._meta.get_field(column).name]),
        lambda: sql(f"UPDATE promises_promise SET {column} = %s WHERE id = %s", value, told.pk),
    ):
        refused(act, match="never changed")


def test_nothing_is_deleted_or_emptied(world):
    told = promise(world, 38)
    expect(world, 60)
    told.attempt(by=world.ana, at=later(world, 1))
    other = told.renegotiate(due_at=later(world, 40), consent="Yes.", by=world.ana, at=later(world, 2))
    other.break_(at=later(world, 41))
    other.fulfil_late(by=world.ana, at=later(world, 42))
    connection.check_constraints()
    for kept in (Promise, Outcome, Renegotiation, LateFulfilment, PromiseAttempt, Expectation):
        table = kept._meta.db_table
        assert kept.objects.exists()
        refused(lambda kept=kept: kept.objects.all()._raw_delete("default"), match="never changed")
        refused(lambda table=table: sql(f"DELETE FROM {table}"), match="never changed")
        refused(lambda table=table: sql(f"TRUNCATE {table} CASCADE"), match="never")
        refused(lambda table=table: sql(f"UPDATE {table} SET id = id + 1000"), match="never changed")
    refused(lambda: sql("TRUNCATE promises_outstanding"), match="never emptied")


def test_a_due_time_never_moves_neither_for_the_clock(world):
    owed = promise(world).outstanding
    owed.due_at += timedelta(minutes=1)
    for act in (
        owed.save,
        lambda: Outstanding.objects.update(due_at=owed.due_at),
        lambda: Outstanding.objects.bulk_update([owed], ["due_at"]),
        lambda: sql("UPDATE promises_outstanding SET due_at = due_at + interval '1 minute'"),
    ):
        refused(act, match="due when its promise says")


def test_what_is_owed_stays_with_its_promise(world):
    owed, other = promise(world).outstanding, promise(world)
    refused(lambda: sql("UPDATE promises_outstanding SET promise_id = %s", other.pk), match="stays with its promise")
    owed.promise = other
    refused(owed.save, match="stays with its promise")


def test_what_is_owed_ends_only_by_an_outcome(world):
    told = promise(world)
    connection.check_constraints()
    for act in (
        told.outstanding.delete,
        Outstanding.objects.all().delete,
        lambda: sql("DELETE FROM promises_outstanding"),
    ):
        refused(act, match="owed or has its one outcome")
    assert Outstanding.objects.get().promise == told


def test_a_promise_is_owed_from_its_first_moment(world):
    made = promise(world)
    made.pk, made.id, made.offer = None, None, None
    refused(lambda: Promise.objects.bulk_create([made]), match="owed or has its one outcome")


@pytest.mark.parametrize(
    "change", [{"to_person": None}, {"to_contact": "priya"}, {"told_how": "spoken"}, {"severity": 4}, {"severity": 0}]
)
def test_a_promise_is_to_a_customer_or_to_one_of_us_at_a_severity_that_there_is(world, change):
    changed = {name: getattr(world, value) if value == "priya" else value for name, value in change.items()}
    refused(lambda: forged(to_ourselves(world), **changed), match="promises_a_promise")


def test_who_is_forgotten_leaves_promises_without_words(world):
    told = promise(world, what="her mother's number")
    before = {each: getattr(told, each) for each in ("due_at", "told_at", "kind", "subject_id")}
    sql("SELECT core_forget('promises_promise', %s)", told.pk)
    told.refresh_from_db()
    assert {told.what, told.sentence, told.address, told.consent} == {"(erased)"}
    assert {each: getattr(told, each) for each in before} == before


def test_what_was_told_about_cost_is_acknowledged_once_and_never_changed(world):
    journey = journey_of(world)
    told = ChargeDisclosure.tell(
        subject=journey, journey=journey, billable="no", to=world.priya, by=world.ana, at=world.now
    )
    told.acknowledge(by=world.priya, at=later(world, 1))
    for act in (
        lambda: ChargeDisclosure.objects.update(billable="yes", cap=1, currency="CAD"),
        lambda: ChargeDisclosure.objects.update(acknowledged_at=None),
        lambda: sql("UPDATE promises_chargedisclosure SET acknowledged_at = acknowledged_at + interval '1 day'"),
        told.delete,
    ):
        refused(act, match="never changed")
