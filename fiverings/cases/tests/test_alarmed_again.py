"""What a machine says again, or of what we know only by now, makes whoever owns the case look again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from fiverings.cases.models import Case, Kind
from fiverings.cases.models.doubt import Sign
from fiverings.cases.tests.severe import severe
from fiverings.core import clock
from fiverings.customers.models import Asset
from fiverings.diagnosis.models import Guide, Signal, TelemetryEvent
from fiverings.diagnosis.models.guide_file import shipped_guides
from fiverings.diagnosis.tests.machines import alarm
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World) -> Case:
    Guide.revise(dict(shipped_guides())["phones"], by=world.gus)
    need = "Calls ring at the wrong place."
    return Case.begin(contact=world.priya, need=need, kind=Kind.INCIDENT, by=world.ana, at=world.now)


def says(world: World, severity: str, **more: Any) -> None:
    """A machine gives an alarm that began an hour ago, or gives it again."""
    began = world.now - timedelta(hours=1)
    given = {"name": "Line down", "severity": severity, "began_at": began.isoformat()} | more
    TelemetryEvent.receive(Signal.of_a_program(given, at=clock.now()), by=world.ana)


def signs(case: Case) -> list[str]:
    doubt = case.doubt_open()
    return doubt.signs if doubt else []


def test_an_alarm_that_is_graver_by_now_makes_its_owner_look_again(case: Case, world: World, settle: Settle) -> None:
    line = str(world.maple.assets.get(name="PRI").pk)
    says(world, "warning", asset=line)
    severe(case, 3, by=world.ben)
    settle()
    assert signs(case) == []
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        says(world, "critical", asset=line)
        settle()
    assert Sign.TELEMETRY in signs(case)


def test_an_alarm_of_which_we_know_only_by_now_whose_it_is_makes_its_owner_look_again(
    case: Case, world: World, settle: Settle
) -> None:
    says(world, "critical", serial="NEW-1")
    severe(case, 3, by=world.ben)
    Asset.objects.filter(account=world.maple, name="PRI").update(serial="NEW-1")
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        says(world, "critical", serial="NEW-1")
        settle()
    assert Sign.TELEMETRY in signs(case)


def test_nobody_says_that_a_machine_is_silent_while_its_alarm_stands(case: Case, world: World) -> None:
    alarm(world.maple.assets.get(name="PRI"), by=world.ana, at=world.now)
    session = case.diagnose(by=world.ana, at=world.now)
    assert session.finding().answers["alarm_on_primary"].answer == "yes"
    Case.objects.filter(pk=case.pk).update(kind=Kind.REQUEST)
    case.refresh_from_db()
    rows = case.hear_circumstances(at=world.now)
    assert {each.answer for each in rows} == {"dont_know"}, "it is no matter of a mere request, and no less so"
    assert "alarm_on_primary" not in case.open_session().finding().answers  # type: ignore[union-attr]


def test_an_alarm_is_no_sign_about_a_mere_request_whatever_else_happens(
    case: Case, world: World, settle: Settle
) -> None:
    Case.objects.filter(pk=case.pk).update(kind=Kind.REQUEST)
    case.refresh_from_db()
    severe(case, 3, by=world.ben)
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        says(world, "critical", asset=str(world.maple.assets.get(name="PRI").pk))
        case.hear_expectation(words="at once", by_at=clock.now() + timedelta(minutes=1), by=world.ana)
        settle()
    assert Sign.TELEMETRY not in signs(case)
