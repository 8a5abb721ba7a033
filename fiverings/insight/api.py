"""Search for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from fiverings.core.doors import door

from .models import Search, Sight

router = Router(tags=["insight"])

CASES_AT_MOST = 50


class SightOut(Schema):
    """A case that was found, and the piece of its story where the words stand."""

    number: str
    need: str
    state: str
    account: str
    excerpt: str


class SightsOut(Schema):
    """What was found, the best answer first."""

    found: list[SightOut]


@router.get("/search", response=SightsOut, summary="Find cases by number, or by words of their story")
@door(scope="insight:read")
def search(request: HttpRequest, q: str = "", limit: int = 20) -> dict[str, Any]:
    """What the key's person may see, and no count of anything else."""
    sights = Search(q, person=request.person).sights(most=max(1, min(limit, CASES_AT_MOST)))  # type: ignore[attr-defined]
    return {"found": [_out(sight) for sight in sights]}


def _out(sight: Sight) -> dict[str, str]:
    case = sight.case
    excerpt = "".join(piece for piece, _is_hit in sight.excerpt)
    return {
        "number": case.number,
        "need": case.need,
        "state": case.state,
        "account": case.account.name,
        "excerpt": excerpt,
    }
