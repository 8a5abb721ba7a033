"""How far guides may be trusted: what became of what each version said, by the cases that were confirmed since."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from fiverings.core.doors import door
from fiverings.core.paging import Paged, Paging

from ..models import Label, TrackRecord

router = Router()


class ShareOut(Schema):
    """So many of so many, with the interval in which the true share is in 95 of 100 cases (Wilson)."""

    count: int
    n: int
    share: float | None
    least: float
    most: float


class BinOut(ShareOut):
    """Cases of which about as much was said of one severity: what was said on average, and how often it was so."""

    level: int
    said: float
    reliable: bool = Field(description="Whether what was said lies within the interval of what came.")


class CorrectionOut(Schema):
    """Of those told too mild first: how long until they were told what it was."""

    corrected: int
    never: int
    median_minutes: float | None
    p90_minutes: float | None


class FiguresOut(Schema):
    """The figures of a version; by severity where there is more than one."""

    brier: float | None = Field(description="Errors of the three chances squared and added up: 0 is perfect, 2 worst.")
    reckoned: int = Field(description="Of how many cases chances were said.")
    bins: list[BinOut] = Field(description="Only those of at least twenty cases.")
    under: dict[str, ShareOut] = Field(description="Of those that were this severe: told something milder first.")
    over: dict[str, ShareOut] = Field(description="Of those told this severity first: they were milder.")
    correction: CorrectionOut


class TrackRecordOut(Schema):
    """What became of what one version of a guide said, as it was measured last."""

    guide: str = Field(alias="version.guide.code")
    version: int = Field(alias="version.number")
    label: Label
    cases: int = Field(description="How many of its diagnoses were confirmed at their end.")
    first_at: datetime | None
    last_at: datetime | None
    measured_at: datetime = Field(alias="at")
    figures: FiguresOut


class CalibrationPage(Paged):
    """Some track records."""

    track_records: list[TrackRecordOut]


@router.get("/guides/calibration", response=CalibrationPage, summary="Read how far guides may be trusted")
@door(scope="diagnosis:read")
def calibration(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """Each version by which anything was confirmed or is asked, measured once a month; never of a person."""
    seen = TrackRecord.objects.visible_to(request.person)  # type: ignore[attr-defined]
    return paging.page("track_records", seen.last_of_each())
