"""A promise ends once, and its ending is true: the database sees to it."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from fiverings.promises.models import LateFulfilment, Outcome, Outstanding, Renegotiation

from .promising import forged, later, promise
from .refusing import refused, sql


def test_an_outcome_ends_what_is_owed(world):
    told = promise(world)
    kept = Outcome(promise=told, kind="kept", at=later(world, 1))
    refused(kept.save, match="owed or has its one outcome")


def test_a_breach_is_written_once_and_never_undone(world):
    told = promise(world, 38)
    told.break_(at=later(world, 39))
    connection.check_constraints()
    breach = told.outcome
    for act in (
        lambda: Outcome.objects.update(kind="kept"),
        lambda: sql("UPDATE promises_outcome SET kind = 'released', words = 'x'"),
        breach.delete,
        lambda: sql("DELETE FROM promises_outcome"),
    ):
        refused(act, match="never changed")
    refused(lambda: Outcome(promise=told, kind="broken", at=later(world, 50)).save(), match="unique")
    refused(
        lambda: Outstanding(
            promise=told, due_at=told.due_at, person=world.ana, subject_label=told.subject_label, subject_id=1
        ).save(),
        match="owed or has its one outcome",
    )


def end(told, kind, at, **more):
    Outstanding.objects.get(promise=told).delete()
    Outcome(promise=told, kind=kind, at=at, **more).save()


@pytest.mark.parametrize(
    ("kind", "minutes", "match"),
    [
        ("broken", 37, "not broken before its time"),
        ("kept", 39, "whose time has passed is broken"),
        ("released", 39, "whose time has passed is broken"),
        ("replaced", 20, "only with consent"),
        ("forgotten", 20, "one_of_four"),
    ],
)
def test_an_outcome_says_what_is_true(world, kind, minutes, match):
    told = promise(world, 38)
    refused(lambda: end(told, kind, later(world, minutes), words="x"), match=match)


def agree(told, world, *, consent="Yes.", minutes=20):
    other = forged(promise(world, 50), replaces=told)
    Renegotiation(promise=told, replacement=other, consent=consent, how="spoken", at=later(world, minutes)).save()


def test_a_promise_is_replaced_only_with_consent_in_time(world):
    told = promise(world, 38)
    with transaction.atomic():
        agree(told, world)
        end(told, "replaced", later(world, 20))
        connection.check_constraints()
    late = promise(world, 38)
    refused(
        lambda: (agree(late, world, minutes=39), end(late, "replaced", later(world, 20))), match="only with consent"
    )
    refused(
        lambda: (agree(late, world, consent=" "), end(late, "replaced", later(world, 20))), match="only with consent"
    )
    refused(lambda: agree(late, world, consent=""), match="customers_consent")
    refused(lambda: agree(late, world), match="replaces one promise by another")


def test_only_a_broken_promise_is_fulfilled_late(world):
    told = promise(world, 38)
    late = LateFulfilment(promise=told, at=later(world, 50))
    refused(late.save, match="Only a broken promise")
    told.break_(at=later(world, 39))
    refused(LateFulfilment(promise=told, at=later(world, 38)).save, match="Only a broken promise")
    late.save()
