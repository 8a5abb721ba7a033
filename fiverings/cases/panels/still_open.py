"""Which conversations we still work on: those of open cases."""

from __future__ import annotations

from typing import Any

from fiverings.core import slots

from ..models import Case


@slots.open_threads()
def of_open_cases(threads: Any) -> Any:
    """Those whose need is not met yet."""
    return threads.filter(journey__in=Case.objects.open().values("journey"))
