"""Causes: the one list of reasons, from which the reason of a case is confirmed when it is resolved."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from fiverings.core.models import Record, Records


class CauseQuerySet(Records):
    """The words by which causes are found."""

    def visible_to(self, person: Any) -> Self:
        """The list is no secret among the staff."""
        return self if person.is_active else self.none()

    def in_order(self) -> Self:
        return self.order_by("name")


class Cause(Record):
    """One reason why something happens, coded so that the same reason is counted as the same."""

    code = models.SlugField(unique=True)
    name = models.TextField()

    objects = CauseQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
