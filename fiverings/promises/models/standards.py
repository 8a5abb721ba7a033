"""Standards: what counts now of all that was ever set, for everybody and by agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from .guarantee import Guarantee
from .kind import Kind

SEVERITIES = (1, 2, 3)
SINCE_EVER = datetime(2000, 1, 1, tzinfo=UTC)
"""When the standards that a new house begins with were set."""


@dataclass(frozen=True)
class Line:
    """One kind of promise, and what we hold ourselves to at severity 1, 2 and 3."""

    kind: Kind
    allowed: list[Guarantee | None]


class Standards:
    """Our standards as they are, and what was changed since the house began, read from the newest to the oldest."""

    def __init__(self, newest_first: Iterable[Guarantee]) -> None:
        self.current: dict[tuple[str, int | None], Guarantee] = {}
        self.agreed: dict[tuple[int, str, int | None], Guarantee] = {}
        self.changes: list[Guarantee] = []
        for each in newest_first:
            if each.agreement_id is None:
                self.current.setdefault((each.kind, each.severity), each)
            else:
                self.agreed.setdefault((each.agreement_id, each.kind, each.severity), each)
            if each.since > SINCE_EVER:
                self.changes.append(each)

    def __iter__(self) -> Iterator[Line]:
        """Each kind; where nothing is set we promise as we see fit."""
        for kind in Kind:
            yield Line(kind, [self._for(kind, severity) for severity in SEVERITIES])

    def by_agreement(self, on: date) -> list[Guarantee]:
        """What stands in agreements in force on this day, agreement by agreement."""
        found = [each for each in self.agreed.values() if each.agreement and each.agreement.is_in_force(on)]
        return sorted(
            found, key=lambda each: (str(each.agreement and each.agreement.account), each.kind, each.severity or 0)
        )

    def _for(self, kind: Kind, severity: int) -> Guarantee | None:
        return self.current.get((kind, severity)) or self.current.get((kind, None))
