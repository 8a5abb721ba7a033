"""The audit: each rule names what breaks it, and what the journal tells is compared with what the tables hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import models

from fiverings.core import auditing, rebuilding, slots
from fiverings.core.auditing import ask_rules
from fiverings.core.checks import rules_are_kept
from fiverings.core.events import Event
from fiverings.core.journal import announce
from fiverings.core.models import Audit
from fiverings.core.rebuilding import Line, compare_with_journal
from fiverings.core.references import Reference
from fiverings.core.schedule import ask_every_rule
from fiverings.people.models import Person
from tests.world import World


@dataclass(frozen=True)
class Renamed(Event):
    """Somebody is called otherwise."""

    person: Person
    letters: int
    advised_by: Person | None = None
    sentence = "{person} is called otherwise"


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rules and nothing to rebuild but what a test brings."""
    monkeypatch.setattr(slots, "audit", slots.Slot("audit"))
    monkeypatch.setattr(slots, "rebuild", slots.Slot("rebuild"))


def forbid(*names: str) -> None:
    @slots.audit("I-99", sentence="Nobody is called so")
    def nobody_is_called_so() -> Iterator[tuple[models.Model, str]]:
        for person in Person.objects.filter(known_as__in=names).order_by("id"):
            yield person, f"is called {person.known_as}"


def test_a_rule_that_is_kept_says_so_in_one_line(world: World, rules: None) -> None:
    forbid("Nobody")
    (verdict,) = ask_rules()
    assert verdict.is_kept
    assert list(verdict.lines()) == ["I-99 Nobody is called so: nothing found"]


def test_each_record_that_breaks_a_rule_is_named_with_how_it_does(world: World, rules: None) -> None:
    forbid("Ana", "Ben")
    (verdict,) = ask_rules()
    assert not verdict.is_kept
    assert list(verdict.lines()) == [
        "I-99 Nobody is called so: 2 found",
        f"    people.person#{world.ana.id} is called Ana",
        f"    people.person#{world.ben.id} is called Ben",
    ]
    assert verdict.as_json()["first"][0] == {"record": f"people.person#{world.ana.id}", "sentence": "is called Ana"}


def test_all_that_breaks_a_rule_is_counted_and_the_first_of_it_shown(
    world: World, rules: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditing, "SHOWN_AT_MOST", 1)
    forbid("Ana", "Ben", "Chidi")
    (verdict,) = ask_rules()
    assert (verdict.count, len(verdict.first)) == (3, 1)
    assert list(verdict.lines())[-1] == "    and 2 more"


def test_one_rule_can_be_asked_alone(world: World, rules: None) -> None:
    forbid("Ana")
    assert list(ask_rules("I-98")) == []
    assert [verdict.rule for verdict in ask_rules("I-99")] == ["I-99"]


def rebuild_names() -> None:
    def stands(ids: list[int]) -> dict[int, dict[str, Any]]:
        found = Person.objects.filter(id__in=ids, known_as__in=("Ana", "Ben"))
        return {person.id: {"letters": len(person.known_as)} for person in found}

    @slots.rebuild("people.person", stands=stands)
    def person_from_lines(person: Reference, lines: list[Line]) -> dict[str, Any]:
        told = [line.held["letters"] for line in lines if line.kind == Renamed.kind and line.subject == person]
        return {"letters": told[-1]} if told else {}


def test_facts_rebuilt_from_lines_are_compared_with_those_that_stand(world: World, rules: None) -> None:
    rebuild_names()
    announce(Renamed(world.ana, letters=7), by=None)
    announce(Renamed(world.ana, letters=3), by=world.ben)
    announce(Renamed(world.ben, letters=4, advised_by=world.ana), by=world.ben)
    (verdict,) = compare_with_journal()
    assert (verdict.rule, verdict.looked_at) == ("I-33", Person.objects.count())
    assert [(each.record.id, each.sentence) for each in verdict.first] == [
        (world.ben.id, "letters is 3, but its lines tell 4")
    ]


def test_a_record_without_lines_is_found(world: World, rules: None) -> None:
    rebuild_names()
    announce(Renamed(world.ana, letters=3), by=None)
    (verdict,) = compare_with_journal()
    assert [each.sentence for each in verdict.first] == ["letters is 3, but its lines tell None"]


def test_a_sample_looks_at_no_more_than_was_asked(world: World, rules: None) -> None:
    rebuild_names()
    (verdict,) = compare_with_journal(sample=2)
    assert verdict.looked_at == 2


def test_records_are_read_in_chunks(world: World, rules: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "RECORDS_AT_ONCE", 3)
    rebuild_names()
    (verdict,) = compare_with_journal()
    assert verdict.looked_at == Person.objects.count() > 3


def test_a_line_is_read_without_the_records_it_names(world: World, django_assert_num_queries: Any) -> None:
    (entry,) = announce(Renamed(world.ana, letters=3, advised_by=world.ben), by=world.ben)
    with django_assert_num_queries(1):
        *_earlier, line = rebuilding.lines_about("people.person", [world.ana.id])[world.ana.id]
    assert line.at == entry.at
    assert line.actor == Reference("people.person", world.ben.id)
    assert line.held == {
        "person": Reference("people.person", world.ana.id),
        "letters": 3,
        "advised_by": Reference("people.person", world.ben.id),
    }


def test_the_hourly_audit_turns_its_check_red_until_nothing_is_found(
    world: World, rules: None, settle: Callable[[], None]
) -> None:
    forbid("Ana")
    ask_every_rule()
    settle()
    assert Audit.objects.latest_done().broken == {"I-99": 1}
    assert rules_are_kept() == slots.Finding(
        False, "Records break these rules: I-99: 1; bin/fiverings audit names them."
    )
    Person.objects.filter(known_as="Ana").update(known_as="Anna")
    ask_every_rule()
    settle()
    assert rules_are_kept().ok
    assert Audit.objects.count() == 1
