"""What machines say about the equipment of customers: webhooks for Prometheus Alertmanager and for any program."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from fiverings.core import clock
from fiverings.core.doors import door
from fiverings.core.paging import Paged, Paging

from ..models import NotASignal, Signal, TelemetryEvent

router = Router()

ALERTS_AT_MOST = 500
Read = Callable[..., Signal]


class Alerts(Schema):
    """The webhook of Alertmanager, version 4; each alert has status, labels, annotations, startsAt and endsAt."""

    version: str = Field("4", max_length=10)
    alerts: list[Any] = Field(max_length=ALERTS_AT_MOST)


class Events(Schema):
    """Several at once; each has name, severity, summary, asset or serial, labels, began_at and ended_at."""

    events: list[Any] = Field(max_length=ALERTS_AT_MOST, description="`fingerprint` tells two that look alike apart.")


class TakenOut(Schema):
    """One that was written down, or was known already."""

    id: int
    name: str
    asset: int | None = Field(None, alias="asset_id", description="The equipment that it is about.")
    perceived: str = Field(description="critical, major, minor, warning or indeterminate, as ITU-T X.733 has it.")
    unbound: str = Field(description="Why it belongs to no equipment: unnamed, unknown or several; else empty.")
    began_at: datetime
    ended_at: datetime | None


class RefusedOut(Schema):
    """One that could not be read."""

    number: int = Field(description="Which of those that were sent, from one.")
    why: str


class Received(Schema):
    """What became of each: the good ones are taken, the others named."""

    taken: list[TakenOut]
    refused: list[RefusedOut]


class AlarmOut(TakenOut):
    """What a machine said, as it was received."""

    account: int | None = Field(None, alias="account_id")
    feed: str = Field(description="alertmanager or plain.")
    fingerprint: str
    severity: str = Field(alias="word", description="As the machine said it.")
    summary: str
    labels: dict[str, str]
    received_at: datetime


class TelemetryPage(Paged):
    """Some of what machines said, as far as you may see it."""

    telemetry: list[AlarmOut]


@router.post("/telemetry/alertmanager", response=Received, summary="Receive alerts of Prometheus Alertmanager")
@door(scope="telemetry:write", right="diagnosis.send_telemetry")
def alertmanager(request: HttpRequest, given: Alerts) -> dict[str, Any]:
    """A label `asset` or `serial` names the equipment; sent again, nothing changes; what is resolved ends."""
    return _received(request, given.alerts, Signal.of_alertmanager)


@router.post("/telemetry", response=Received, summary="Receive what a program says about equipment")
@door(scope="telemetry:write", right="diagnosis.send_telemetry")
def telemetry(request: HttpRequest, given: Events) -> dict[str, Any]:
    """The plain format; sent again with an `ended_at`, it ends."""
    return _received(request, given.events, Signal.of_a_program)


@router.get("/telemetry", response=TelemetryPage, summary="List what machines said, a page at a time")
@door(scope="telemetry:read")
def heard(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """Of the accounts that you see; what belongs to no equipment, to those who look after such."""
    return paging.page("telemetry", TelemetryEvent.objects.visible_to(request.person))  # type: ignore[attr-defined]


def _received(request: HttpRequest, sent: list[Any], read: Read) -> dict[str, Any]:
    person, at = request.person, clock.now()  # type: ignore[attr-defined]
    taken: list[TelemetryEvent] = []
    refused: list[dict[str, Any]] = []
    for number, each in enumerate(sent, start=1):
        try:
            taken.append(TelemetryEvent.receive(read(each, at=at), by=person, at=at))
        except NotASignal as refusal:
            refused.append({"number": number, "why": str(refusal)})
    return {"taken": taken, "refused": refused}
