"""Machines that send alarms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from fiverings.core import clock
from fiverings.customers.models import Asset
from fiverings.diagnosis.models import Signal, TelemetryEvent
from fiverings.people.models import Key, Person


def program_of(person: Person, scopes: Sequence[str] = ("telemetry:read", "telemetry:write")) -> Client:
    """A program that acts as somebody."""
    _key, token = Key.make(person=person, name="Monitoring", scopes=scopes, by=person)
    return Client(headers={"authorization": f"Bearer {token}"})


def alert(*, minutes: float = 5, alertname: str = "Line down", severity: str = "critical", **labels: str) -> Any:
    """An alert as Alertmanager sends it, which began so many minutes ago."""
    began = (clock.now() - timedelta(minutes=minutes)).isoformat()
    said = {"alertname": alertname, "severity": severity} | labels
    never = "0001-01-01T00:00:00Z"
    print_ = f"{hash(frozenset(said.items())) & 0xFFFFFFFF:08x}"
    return {
        "status": "firing", "labels": said, "annotations": {"summary": f"{alertname}!"}, "startsAt": began,
        "endsAt": never, "generatorURL": "", "fingerprint": print_,
    }  # fmt: skip


def send(program: Client, *alerts: Any) -> Any:
    sent = {"version": "4", "groupKey": "{}", "status": "firing", "receiver": "us", "alerts": list(alerts)}
    return program.post("/api/telemetry/alertmanager", sent, content_type="application/json")


def alarm(asset: Asset, *, by: Person, at: datetime, severity: str = "critical") -> TelemetryEvent:
    """A machine says that this equipment fails."""
    began = at.isoformat()
    sent = {"name": "Line down", "severity": severity, "asset": asset.pk, "began_at": began}
    return TelemetryEvent.receive(Signal.of_a_program(sent, at=at), by=by, at=at)


def ended(event: TelemetryEvent, *, by: Person, at: datetime) -> TelemetryEvent:
    """It says that this is over."""
    signal = Signal(
        event.feed, event.fingerprint, event.name, event.word, "", event.labels, event.began_at, ended_at=at
    )
    return TelemetryEvent.receive(signal, by=by, at=at)
