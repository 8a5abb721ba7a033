"""What nobody takes in time climbs by the clock to somebody else, and never to nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from fiverings.cases.models import (
    Case,
    CaseStory,
    CollaborationRequest,
    Escalation,
    NotYours,
)
from fiverings.core import clock
from fiverings.core.auditing import ask_rules
from fiverings.core.models import Entry
from fiverings.core.references import refer
from fiverings.promises.models import Outcome, Outstanding
from tests.racing import alone, apart, leaving_nothing
from tests.world import ZONE, World

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)
ELEVEN = datetime(2026, 4, 30, 11, 0, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def now() -> datetime:
    return clock.now()


@pytest.fixture
def case(world: World) -> Case:
    return Case.open_for(world.maple, need="Calls ring at the wrong place.", contact=world.priya, by=world.ana)


@pytest.fixture
def asked(case: Case, world: World, now: datetime) -> CollaborationRequest:
    return case.ask(to=world.chidi, what="Is the clock of the PRI ours?", needed_by=now + HOUR, by=world.ana, at=now)


@pytest.fixture
def raised(case: Case, world: World) -> Escalation:
    return case.escalate(
        kind="hierarchical", reason="They want it waived.", needed="Waive 60.00", by=world.ana, at=ELEVEN
    )


def climb(at: datetime) -> None:
    for asked in (CollaborationRequest, Escalation):
        asked.objects.overdue(at).climb_all(at=at)


def kinds(asked: Any) -> list[str]:
    return [kind.split(".")[1] for kind in Entry.objects.about(asked).order_by("id").values_list("kind", flat=True)]


def test_what_nobody_accepts_climbs_to_the_lead_then_to_the_executive_who_keeps_it(
    asked: CollaborationRequest, world: World, now: datetime
) -> None:
    seen = []
    for quarter in range(1, 5):
        climb(now + quarter * QUARTER - timedelta(seconds=1))
        climb(now + quarter * QUARTER)
        climb(now + quarter * QUARTER)
        asked.refresh_from_db()
        seen.append((asked.holder, asked.accept_by - now))
    assert seen == [
        (world.dana, 2 * QUARTER),
        (world.ines, 3 * QUARTER),
        (world.ines, 4 * QUARTER),
        (world.ines, 5 * QUARTER),
    ]
    assert kinds(asked).count("HelpClimbed") == 2 and kinds(asked).count("HelpStillAsked") == 2


def test_whom_the_owner_named_may_still_accept_what_climbed(
    asked: CollaborationRequest, world: World, now: datetime
) -> None:
    climb(now + QUARTER)
    asked.accept(by=world.chidi, at=now + QUARTER)
    assert (asked.holder, asked.state) == (world.chidi, "helping")


def test_a_helper_who_leaves_leaves_no_request_behind(asked: CollaborationRequest, world: World, now: datetime) -> None:
    asked.accept(by=world.chidi, at=now)
    world.chidi.deactivate(by=world.admin)
    climb(now)
    asked.refresh_from_db()
    assert (asked.holder, asked.state) == (world.dana, "asked")


def test_the_audit_finds_what_nobody_above_was_asked_about(asked: CollaborationRequest, world: World) -> None:
    assert all(verdict.is_kept for verdict in ask_rules("I-31"))
    CollaborationRequest.objects.filter(pk=asked.pk).update(accept_by=clock.now() - HOUR)
    assert [each.record for verdict in ask_rules("I-31") for each in verdict.first] == [refer(asked)]


def test_accepting_and_climbing_at_once_leave_one_holder(world: World) -> None:
    def ask() -> CollaborationRequest:
        opened = Case.open_for(world.maple, need="Calls ring at the wrong place.", by=world.ana)
        return opened.ask(to=world.chidi, what="Can you?", needed_by=clock.now() + HOUR, by=world.ana)

    with leaving_nothing():
        request = alone(ask)
        at = request.accept_by
        ended = apart(
            lambda: CollaborationRequest.objects.get(pk=request.pk).accept(by=world.chidi),
            lambda: climb(at),
            lambda: climb(at),
        )
        found = alone(lambda: CollaborationRequest.objects.get(pk=request.pk))
        assert ended[0] is None and (found.state, found.holder_id, found.level) in (
            ("helping", world.chidi.pk, 0),
            ("helping", world.chidi.pk, 1),
        )


def test_what_nobody_takes_climbs_to_the_executive_on_duty_who_keeps_it(raised: Escalation, world: World) -> None:
    seen = []
    for quarter in range(1, 5):
        climb(ELEVEN + quarter * QUARTER)
        climb(ELEVEN + quarter * QUARTER)
        raised.refresh_from_db()
        seen.append((raised.level, raised.holder, raised.accept_by - ELEVEN))
    assert seen == [(level, world.ines, (n + 2) * QUARTER) for n, level in enumerate((2, 3, 3, 3))]
    assert kinds(raised).count("EscalationClimbed") == 1 and kinds(raised).count("EscalationStillWaits") == 3
    days = CaseStory(raised.case, person=world.ana).days
    told = [each for day in days for each in day["entries"] if each.event == "cases.EscalationStillWaits"]
    assert [each.at for each in told] == [ELEVEN + 4 * QUARTER], "the story says once that it still waits"


def test_what_is_not_decided_in_time_climbs_and_counts(raised: Escalation, case: Case, world: World) -> None:
    raised.accept(by=world.dana, at=ELEVEN)
    late = ELEVEN + timedelta(hours=4, seconds=1)
    climb(ELEVEN + timedelta(hours=4))
    Outstanding.objects.overdue(late).break_all(at=late)
    climb(late)
    raised.refresh_from_db()
    assert (raised.state, raised.level, raised.holder, raised.overran) == ("raised", 2, world.ines, 1)
    assert Outcome.objects.get(promise=raised.promise).kind == "broken"
    raised.accept(by=world.ines, at=late)
    raised.decide(words="Waive it.", authority="I am the executive.", by=world.ines, at=late)
    assert raised.overran == 1 and raised.state == "decided"


def test_a_holder_who_leaves_leaves_nothing_behind(case: Case, world: World) -> None:
    world.care.release(world.dana, by=world.admin)
    world.ben.change_roles(["advocate", "lead"], by=world.admin)
    raised = case.escalate(kind="hierarchical", reason="They want it waived.", by=world.ana, at=ELEVEN)
    raised.accept(by=world.ben, at=ELEVEN)
    world.ben.deactivate(by=world.admin)
    climb(ELEVEN)
    raised.refresh_from_db()
    assert (raised.holder, raised.state, raised.overran) == (world.dana, "raised", 0)


def test_the_audit_finds_an_escalation_that_should_have_climbed(case: Case, world: World) -> None:
    raised = case.escalate(kind="hierarchical", reason="They want it waived.", by=world.ana)
    assert all(verdict.is_kept for verdict in ask_rules("I-31"))
    Escalation.objects.filter(pk=raised.pk).update(accept_by=clock.now() - QUARTER)
    assert [each.record for verdict in ask_rules("I-31") for each in verdict.first] == [refer(raised)]


def test_accepting_and_climbing_at_once_leave_one_decider(world: World) -> None:
    def escalate() -> Escalation:
        opened = Case.open_for(world.maple, need="Calls ring at the wrong place.", by=world.ana)
        return opened.escalate(kind="hierarchical", reason="They want it waived.", by=world.ana)

    with leaving_nothing():
        raised = alone(escalate)
        ended = apart(
            lambda: Escalation.objects.get(pk=raised.pk).accept(by=world.dana),
            lambda: climb(raised.accept_by),
            lambda: climb(raised.accept_by),
        )
        found = alone(lambda: Escalation.objects.select_related("holder").get(pk=raised.pk))
        if isinstance(ended[0], NotYours):
            assert (found.state, found.holder) == ("raised", world.ines)
        else:
            assert ended[0] is None and (found.state, found.holder) == ("held", world.dana)
        assert found.level <= 2
