"""Moments as people and programs write them: ISO 8601, with an offset or by the calendar's own clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from .opening import NotAnswerable
from .opening_hours import OpeningHours
from .zone_offsets import WallTimeUnclear, only_instant_at


def read_moment(written: Any, hours: OpeningHours) -> datetime:
    """The instant that is written; without an offset, the clock of the calendar's zone is meant."""
    try:
        read = datetime.fromisoformat(written)
    except (TypeError, ValueError):
        raise NotAnswerable(f"{written!r} is not a moment (such as 2026-02-13T16:30-05:00)") from None
    try:
        return read.astimezone(UTC) if read.tzinfo else only_instant_at(hours.zone, read)
    except WallTimeUnclear as unclear:
        raise NotAnswerable(str(unclear)) from None
    except OverflowError:
        raise NotAnswerable(f"{written!r} lies outside the years 2 to 9997") from None


def written_moment(at: datetime) -> str:
    """The moment in UTC, as 2026-02-17T15:00:00Z."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
