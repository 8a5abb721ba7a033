"""The page of the guide to escalating: read by those who work here, looked at before it is set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import Case, EscalationGuide, EscalationRule, GuideTrial
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import written
from fiverings.core.models import Entry
from fiverings.promises.models import Outstanding
from tests.world import World

Settle = Callable[..., None]
GUIDE = "/settings/escalation-guide/"
NEW = f"{GUIDE}rules/new/"
DAY = timedelta(days=1)


@pytest.fixture
def dana(world: World, client: Client) -> Client:
    client.force_login(world.dana)
    return client


@pytest.fixture
def now(world: World) -> Iterator[None]:
    with time_machine.travel(world.now + DAY, tick=False):
        yield


@pytest.fixture
def broken(world: World, settle: Settle, now: None) -> Case:
    """Priya wrote twice, and the promise to answer her was broken the same day."""
    case = written(world.priya, settle, "Calls ring at the wrong place.", at=world.now)
    write_in(world.priya, "My lawyer calls.", thread=case.thread(), at=world.now + timedelta(minutes=40))
    settle()
    owed = Outstanding.objects.of(case).order_by("due_at")[0]
    owed.promise.break_(at=owed.due_at + timedelta(seconds=5))
    settle()
    return case


def rule(**when: Any) -> EscalationRule:
    return EscalationRule(code="", name="Try", kind="functional", raises=True, reason="To see.", when=when)


def filled(**fields: Any) -> dict[str, Any]:
    asked = {"name": "A lawyer", "reason": "It may become a lawsuit.", "kind": "hierarchical", "how": "raise"}
    return {**asked, "replaces": EscalationGuide.current().number, **fields}


def test_everybody_who_helps_reads_the_guide_and_leads_set_it(dana: Client, world: World) -> None:
    page = dana.get(GUIDE).content.decode()
    assert "A promise was broken" in page and "the number of broken promises is at least 1" in page and NEW in page
    ana = Client()
    ana.force_login(world.ana)
    assert NEW not in ana.get(GUIDE).content.decode()
    assert ana.get(NEW).status_code == 403 and ana.post(NEW, filled(words="lawyer", act="set")).status_code == 403


def test_a_rule_goes_up_and_down_in_the_order_in_which_rules_are_asked(dana: Client, world: World) -> None:
    def codes() -> list[str]:
        return [each.code for each in EscalationGuide.current().rules]

    def place(code: str, by_rows: int, replaces: int) -> str:
        fields = {"by_rows": by_rows, "replaces": replaces}
        return dana.post(f"{GUIDE}rules/{code}/place/", fields, follow=True).content.decode()

    EscalationGuide.change(rule=rule(words=["lawyer"]), by=world.dana)
    first, second = codes()
    place(second, -1, replaces=2)
    assert codes() == [second, first] and EscalationGuide.current().set_by == world.dana
    assert "Somebody set the guide meanwhile" in place(second, 1, replaces=2) and codes()[0] == second
    place(second, 1, replaces=3)
    assert codes() == [first, second]
    page = dana.get(GUIDE).content.decode()
    assert page.count('value="-1" disabled') == page.count('value="1" disabled') == 1
    ana = Client()
    ana.force_login(world.ana)
    assert "/place/" not in ana.get(GUIDE).content.decode()
    assert ana.post(f"{GUIDE}rules/{second}/place/", {"by_rows": 1, "replaces": 4}).status_code == 403


def test_a_rule_is_looked_at_before_it_is_set(dana: Client, broken: Case) -> None:
    before = Entry.objects.count()
    page = dana.post(NEW, filled(words="lawyer, court", act="look")).content.decode()
    assert broken.number in page and "A lawyer" in page and "Set it" in page
    assert EscalationGuide.current().number == 1 and Entry.objects.count() == before
    assert dana.post(NEW, filled(words="lawyer, court", act="set")).status_code == 302
    made = EscalationGuide.current().rules[1]
    assert (made.name, made.when, made.raises) == ("A lawyer", {"words": ["lawyer", "court"]}, True)


def test_a_rule_is_changed_in_its_place_and_removed(dana: Client, broken: Case) -> None:
    address = f"{GUIDE}rules/promise.broken/"
    assert 'value="A promise was broken"' in dana.get(address).content.decode()
    fields = filled(name="Twice broken", how="propose", broken_at_least=2, agreement="no", act="set")
    assert dana.post(address, fields).status_code == 302
    (changed,) = EscalationGuide.current().rules
    assert (changed.code, changed.raises) == ("promise.broken", False)
    assert changed.when == {"broken_at_least": 2, "agreement": False}
    removal = f"{address}removal/"
    assert "Twice broken" in dana.get(removal).content.decode()
    assert dana.post(removal, {"replaces": 2}).status_code == 302
    assert EscalationGuide.current().rules == [] and EscalationGuide.current().number == 3
    assert dana.get(address).status_code == 404
    assert "No rules" in dana.get(GUIDE).content.decode()


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({}, "at least one condition"),
        ({"words": "lawyer", "replaces": 9}, "Somebody set the guide meanwhile"),
        ({"broken_at_least": 1, "name": "A promise was broken"}, "Two rules are called"),
    ],
)
def test_what_cannot_be_set_says_why(dana: Client, world: World, fields: Any, complaint: str) -> None:
    answer = dana.post(NEW, filled(**fields, act="set"))
    assert answer.status_code == 422 and complaint in answer.content.decode()
    assert EscalationGuide.current().number == 1


def test_a_trial_tells_case_by_case_what_a_changed_guide_would_have_done(broken: Case, world: World) -> None:
    now = EscalationGuide.current()
    (same,) = GuideTrial(world.dana, now.rules, at=world.now + DAY).cases
    assert (same.case, same.state, same.first_at) == (broken, "same", broken.escalation().raised_at)  # type: ignore[union-attr]
    (gone,) = GuideTrial(world.dana, [], at=world.now + DAY).cases
    assert gone.state == "gone"
    again = GuideTrial(world.dana, [rule(contacts_at_least=2)], at=world.now + DAY).cases
    assert [(each.state, [s.rule.name for s in each.would]) for each in again] == [("same", ["Try"])]
    assert again[0].first_at == world.now + timedelta(minutes=40)


def test_a_trial_says_what_the_rules_then_do(broken: Case, world: World, settle: Settle) -> None:
    """The same evaluation: once set, the rule speaks at the moment at which the trial said it would have."""
    rules = [rule(words=["lawyer"])]
    (tried,) = GuideTrial(world.dana, rules, at=world.now + DAY).cases
    EscalationGuide.set(rules, by=world.dana)
    later = world.now + 2 * DAY
    write_in(world.nadia, "Ask my lawyer.", at=later)
    settle()
    raised = Case.objects.get(account=world.harbour).escalation()
    assert raised and raised.by_rule() == "Try" and raised.raised_at == later
    assert {each.case for each in GuideTrial(world.dana, rules, at=later).cases} == {broken, raised.case}
    assert [each.at for each in tried.would] == [world.now + timedelta(minutes=40)]


def test_a_trial_counts_the_clock_while_a_case_was_open(broken: Case, world: World) -> None:
    (tried,) = GuideTrial(world.dana, [rule(open_minutes=60)], at=world.now + DAY).cases
    assert [each.at for each in tried.would] == [broken.opened_at + timedelta(minutes=60)]
    assert not GuideTrial(world.dana, [rule(open_minutes=60)], at=world.now + 40 * DAY).cases


def test_a_trial_shows_no_case_that_its_reader_may_not_see(broken: Case, world: World) -> None:
    world.maple.make_confidential(reason="A lawsuit", by=world.dana)
    world.maple.accesses.all().delete()
    assert GuideTrial(world.dana, EscalationGuide.current().rules, at=world.now + DAY).cases == []
