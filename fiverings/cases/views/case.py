"""One case in three columns: who they are, the story, where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fiverings.core import slots
from fiverings.core.doors import door, show
from fiverings.people.models import Person

from ..models import Case, CaseStory
from .acting import acts_on, dialogs_on
from .finding import about_a_case
from .writing import sheets_for

PARTS = {"head", "story", "right"}
OTHERS_AT_MOST = 10


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
        offer=case.offer(),
        closure=case.closure(),
        story=told.days,
        filters=told.filters(),
        count=len(told),
        facts=list(_facts(case)),
        others=_others(case, person),
        sheets=sheets_for(case, person),
        left=slots.panels(slots.panel, "cases.case.left", request, case),
        right=slots.panels(slots.panel, "cases.case", request, case),
    )


def _facts(case: Case) -> Iterator[dict[str, Any]]:
    """What helps to reach them."""
    contact = case.contact
    if contact is None:
        return
    yield from ({"name": _("Writes from"), "words": each} for each in contact.addresses.all())
    yield from ({"name": _("Calls from"), "words": each, "ltr": True} for each in contact.numbers.all())
    yield {"name": _("Likes"), "words": _("to be reached {way}").format(way=contact.get_prefers_display())}
    yield {"name": _("Their time"), "zone": contact.own_zone()}
    known_to = case.account.primary_advocate
    if known_to:
        yield {"name": _("Known to"), "words": known_to}


def _others(case: Case, person: Person) -> list[Case]:
    """What else is open for them."""
    of_account = Case.objects.visible_to(person).about(case.account).open().exclude(pk=case.pk)
    return list(of_account.latest_first()[:OTHERS_AT_MOST])
