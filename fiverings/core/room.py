"""Room for deep calls: without it, up to half of a page's time goes into memory given back and asked for again.

Python keeps the frames of calls in pieces of 16 kB, and gives a piece back as soon as the first call in it returns.
Where the drawing of a page comes to the end of one, every small call from there begins a piece and ends it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PLACES = 32_000


def with_room(act: Callable[..., Any], *given: Any) -> Any:
    """Call what calls deeply: whatever it calls has its frames in one piece, which begins here."""
    return act(*given)


with_room.__code__ = with_room.__code__.replace(co_stacksize=PLACES)
