"""The lines of a case tell its state, its owner, its severity and what became of its promises; the audit compares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from fiverings.cases.models import Case, State
from fiverings.cases.models.rebuilding import LABEL, as_they_stand, retold
from fiverings.cases.tests.gate import ANSWERS, promised
from fiverings.cases.tests.standing import propose, tell_everything, written
from fiverings.core.auditing import Verdict
from fiverings.core.rebuilding import compare_with_journal, lines_about
from fiverings.core.references import refer
from fiverings.people.models import Person
from fiverings.promises.models import Ending, Outcome, Outstanding, Promise
from tests.forging import unguarded
from tests.settling import settle_everything
from tests.world import World

Settle = Callable[..., None]
AN_HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def lived(lasting: None) -> int:
    """Written, asked, found to be severe, promised about, and through the gate, by verbs alone."""
    world = World.read()
    case = written(world.priya, settle_everything, at=world.now)
    case.note_intake(site=world.maple.sites.get(), **ANSWERS, by=world.ana, at=world.now)
    case.raise_severity(level=1, reason="Nobody can call.", by=world.ana, at=world.now)
    case.hear_expectation(unknown=True, by=world.ana, at=world.now)
    promised(case, world)
    case.tell_cost(billable="no", basis="It is covered.", by=world.ana, at=world.now)
    case.complete_intake(by=world.ana, at=world.now)
    settle_everything()
    return case.pk


@pytest.fixture
def case(world: World, lived: int) -> Case:
    return Case.objects.get(pk=lived)


def verdict() -> Verdict:
    (found,) = (each for each in compare_with_journal() if LABEL in each.sentence)
    return found


def told(case: Case) -> dict[str, object]:
    """What the lines of a case tell, after they were compared."""
    assert verdict().first == []
    return retold(refer(case), lines_about(LABEL, [case.pk])[case.pk])


def test_the_gate_the_severity_and_the_owner_are_told(case: Case, world: World) -> None:
    facts = told(case)
    assert (facts["state"], facts["owner"], facts["severity"]) == (State.ACTIVE, world.ana.pk, 1)
    assert "" in facts["promises"].values()  # type: ignore[attr-defined]


def test_a_handoff_and_a_takeover_are_told(case: Case, world: World) -> None:
    offer = case.hand_off(to=world.ben, note="The line.", by=world.ana, at=world.now)
    assert told(case)["owner"] == world.ana.pk
    offer.accept(read_back="The line at their site.", by=world.ben, at=world.now)
    assert told(case)["owner"] == world.ben.pk
    Person.objects.filter(pk=world.eli.pk).update(roles=["advocate", "lead"])
    lead = Person.objects.get(pk=world.eli.pk)
    Case.objects.get(pk=case.pk).take_over(reason="Ben is away.", by=lead, at=world.now)
    assert told(case)["owner"] == lead.pk


def test_waiting_and_going_on_are_told(case: Case, world: World, settle: Settle) -> None:
    case.lower_severity(level=2, reason="It is one line.", by=world.ben, at=world.now)
    case.ask_customer("Which line is it?", by=world.ana, at=world.now)
    tell_everything(settle, at=world.now + timedelta(minutes=1))
    facts = told(case)
    assert (facts["state"], facts["severity"]) == (State.WAITING, 2)
    case.end_waiting(by=world.ana, at=world.now + AN_HOUR)
    assert told(case)["state"] == State.ACTIVE


def test_the_end_and_the_new_beginning_are_told(case: Case, world: World, settle: Settle) -> None:
    propose(case, world)
    assert told(case)["state"] == State.PROPOSED
    case.reject(contact=world.priya, by=world.priya, at=world.now)
    assert told(case)["state"] == State.ACTIVE
    propose(case, world)
    case.confirm(contact=world.priya, by=world.priya, at=world.now)
    assert told(case)["state"] == State.RESOLVED
    case.reopen(reason="It rings elsewhere again.", by=world.ana, at=world.now + AN_HOUR)
    assert told(case)["state"] == State.ACTIVE


def test_what_became_of_each_promise_is_told(case: Case, world: World) -> None:
    Outstanding.objects.overdue(world.now + 3 * AN_HOUR).break_all(at=world.now + 3 * AN_HOUR)
    endings = set(told(case)["promises"].values())  # type: ignore[attr-defined]
    assert {Ending.BROKEN.value, ""} <= endings


def test_what_is_merged_and_parted_is_told(case: Case, world: World, settle: Settle) -> None:
    again = written(world.priya, settle, "The phones ring elsewhere!", at=world.now + AN_HOUR)
    again.merge_into(case, reason="The same line", by=world.ana, at=world.now + AN_HOUR)
    assert told(again)["state"] == State.MERGED
    assert told(case)["state"] == State.ACTIVE
    again.part(by=world.ana, at=world.now + 2 * AN_HOUR)
    settle()
    assert told(again)["state"] == State.INTAKE


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"state": State.PROPOSED}, "state is resolved_proposed, but its lines tell active"),
        ({"severity": 3}, "severity is 3, but its lines tell 1"),
        ({"owner": "chidi"}, "owner is {owner}, but its lines tell {ana}"),
    ],
)
def test_a_forged_case_is_found(case: Case, world: World, columns: dict[str, object], sentence: str) -> None:
    forged = {name: getattr(world, value) if name == "owner" else value for name, value in columns.items()}  # type: ignore[call-overload]
    with unguarded(Case):
        Case.objects.filter(pk=case.pk).update(**forged)
    (found,) = verdict().first
    assert found.record == refer(case)
    assert found.sentence == sentence.format(owner=world.chidi.pk, ana=world.ana.pk)


def test_a_forged_outcome_is_found(case: Case, world: World) -> None:
    standing = Outstanding.objects.of(case).to_customers().get().promise
    with unguarded(Outcome, Outstanding, Promise):
        Outcome(promise=standing, kind=Ending.KEPT, at=world.now).save()
    (found,) = verdict().first
    assert found.record == refer(case) and found.sentence.startswith("promises is ")
    assert as_they_stand([case.pk])[case.pk]["promises"][standing.pk] == "kept"
