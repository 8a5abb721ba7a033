"""Home: what waits for an answer comes first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fiverings.core import slots
from fiverings.core.clock import now
from fiverings.core.doors import door, show


@door()
def home(request: HttpRequest) -> HttpResponse:
    """The blocks that parts offer to this person, the most urgent first."""
    person = request.person  # type: ignore[attr-defined]
    panels = slots.panels(slots.home, "", request)
    acts = {filling.place: filling for filling in slots.act.all()}
    new_case = acts.get("new-case")
    return show(
        request,
        "workspace/home.html",
        fragment="blocks",
        today=now(),
        zone=person.zone,
        panels=panels,
        sentence=_what_waits(panels),
        new_case=new_case.run() if new_case and person.may(new_case.right) else "",
    )


def _what_waits(panels: list[slots.Panel]) -> str:
    """What must move now, and everything that colleagues ask; that nobody waits only when nothing does."""
    first = next((panel.sentence for panel in panels if panel.sentence), "")
    told = [first, *(panel.asks for panel in panels)]
    return " ".join(filter(None, told)) or _("Nobody waits for your word.")
