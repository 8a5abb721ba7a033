"""Alarming: what machines say about a customer's equipment reaches the cases that are open for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from fiverings.core.causes import causing
from fiverings.core.journal import announce
from fiverings.core.together import together
from fiverings.diagnosis.models import DiagnosisSession, TelemetryEvent

from ..events.circumstances import CaseAlarmed, CaseCleared
from .caller import BeingCalled
from .circumstances import BeingObserved
from .kind import Kind
from .neighbours import WITHIN, neighbours

if TYPE_CHECKING:
    from .case import Case

MAY_BE_A_PROBLEM = (Kind.INCIDENT, Kind.UNSORTED)
BEGINS = {"cases.CaseOpened", "cases.IntakeNoted", "cases.CaseConverted"}
IS_OVER, BROKE = "diagnosis.TelemetryEnded", "promises.PromiseBroken"
HAPPENS_AROUND = {
    *BEGINS,
    *("cases.CaseChased", BROKE, "diagnosis.TelemetryReceived", IS_OVER),
}
"""What changes the circumstances of a case."""


class Alarming(BeingCalled, BeingObserved):
    """The ability of cases to hear what happens around them; none is opened by it."""

    class Meta:
        abstract = True

    @classmethod
    @together
    def hear_around_all(cls, events: Sequence[Any]) -> None:
        """Many things happened together: of promises that broke, only those count about which somebody asks."""
        broken = {each.journey.pk for each in events if each.kind == BROKE}
        asked = set(DiagnosisSession.objects.open().filter(journey__in=broken).values_list("journey", flat=True))
        for event in events:
            if event.kind != BROKE or event.journey.pk in asked:
                with causing(event.entry):
                    cls.hear_around(event)

    @classmethod
    @together
    def hear_around(cls, event: Any) -> None:
        """Something happened: whoever asks about a case that it touches is told what we know by it."""
        at, telemetry = event.entry.at, getattr(event, "telemetry", None)
        matter = getattr(event, "case", None) or getattr(event, "matter", None)
        if isinstance(telemetry, TelemetryEvent):
            cls.hear_machine(telemetry, is_over=event.kind == IS_OVER, at=at)
        elif isinstance(matter, cls):
            case = cast("Case", matter)
            cls.hear_of_others(case, at=at) if event.kind in BEGINS else case.hear_circumstances(at=at)

    @classmethod
    @together
    def hear_machine(cls, event: TelemetryEvent, *, is_over: bool, at: datetime) -> None:
        """An alarm began or ended: each open case of the account that may be a problem has it in its story."""
        if event.account is None:
            return
        cases: Any = cls._meta.default_manager
        open_ones = cases.open().filter(account=event.account, kind__in=MAY_BE_A_PROBLEM)
        for case in open_ones.select_related("owner", "account").order_by("id"):
            if event.ended_at is None and not is_over:
                announce(CaseAlarmed(case=case, telemetry=event, owner=case.owner), by=None, at=at)
            elif is_over:
                announce(CaseCleared(case=case, telemetry=event), by=None, at=at)
            case.hear_circumstances(at=at)

    @classmethod
    @together
    def hear_of_others(cls, case: Case, *, at: datetime) -> None:
        """A case began or was sorted: it hears of its neighbours, and they of it."""
        case.hear_circumstances(at=at)
        for each in neighbours(case, at=at):
            if abs(each.case.opened_at - case.opened_at) <= WITHIN:
                each.case.hear_circumstances(at=at)
