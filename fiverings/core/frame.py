"""The frame of every staff page: the rail, the bell, what the foot says; filled through slots by upper parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from fiverings.core.live import present
from fiverings.core.rights import STANDING
from fiverings.core.slots import Slot
from fiverings.core.watching import standing


@dataclass(frozen=True)
class RailWord:
    """One of at most seven words in the left rail."""

    label: Any
    icon: str
    href: str
    current: bool = False


rail: Slot[Any] = Slot("rail")
"""`rail(order=…, label=…, icon=…, right=…)`: () -> the name of the page's address, a word of the rail for who may."""
furniture: Slot[Any] = Slot("furniture")
"""`furniture()`: (request) -> dict of names for the frame, asked at each full page: it must answer at once."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """What `core/frame.html` needs, for pages of staff; nothing for strangers, nor for fragments of pages."""
    person = getattr(request, "person", None)
    if person is None or not getattr(request, "is_framed", True):
        return {"is_demo": settings.DEMO}
    words = {"rail": _rail(request), "standing": standing(), "is_demo": settings.DEMO, "live_after": str(present())}
    words["mends"] = person.may(STANDING)
    for filling in furniture.all():
        words |= filling.run(request)
    return words


def _rail(request: HttpRequest) -> list[RailWord]:
    found = []
    for filling in rail.all():
        right = filling.traits.get("right")
        if right is not None and not request.person.may(right):  # type: ignore[attr-defined]
            continue
        href = reverse(filling.run())
        current = request.path == href or (href != "/" and request.path.startswith(href))
        found.append(RailWord(filling.label, filling.icon, href, current))
    return found
