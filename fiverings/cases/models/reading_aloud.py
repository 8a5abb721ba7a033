"""Reading aloud: the sentence of a promise before it is told, and nothing of it is kept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction

from fiverings.people.models import Person
from fiverings.promises.models import Promise

if TYPE_CHECKING:
    from .case import Case

ASKED = "?"
"""What stands in the place of their consent while they are asked for it, and is never kept."""


class ReadingAloud(models.Model):
    """The ability of a case to say what would be told."""

    class Meta:
        abstract = True

    def wording_of(self, *, kind: str, due_at: datetime, by: Person, at: datetime | None = None, **more: Any) -> str:
        """The sentence as it would be told, to be read aloud; refused as `offer_promise`, and nothing is kept."""
        with transaction.atomic():
            wording = cast("Case", self).offer_promise(kind=kind, due_at=due_at, by=by, at=at, **more).sentence
            transaction.set_rollback(True)
        return wording

    def wording_instead(
        self, promise: Promise, *, due_at: datetime, comes: Person | None = None, by: Person, at: datetime | None = None
    ) -> str:
        """The sentence of another time as it would be told, before they agree; refused as `renegotiate`."""
        with transaction.atomic():
            case = cast("Case", self)
            other = case.renegotiate(promise, due_at=due_at, consent=ASKED, comes=comes, by=by, at=at)
            transaction.set_rollback(True)
        return other.sentence
