"""A machine says an alarm again: graver, milder, over, or with a clock of its own; and what of its words is kept."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client

from fiverings.core import clock
from fiverings.diagnosis.models import TelemetryEvent
from fiverings.diagnosis.tests.machines import alert, program_of, send
from tests.asking import lines_of
from tests.world import World


@pytest.fixture
def program(world: World) -> Client:
    return program_of(world.ana)


def tell(program: Client, **event: Any) -> Any:
    """One event in the plain format."""
    return program.post("/api/telemetry", {"events": [event]}, content_type="application/json").json()


def line_down(world: World, **more: Any) -> dict[str, Any]:
    began = (clock.now() - timedelta(minutes=5)).isoformat()
    pri = world.maple.assets.get(name="PRI")
    return {"name": "Line down", "severity": "minor", "asset": str(pri.pk), "began_at": began} | more


def test_an_alarm_that_is_graver_by_now_is_heard_and_the_same_again_is_not(program: Client, world: World) -> None:
    given = line_down(world)
    for severity in ("minor", "critical", "critical", ""):
        [told] = tell(program, **given | {"severity": severity})["taken"]
    [event] = TelemetryEvent.objects.all()
    assert (told["perceived"], event.perceived, event.word) == ("critical", "critical", "critical")
    assert [line.kind for line in lines_of(event)] == ["diagnosis.TelemetryReceived"] * 2
    tell(program, **given | {"ended_at": clock.now().isoformat()})
    tell(program, **given | {"severity": "minor"})
    assert TelemetryEvent.objects.get().perceived == "critical", "what is over stays as it was"


def test_the_database_lets_only_a_machine_say_how_grave_it_is(program: Client, world: World) -> None:
    tell(program, **line_down(world))
    for change in ("perceived = 'critical'", "word = 'critical'", "perceived = 'critical', said_at = received_at"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE diagnosis_telemetryevent SET {change}")


@pytest.mark.parametrize(
    "began", ["9999-12-31T23:59:59-23:59", "0001-12-31T23:59:59+23:59", "2026-02-30T00:00:00Z", "25:00"]
)
def test_a_time_beyond_all_calendars_is_named_and_the_others_are_taken(
    program: Client, world: World, began: str
) -> None:
    sent = {"events": [line_down(world, began_at=began), line_down(world)]}
    told = program.post("/api/telemetry", sent, content_type="application/json").json()
    assert len(told["taken"]) == 1 and "a time with its zone" in told["refused"][0]["why"]


def test_an_alarm_ends_though_the_clocks_of_two_machines_differ(program: Client, world: World) -> None:
    given = alert(asset=line_down(world)["asset"])
    send(program, given)
    before = datetime.fromisoformat(given["startsAt"]) - timedelta(seconds=3)
    assert send(program, given | {"status": "resolved", "endsAt": before.isoformat()}).json()["refused"] == []
    [event] = TelemetryEvent.objects.all()
    assert event.ended_at == event.began_at
    later, hour = alert(alertname="Fan"), timedelta(hours=1)
    send(program, later | {"status": "resolved", "endsAt": (clock.now() + hour).isoformat()})
    assert not TelemetryEvent.objects.standing().exists(), "its status says that it is over"


def test_an_end_that_is_to_come_ends_nothing_now(program: Client, world: World) -> None:
    tomorrow = (clock.now() + timedelta(days=1)).isoformat()
    told = tell(program, **line_down(world, ended_at=tomorrow))
    assert told["taken"] == [] and "when it is over" in told["refused"][0]["why"]


@pytest.mark.parametrize(
    "name",
    [
        "pwd",
        "PASS",
        "db_pass",
        "passphrase",
        "access_key",
        "ssh-key",
        "sshKey",
        "key",
        "apikey",
        "auth",
        "bearer",
        "pin",
        "session_cookie",
        "community",
    ],
)
def test_whatever_a_secret_is_called_it_is_not_kept(program: Client, name: str) -> None:
    given = alert(keyboard="fr", monkey="no", spin="up", bypass="on")
    given["labels"][name] = "hunter2"
    send(program, given)
    [event] = TelemetryEvent.objects.all()
    assert "hunter2" not in json.dumps(event.labels)
    assert {"keyboard", "monkey", "spin", "bypass"} <= set(event.labels)


def test_what_is_bound_by_now_was_said_now(program: Client, world: World) -> None:
    given = alert(serial="NEW-1")
    send(program, given)
    world.maple.assets.filter(name="PRI").update(serial="NEW-1")
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        send(program, given)
    [event] = TelemetryEvent.objects.all()
    assert event.said_at > event.received_at and event.asset is not None


def test_an_alarm_is_bound_by_what_is_said_now_and_not_by_what_another_said_before(
    program: Client, world: World
) -> None:
    strange, ours = alert(serial="of nobody"), alert(asset=line_down(world)["asset"])
    send(program_of(world.ben), strange)
    [told] = send(program, ours | {"fingerprint": strange["fingerprint"], "startsAt": strange["startsAt"]}).json()[
        "taken"
    ]
    [event] = TelemetryEvent.objects.all()
    assert event.asset is not None and told["asset"] == event.asset.pk and "serial" not in event.labels
