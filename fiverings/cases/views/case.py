"""One case in three columns: who they are, the story, where it stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from fiverings.core import slots
from fiverings.core.doors import door, show

from ..models import Case, CaseStory
from .acting import acts_on, dialogs_on
from .beside import who_they_are
from .finding import about_a_case
from .intake import the_gate
from .merging import what_it_is_part_of
from .promising import what_is_promised
from .resolving import how_it_ends
from .standing import who_stands_by
from .writing import sheets_for

PARTS = {"head", "story", "right"}


@door()
@about_a_case
def case(request: HttpRequest, case: Case) -> HttpResponse:
    """The page, or the part of it that has changed."""
    person = request.person  # type: ignore[attr-defined]
    part = request.GET.get("part", "")
    told = CaseStory(case, person=person, only=request.GET.get("show", ""))
    return show(
        request,
        "cases/case.html",
        fragment=part if part in PARTS else "story",
        case=case,
        live_topic=f"cases.case:{case.pk}",
        zone=case.account.zone,
        acts=list(acts_on(case, person)),
        dialogs=dialogs_on(case, person),
        ending=how_it_ends(case, person),
        merging=what_it_is_part_of(case, person),
        story=told.days,
        filters=told.filters(),
        count=len(told),
        sheets=sheets_for(case, person, write=request.GET.get("write", "")),
        right=slots.panels(slots.panel, "cases.case", request, case),
        **the_gate(case, person),
        **what_is_promised(case, person),
        **who_stands_by(case, person),
        **who_they_are(request, case),
    )
