"""The guide drawn as a network, with the same as a table for who does not see it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from fiverings.core.doors import door, show

from ..models import GuideDraft
from ..models.drawing import Drawing
from .finding import asked_by, tabs, the_guide


@door(right="diagnosis.read_guides")
def drawing(request: HttpRequest, code: str) -> HttpResponse:
    """Causes, what they do in between, and questions; with a focus, what one of them has to do with."""
    guide, person = the_guide(request, code), request.person  # type: ignore[attr-defined]
    asks, of = asked_by(request, guide)
    drawn = Drawing(asks, request.GET.get("focus", "")) if asks else None
    has_draft = GuideDraft.objects.visible_to(person).filter(guide=guide).exists()
    shown: dict[str, Any] = {
        "guide": guide,
        "live": guide.current,
        "tabs": tabs(guide, "guide-drawing"),
        "has_draft": has_draft,
    }
    return show(request, "diagnosis/drawing.html", drawing=drawn, of=of, **shown)
