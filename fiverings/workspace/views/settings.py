"""The settings: each part's own page, listed in one place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from fiverings.core import slots
from fiverings.core.doors import door, show

from ..models import open_to


@door()
def settings(request: HttpRequest) -> HttpResponse:
    """The settings pages that this person may open."""
    person = request.person  # type: ignore[attr-defined]
    pages = [
        {"label": filling.label, "icon": filling.traits.get("icon", "gear"), "href": filling.run()}
        for filling in open_to(person, slots.setting)
    ]
    return show(request, "workspace/settings.html", pages=pages)
