"""One case in three columns: who they are, the story, where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from fiverings.core import slots
from fiverings.core.doors import door, show
from fiverings.core.references import refer

from ..models import Case, CaseStory
from .beside import who_they_are
from .finding import about_a_case
from .heading import the_head
from .intake import the_gate
from .linking import what_it_is_linked_to
from .merging import what_it_is_part_of
from .promising import what_is_promised
from .reading import Reading
from .resolving import how_it_ends
from .standing import who_stands_by
from .writing import sheets_for, the_sheet, what_to_promise


@door()
@about_a_case
def case(request: HttpRequest, case: Case) -> HttpResponse:
    """The page, or the part of it that has changed or is turned to, with no more than it shows."""
    part = request.GET.get("part", "story")
    wants_part = request.htmx and not request.htmx.boosted and part in PARTS  # type: ignore[attr-defined]
    return page(Reading(request, case), part=part if wants_part else "")


def page(reading: Reading, *, part: str = "") -> HttpResponse:
    """All of it, or one part; what was refused stands on its sheet, with what is wrong."""
    case, refused = reading.case, {f"refused_{kind}": form for kind, form in reading.refused.items()}
    context: dict[str, Any] = {"case": case, "live_topic": str(refer(case)), "zone": case.account.zone, **refused}
    for shown in (PARTS[part],) if part else PAGE:
        context |= shown(reading)
    return show(reading.request, "cases/case.html", fragment=part, **context)


def _story(reading: Reading) -> dict[str, Any]:
    only, known = reading.request.GET.get("show", ""), reading.read_so_far()
    told = CaseStory(reading.case, person=reading.person, only=only, known=known)
    return {"story": told.days, "filters": told.filters(), "count": len(told), "theirs_alone": told.is_theirs_alone}


def _right(reading: Reading) -> dict[str, Any]:
    return {
        "ending": how_it_ends(reading),
        "merging": what_it_is_part_of(reading),
        "linked": what_it_is_linked_to(reading),
        "right": slots.panels(slots.panel, "cases.case", reading.request, reading.case),
        "answer": reading.answer,
        **what_is_promised(reading),
        **who_stands_by(reading),
    }


def _beside(reading: Reading) -> dict[str, Any]:
    return {"sheets": sheets_for(reading), **the_gate(reading), **who_they_are(reading)}


def _sheet(reading: Reading) -> dict[str, Any]:
    return {"sheet": the_sheet(reading)}


def _promised(reading: Reading) -> dict[str, Any]:
    return {"form": what_to_promise(reading)}


PAGE: tuple[Callable[[Reading], dict[str, Any]], ...] = (the_head, _right, _story, _beside)
PARTS = {
    "head": the_head,
    "owed": what_is_promised,
    "story": _story,
    "right": _right,
    "sheet": _sheet,
    "promised": _promised,
}
