"""Alarmed: what the alarms that stand mean for a service, by what carries it and what would take over."""

from __future__ import annotations

from dataclasses import dataclass

from fiverings.customers.models import Account, Asset, Topology

from .definition import Definition
from .perceived import Perceived
from .telemetry_event import TelemetryEvent


@dataclass(frozen=True)
class Alarmed:
    """A service of which some equipment gives an alarm, with the alarms, the earliest first."""

    topology: Topology
    alarms: tuple[TelemetryEvent, ...]

    @classmethod
    def services_of(cls, account: Account, *, asks: Definition | None = None) -> list[Alarmed]:
        """Those of an account, or those a guide asks about, of which something gives an alarm, the largest first."""
        alarms = list(TelemetryEvent.objects.standing().of(account).order_by("began_at", "id"))
        if not alarms:
            return []
        found = []
        topologies = account.topologies.standing().prefetch_related("connections__asset")
        for topology in asks.services_among(topologies) if asks else topologies:
            parts = {*topology.primary(), *topology.failover()}
            if mine := tuple(each for each in alarms if each.asset in parts):
                found.append(cls(topology, mine))
        return sorted(found, key=lambda each: -each.topology.capacity())

    @property
    def failed(self) -> set[Asset]:
        """What does not do its work, by what machines say."""
        return {each.asset for each in self.alarms if each.asset and Perceived(each.perceived).fails}

    @property
    def left(self) -> int:
        """How much the rest of it carries."""
        return self.topology.capacity(failed=self.failed)

    @property
    def is_alone(self) -> bool:
        """Whether nothing takes over any more: of several parts something failed, or the only one is all there is."""
        parts = [*self.topology.primary(), *self.topology.failover()]
        return len(parts) > 1 and bool(self.failed & set(parts))

    def level(self, alarm: TelemetryEvent) -> int | None:
        """The severity that an alarm of it speaks for, as ITU-T X.733 has it; None for a mere warning."""
        left = self.topology.remaining(failed=self.failed)
        return Perceived(alarm.perceived).level(left, is_alone=self.is_alone)

    @property
    def on_primary(self) -> TelemetryEvent | None:
        """The alarm by which what carries it is lost."""
        primary = set(self.topology.primary())
        return next((each for each in self.alarms if each.asset in primary and self.level(each) == 1), None)

    @property
    def of_redundancy(self) -> TelemetryEvent | None:
        """The alarm by which nothing takes over any more."""
        failed = (each for each in self.alarms if each.asset in self.failed)
        return next(failed, None) if self.is_alone else None


def gravest(account: Account) -> int | None:
    """The gravest severity that alarms of an account speak for; equipment of no service speaks for as much as 3."""
    levels = [level for each in Alarmed.services_of(account) for alarm in each.alarms if (level := each.level(alarm))]
    return min(levels, default=None)
