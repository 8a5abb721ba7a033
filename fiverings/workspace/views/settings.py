"""The settings: each part's own page, listed in one place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from fiverings.core import slots
from fiverings.core.doors import door, show


@door()
def settings(request: HttpRequest) -> HttpResponse:
    """The settings pages that this person may open."""
    person = request.person  # type: ignore[attr-defined]
    pages = [
        {"label": filling.label, "icon": filling.traits.get("icon", "gear"), "href": filling.run()}
        for filling in slots.setting.all()
        if filling.traits.get("right") is None or person.may(filling.right)
    ]
    return show(request, "workspace/settings.html", pages=pages)
