"""What the database refuses, at once or at the end of the transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction


def refused(act: Callable[[], Any], *, match: str) -> None:
    """The act breaks a rule of the database, and changes nothing."""
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        act()
        connection.check_constraints()


def sql(words: str, *values: Any) -> None:
    """Plain SQL, by whoever the program is."""
    with connection.cursor() as cursor:
        cursor.execute(words, values)
