"""The guide to escalating: versions that are never changed, and what the one that counts now says."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.db import connection

from fiverings.cases.models import ASKS, BadRule, EscalationGuide, EscalationRule, GuideMovedOn
from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.promises.tests.refusing import refused, sql
from tests.racing import alone, leaving_nothing, meanwhile
from tests.world import World

CHASED = EscalationRule(
    code="", name="Chased twice", kind="functional", raises=True, reason="They came to us twice.",
    when={"chases_at_least": 2, "severity_at_most": 2},
)  # fmt: skip
EVERYTHING: dict[str, Any] = {
    "severity_at_most": 1, "broken_at_least": 2, "chases_at_least": 1, "contacts_at_least": 3,
    "words": ["fire", "lawyer"], "open_minutes": 90, "confidential": True, "agreement": False,
}  # fmt: skip


def ruled(**changes: Any) -> EscalationRule:
    return dataclasses.replace(CHASED, **changes)


def test_a_new_house_begins_with_the_rule_that_a_broken_promise_escalates(world: World) -> None:
    (rule,) = EscalationGuide.current().rules
    assert (rule.code, rule.kind, rule.raises) == ("promise.broken", "hierarchical", True)
    assert rule.says() == "the number of broken promises is at least 1"


def test_a_guide_that_is_set_replaces_the_one_before_which_stays(world: World) -> None:
    first = EscalationGuide.current()
    guide = EscalationGuide.set(first.with_rule(CHASED), replaces=1, by=world.dana, at=world.now)
    assert EscalationGuide.current() == guide and guide.number == 2
    assert [each.code for each in guide.rules] == ["promise.broken", "rule.2.2"]
    assert [each.name for each in EscalationGuide.objects.get(number=1).rules] == ["A promise was broken"]
    (event,) = recall(Entry.objects.filter(kind="cases.EscalationGuideSet"))
    assert (event.guide, event.before, event.by) == (guide, first, world.dana)  # type: ignore[attr-defined]


def test_a_rule_that_is_changed_keeps_its_code_and_place(world: World) -> None:
    guide = EscalationGuide.set([*EscalationGuide.current().rules, CHASED], by=world.dana)
    first = dataclasses.replace(guide.rules[0], name="We broke our word")
    again = EscalationGuide.set(guide.with_rule(first), by=world.dana)
    assert [(each.code, each.name) for each in again.rules] == [
        ("promise.broken", "We broke our word"),
        ("rule.2.2", "Chased twice"),
    ]
    assert [each.code for each in EscalationGuide.set(again.without("promise.broken"), by=world.dana).rules] == [
        "rule.2.2"
    ]


def test_who_read_an_older_guide_sets_none(world: World) -> None:
    EscalationGuide.set([CHASED], replaces=1, by=world.dana)
    with pytest.raises(GuideMovedOn):
        EscalationGuide.set([], replaces=1, by=world.ines)
    assert EscalationGuide.current().number == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "}, {"reason": ""}, {"when": {}}, {"when": {"moon": 1}}, {"when": {"words": []}},
        {"when": {"words": ["x" * 61]}}, {"when": {"chases_at_least": 0}}, {"when": {"severity_at_most": True}},
        {"when": {"confidential": "yes"}}, {"when": {"open_minutes": 10**6}}, {"name": "A promise was broken"},
        {"code": "never.seen"}, {"code": "promise.broken"}, {"kind": "magic"},
    ],
    ids=str,
)  # fmt: skip
def test_a_rule_that_cannot_be_asked_is_refused(world: World, wrong: Any) -> None:
    with pytest.raises(BadRule):
        EscalationGuide.set([*EscalationGuide.current().rules, ruled(**wrong)], by=world.dana)
    assert EscalationGuide.current().number == 1


def test_everything_that_a_rule_asks_for_reads_as_one_sentence(world: World) -> None:
    assert EVERYTHING.keys() == ASKS.keys()
    assert ruled(when=EVERYTHING).says() == (
        "the severity is at most 1 and the number of broken promises is at least 2"
        " and the number of chases is at least 1 and how often they wrote or called is at least 3"
        " and what they said last mentions “fire” or “lawyer”"
        " and its time open, in opening hours, is at least 1 h 30 min and the account is confidential"
        " and an agreement is not in force"
    )


def test_no_version_of_the_guide_is_ever_changed(world: World) -> None:
    guide = EscalationGuide.set([CHASED], by=world.dana)
    for column, value in (("definition", []), ("number", 9), ("set_by_id", world.ana.pk), ("set_at", world.now)):
        setattr(guide, column, value)
        for act in (
            guide.save,
            lambda change={column: value}: EscalationGuide.objects.update(**change),
            lambda name=column: EscalationGuide.objects.bulk_update([guide], [name.removesuffix("_id")]),
        ):
            refused(act, match="never changed")
    refused(lambda: sql("UPDATE cases_escalationguide SET definition = '[]'"), match="never changed")
    refused(lambda: EscalationGuide.objects.all()._raw_delete("default"), match="never changed")
    refused(lambda: sql("DELETE FROM cases_escalationguide"), match="never changed")
    connection.check_constraints()
    refused(lambda: sql("TRUNCATE cases_escalationguide CASCADE"), match="never")


def test_a_rule_that_is_gone_is_neither_dropped_nor_moved(world: World) -> None:
    EscalationGuide.change(rule=CHASED, by=world.dana)
    EscalationGuide.drop(code="rule.2.2", by=world.dana)
    with pytest.raises(GuideMovedOn, match="not in the guide any more"):
        EscalationGuide.drop(code="rule.2.2", by=world.dana)
    with pytest.raises(GuideMovedOn, match="not in the guide any more"):
        EscalationGuide.move(code="rule.2.2", by_rows=1, by=world.dana)
    assert EscalationGuide.current().number == 3


def test_what_is_set_while_another_sets_it_keeps_what_the_other_set(db: None) -> None:
    def names() -> list[str]:
        return [each.name for each in EscalationGuide.current().rules]

    with leaving_nothing():
        meanwhile(
            lambda: EscalationGuide.change(rule=CHASED, by=None),
            lambda: EscalationGuide.move(code="promise.broken", by_rows=1, by=None),
        )
        assert alone(names) == ["Chased twice", "A promise was broken"]
