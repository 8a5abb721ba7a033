"""What is done here was not done afterwards: one transaction that is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside, was not done afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
