"""The audit finds what was written past every verb, and the journal tells what became of each promise."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from fiverings.core.auditing import ask_rules
from fiverings.core.rebuilding import compare_with_journal
from fiverings.promises.models import Guarantee, Outcome, Promise

from .promising import expect, forged, later, offer, promise, to_ourselves

RULES = ("I-05", "I-06", "I-10", "I-12")


@pytest.fixture(autouse=True)
def then(world):
    """Rules are asked in the middle of that day."""
    with time_machine.travel(later(world, 12), tick=False):
        yield


def found(rule):
    """What breaks a rule among promises: each record's id, and how."""
    broken = [each for verdict in ask_rules(rule) for each in verdict.first]
    return {each.record.id: each.sentence for each in broken if each.record.label.startswith("promises.")}


def past_every_rule(table, sql, *values):
    """Write as nobody but the owner of the tables could."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        connection.check_constraints()
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture
def honest(world):
    """Promises that were kept, broken, changed and told late with reason."""
    expect(world, 300)
    told = promise(world, 200)
    told.renegotiate(due_at=later(world, 400), consent="Later is fine.", by=world.ana, at=later(world, 5))
    broken = to_ourselves(world, 10)
    broken.break_(at=later(world, 11))
    broken.recovered_by.keep(by=world.ana, at=later(world, 12))
    return told


@pytest.mark.parametrize("rule", RULES)
def test_an_honest_house_breaks_no_rule(honest, rule):
    assert found(rule) == {}


def test_a_replacement_that_nobody_agreed_to_is_found(world, honest):
    other = forged(promise(world, 60), replaces=promise(world, 30))
    assert found("I-05") == {other.pk: f"takes the place of promise {other.replaces_id}, and nobody agreed"}


def test_an_agreement_that_came_too_late_is_found(honest):
    agreed = honest.renegotiation
    sql = "UPDATE promises_renegotiation SET at = %s WHERE id = %s"
    past_every_rule("promises_renegotiation", sql, honest.due_at + timedelta(seconds=1), agreed.pk)
    assert found("I-05") == {agreed.pk: "was agreed when the time had passed"}


def test_a_promise_told_later_than_our_standard_is_found(world, honest):
    like = promise(world, 60)
    later_than_asked = forged(like, due_at=later(world, 301))
    nobody_asked = forged(like, due_at=later(world, 121), expectation=None)
    not_measured = forged(like, guarantee=None, guarantee_due_at=None)
    assert set(found("I-06")) == {later_than_asked.pk, nobody_asked.pk, not_measured.pk}
    assert found("I-06")[not_measured.pk] == "was told without asking our standard"


def test_what_was_agreed_about_another_time_is_no_leave_to_tell_later(world):
    told = forged(promise(world, 60), due_at=later(world, 200), consent="Fine.")
    assert set(found("I-06")) == {told.pk}


def test_a_breach_that_nobody_makes_right_is_found(world):
    broken = to_ourselves(world, 10)
    broken.break_(at=later(world, 11))
    connection.check_constraints()
    past_every_rule("promises_promise", "UPDATE promises_promise SET recovers_id = NULL")
    assert found("I-10") == {broken.outcome.pk: "was followed by nothing that makes it right"}


def test_a_breach_that_no_clock_has_seen_is_found(world):
    owed = to_ourselves(world, 5).outstanding
    assert "is overdue since" in found("I-10")[owed.pk]


def test_a_time_that_its_calendar_does_not_say_is_found(world):
    told = promise(world, 60)
    sql = "UPDATE promises_promise SET guarantee_due_at = %s WHERE id = %s"
    past_every_rule("promises_promise", sql, later(world, 121), told.pk)
    assert set(found("I-12")) == {told.pk}


def test_no_later_calendar_or_standard_makes_an_old_promise_wrong(world):
    promise(world, 60)
    Guarantee.set(kind="call_back", severity=2, minutes=1, by=world.dana, at=later(world, 1))
    world.calendar.revise(definition={"tz": "UTC", "hours": {}}, by=world.dana, at=later(world, 1))
    assert [found(rule) for rule in RULES] == [{}] * 4


def contradictions():
    verdicts = [each for each in compare_with_journal() if "promises.promise" in each.sentence]
    assert verdicts[0].looked_at == Promise.objects.count()
    return {str(each.record): each.sentence for each in verdicts[0].first}


def test_the_journal_alone_tells_what_became_of_every_promise(world, honest):
    late = promise(world, 10)
    late.keep(by=world.ana, at=later(world, 11))
    offer(world, 60).speak(by=world.ana, at=world.now).release(words="No need.", by=world.ana, at=later(world, 3))
    assert contradictions() == {}


def test_an_outcome_that_the_journal_does_not_tell_is_found(world, honest):
    kept = promise(world, 60)
    kept.keep(by=world.ana, at=later(world, 1))
    sql = "UPDATE promises_outcome SET kind = 'released', words = 'x' WHERE promise_id = %s"
    past_every_rule("promises_outcome", sql, kept.pk)
    assert contradictions() == {f"promises.promise#{kept.pk}": "outcome is released, but its lines tell kept"}
    assert Outcome.objects.get(promise=kept).kind == "released"
