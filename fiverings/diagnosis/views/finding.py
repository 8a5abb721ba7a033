"""What the pages of a guide have in common: the guide, and the places between which one goes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ..models import Definition, Guide, GuideDraft


def the_guide(request: HttpRequest, code: str) -> Guide:
    """The guide of an address, or nothing here."""
    found: Guide | None = Guide.objects.visible_to(request.person).filter(code=code).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def the_draft(request: HttpRequest, code: str) -> GuideDraft:
    """The draft of the guide of an address, or nothing here."""
    seen = GuideDraft.objects.visible_to(request.person).filter(guide__code=code)  # type: ignore[attr-defined]
    found: GuideDraft | None = seen.select_related("guide", "changed_by").first()
    if found is None:
        raise Http404
    return found


def tabs(guide: Guide, here: str) -> list[dict[str, Any]]:
    """The places of a guide, of which one is here."""
    places = {
        "guide": _("Guide"),
        "guide-drawing": _("Drawing"),
        "guide-what-if": _("What if"),
        "guide-draft": _("Draft"),
        "guide-versions": _("Versions"),
        "guide-record": _("Track record"),
        "guide-learning": _("What cases say"),
    }
    return [
        {"label": label, "href": reverse(name, args=[guide.code]), "current": name == here}
        for name, label in places.items()
    ]


def asked_by(request: HttpRequest, guide: Guide) -> tuple[Definition | None, str]:
    """What a page looks at, the draft where that is named and can be read, else what is asked now; and which it is."""
    if request.GET.get("of") == "draft":
        seen = GuideDraft.objects.visible_to(request.person).filter(guide=guide).first()  # type: ignore[attr-defined]
        if seen is not None and seen.asks is not None:
            return seen.asks, "draft"
    live = guide.current
    return (live.asks if live else None), "live"
