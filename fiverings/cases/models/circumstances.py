"""Circumstances: what we know of a need without asking, gathered from all over the house for its diagnosis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from django.db import models

from fiverings.core import clock
from fiverings.core.together import together
from fiverings.diagnosis.models import (
    Definition,
    DiagnosisSession,
    Evidence,
    Finding,
    GuideVersion,
    Source,
    TelemetryEvent,
)
from fiverings.diagnosis.models.alarmed import Alarmed
from fiverings.diagnosis.models.observation import CAPACITY_LEFT, Observation
from fiverings.people.models import Person
from fiverings.promises.models import Outstanding

from .caller import Whose
from .kind import Kind
from .neighbours import Nearness, neighbours

if TYPE_CHECKING:
    from .case import Case


@dataclass(frozen=True)
class Circumstance:
    """One thing that the house observes: whether it holds or how much is left, who or what says so, and since when."""

    observation: str
    source: str
    holds: bool | None = None
    left: int | None = None
    event: TelemetryEvent | None = None
    by: Person | None = None


NEAR = {Nearness.CARRIER: Observation.OTHERS_ON_THE_CARRIER, Nearness.SITE: Observation.OTHERS_AT_THE_SITE}


def circumstances(case: Case, *, asks: Definition, at: datetime) -> list[Circumstance]:
    """All that holds now; that nothing is heard of a thing is not said to mean that it is not so.

    What machines and others say is no matter of a mere request; of machines, what carries what the guide asks about is.
    """
    if case.kind not in (Kind.INCIDENT, Kind.UNSORTED):
        return [*_of_the_caller(case), *_of_the_wait(case, at)]
    return [*_of_the_caller(case), *_of_machines(case, asks), *_of_others(case, at), *_of_the_wait(case, at)]


def _of_the_caller(case: Case) -> Iterator[Circumstance]:
    caller = case.callers.order_by("-at", "-id").select_related("by").first()
    if caller is not None and caller.whose in (Whose.ELSEWHERE, Whose.OWN):
        holds = caller.whose == Whose.ELSEWHERE
        yield Circumstance(Observation.CALLS_FROM_ELSEWHERE, Source.OBSERVED, holds=holds, by=caller.by)


def _of_machines(case: Case, asks: Definition) -> Iterator[Circumstance]:
    """What their alarms say of what carries their services; how much is left, of the largest."""
    services = Alarmed.services_of(case.account, asks=asks)
    found = {
        Observation.ALARM_ON_PRIMARY: next((each.on_primary for each in services if each.on_primary), None),
        Observation.REDUNDANCY_LOST: next((each.of_redundancy for each in services if each.of_redundancy), None),
    }
    for observation, event in found.items():
        if event is not None:
            yield Circumstance(observation, Source.TELEMETRY, holds=True, event=event)
    largest = asks.largest_of_theirs(case.account)
    for each in services:
        if each.topology == largest and each.failed:
            yield Circumstance(CAPACITY_LEFT, Source.TOPOLOGY, left=each.left, event=each.alarms[0])


def _of_others(case: Case, at: datetime) -> Iterator[Circumstance]:
    found = neighbours(case, at=at)
    for nearness, observation in NEAR.items():
        if any(each.nearness == nearness for each in found):
            yield Circumstance(observation, Source.TOPOLOGY, holds=True)


def _of_the_wait(case: Case, at: datetime) -> Iterator[Circumstance]:
    if case.chases.exists():
        yield Circumstance(Observation.CHASED, Source.TOPOLOGY, holds=True)
    if any(not each.promise.is_internal for each in Outstanding.objects.of(case).overdue(at).select_related("promise")):
        yield Circumstance(Observation.PROMISE_IS_LATE, Source.TOPOLOGY, holds=True)


class BeingObserved(models.Model):
    """The ability of a case to hand its circumstances to whoever asks how severe it is."""

    class Meta:
        abstract = True

    @together
    def hear_circumstances(
        self, *, session: DiagnosisSession | None = None, at: datetime | None = None
    ) -> list[Evidence]:
        """Tell the open diagnosis what holds now, and what held and holds no more; nothing where nobody asks."""
        case, at = cast("Case", self), at or clock.now()
        session = session or case.open_session()
        return _tell(session, circumstances(case, asks=session.version.asks, at=at), at=at) if session else []

    def first_finding(self, *, version: GuideVersion | None = None, symptom: str = "") -> Finding:
        """What is found before anything was asked, by what we know already; as diagnose without a guide."""
        case = cast("Case", self)
        asked: dict[str, Any] = {"version": version, "symptom": symptom} if version else case.guide_that_fits()
        known = _as_evidence(case, asked["version"].asks)
        return DiagnosisSession.first_finding(case.account, **asked, observed=known)


def _tell(session: DiagnosisSession, found: Iterable[Circumstance], *, at: datetime) -> list[Evidence]:
    told = {each.observation: each for each in found}
    for over in _over(session, told.keys()):
        told[over.observation] = over
    return [
        row
        for each in told.values()
        for row in session.observe(
            each.observation, holds=each.holds, left=each.left, source=each.source, event=each.event, by=each.by, at=at
        )
    ]


def _over(session: DiagnosisSession, holding: Iterable[str]) -> Iterator[Circumstance]:
    """What machines and connections said in this diagnosis, and say no more.

    Where the alarm itself stands still, as when it is a mere request by now, nobody says that there is none.
    """
    for given in session.finding().answers.values():
        asked = next((each for each in session.version.asks.questions if each.code == given.question), None)
        if asked is None or not given.is_of_the_house:
            continue
        code = asked.answered_by or asked.known_by
        if code in holding or given.answer != "yes":
            continue
        stands = given.event is not None and given.event.ended_at is None
        holds = None if code == CAPACITY_LEFT or stands else False
        yield Circumstance(code, given.source, holds=holds, event=given.event)


def _as_evidence(case: Case, asks: Definition) -> Iterator[tuple[str, Evidence]]:
    """As a diagnosis that nobody has begun would have it; it is kept nowhere."""
    at = clock.now()
    for each in circumstances(case, asks=asks, at=at):
        answer, left = "no" if each.holds is False else "yes", None if each.left is None else Decimal(each.left)
        yield (
            each.observation,
            Evidence(answer=answer, quantity=left, source=each.source, event=each.event, by=each.by, at=at),
        )
