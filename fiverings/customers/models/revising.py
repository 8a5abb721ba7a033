"""Revising: what we know about a place, a piece of equipment or an agreement changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.db import models

from fiverings.core.journal import announce
from fiverings.core.together import together

from ..events import EstateRevised
from .striking import keep


class Revising(models.Model):
    """The ability of what belongs to an account to be known better."""

    class Meta:
        abstract = True

    @together
    def revise(self, *, by: models.Model | None, at: datetime | None = None, **changes: Any) -> None:
        """Change what we know about it."""
        record = cast(Any, self)
        for name, value in changes.items():
            setattr(record, name, value)
        keep(record, *changes)
        announce(EstateRevised(account=record.account, what=record), by=by, at=at)
