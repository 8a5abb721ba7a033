"""What must always hold is kept by what the register names, and whoever tries to break it is refused."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import ANSWERS, promised
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import written
from fiverings.core import slots
from fiverings.core.auditing import ask_rules
from fiverings.promises.models import Outstanding
from tests.forging import unguarded
from tests.house.forgeries import FORGERIES, FOUND, is_refused
from tests.house.invariants import INVARIANTS, Invariant
from tests.house.plan import ROOT
from tests.world import World

AN_HOUR = timedelta(hours=1)
GUARDS = """
    SELECT tgname FROM pg_trigger WHERE NOT tgisinternal UNION SELECT conname FROM pg_constraint
    UNION SELECT relname FROM pg_class WHERE relkind = 'i'"""


@pytest.fixture
def lived(world: World, settle: Callable[[], None]) -> Case:
    """A case through its gate, with help asked, a promise broken and chased, and one that became part of it."""
    case = written(world.priya, settle, at=world.now)
    case.note_intake(site=world.maple.sites.get(), **ANSWERS, by=world.ana, at=world.now)
    case.raise_severity(level=1, reason="Nobody can call.", by=world.ana, at=world.now)
    case.hear_expectation(unknown=True, by=world.ana, at=world.now)
    promised(case, world)
    case.tell_cost(billable="no", basis="It is covered.", by=world.ana, at=world.now)
    case.complete_intake(by=world.ana, at=world.now)
    case.grant_goodwill(kind="credit", amount=Decimal(5), currency="CAD", reason="Sorry", by=world.ana, at=world.now)
    nearly = world.now + timedelta(minutes=59)
    case.ask(to=world.chidi, what="The card", needed_by=world.now + 2 * AN_HOUR, by=world.ana, at=nearly)
    write_in(world.priya, "Where are you?", thread=case.thread(), at=world.now + AN_HOUR / 3)
    settle()
    again = written(world.priya, settle, "The phones ring elsewhere!", at=world.now + AN_HOUR / 2)
    again.merge_into(case, reason="The same line", by=world.ana, at=world.now + AN_HOUR / 2)
    dismissed = written(world.omar, settle, "Buy our lamps!", at=world.now)
    dismissed.dismiss(reason="They sell lamps.", by=world.ana, at=world.now)
    written(world.omar, settle, "Nobody hears us.", at=world.now).take_over(
        reason="Quicker", by=world.dana, at=world.now
    )
    Outstanding.objects.of(case).overdue(world.now + AN_HOUR).break_all(at=world.now + AN_HOUR)
    connection.check_constraints()
    return case


@pytest.mark.parametrize("kept", INVARIANTS, ids=lambda kept: kept.rule)
def test_every_invariant_has_what_its_mark_asks_for(db: None, kept: Invariant) -> None:
    with connection.cursor() as cursor:
        cursor.execute(GUARDS)
        guards = {name for (name,) in cursor.fetchall()}
    assert not set(kept.guards) - guards
    assert kept.guards or kept.mark == "S"
    assert kept.is_audited or kept.mark != "S"
    assert kept.is_audited == any(rule.place == kept.rule for rule in slots.audit.all())


@pytest.mark.parametrize("kept", INVARIANTS, ids=lambda kept: kept.rule)
def test_every_invariant_has_tests_that_try_to_break_it(kept: Invariant) -> None:
    assert kept.tests
    for test in kept.tests:
        file, name = test.split("::")
        tree = ast.parse((ROOT / file).read_text())
        assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}, test


def test_whatever_is_kept_by_the_database_is_tried(db: None) -> None:
    assert {kept.rule for kept in INVARIANTS if kept.mark in "DB"} <= {forgery.rule for forgery in FORGERIES}


def test_every_forgery_is_refused_through_a_record_in_bulk_and_in_plain_sql(lived: Case) -> None:
    accepted = [
        f"{forgery} by {way}"
        for forgery in FORGERIES
        if forgery.found()
        for way, act in forgery.ways()
        if not is_refused(act, (IntegrityError,))
    ]
    assert not accepted


def test_the_audit_finds_each_forgery_that_somebody_left_who_suspended_the_guards(lived: Case, world: World) -> None:
    with time_machine.travel(world.now + AN_HOUR):
        assert [list(verdict.lines()) for verdict in ask_rules() if not verdict.is_kept] == []
        assert {rule.place for rule in slots.audit.all()} == {forgery.rule for forgery in FOUND}
        unseen = []
        for forgery in FOUND:
            assert forgery.found()
            with transaction.atomic():
                with unguarded(forgery.model), connection.cursor() as cursor:
                    cursor.execute(forgery.sql)
                unseen += [] if any(not verdict.is_kept for verdict in ask_rules(forgery.rule)) else [str(forgery)]
                transaction.set_rollback(True)
        assert not unseen
