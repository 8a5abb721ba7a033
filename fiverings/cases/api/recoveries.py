"""Recoveries: how far what was broken about a case is made right."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from fiverings.core.doors import door

from ..models import Recovery
from .finding import the_case

router = Router()


class RecoveryOut(Schema):
    """What broke in one moment, and when each step of making it right was done; null while it is not."""

    promises: list[int] = Field(description="The ids of the promises that broke.")
    broken_at: datetime
    acknowledged: datetime | None = Field(description="They heard from us.")
    owned: datetime | None = Field(description="One of us promised it again, or did it.")
    fixed: datetime | None = Field(description="It was done after all.")
    told: datetime | None = Field(description="They know that it is done.")
    followed_up: datetime | None = Field(description="We asked whether it is well again.")


class RecoveriesOut(Schema):
    """How far each broken word to a customer is made right, the latest first."""

    recoveries: list[RecoveryOut]


@router.get("/cases/{number}/recoveries", response=RecoveriesOut, summary="Read how far broken words are made right")
@door(scope="cases:read")
def recoveries(request: HttpRequest, number: str) -> dict[str, Any]:
    """What broke in one moment is one recovery; five steps, each with the time at which it was done."""
    return {"recoveries": [each.as_json() for each in Recovery.of(the_case(request, number))]}
