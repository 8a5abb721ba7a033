"""Attempting: we tried to keep a promise and reached nobody; that keeps nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from django.db import models

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import PromiseAttempted
from .outcome import OfAPromise
from .settling import Settling

if TYPE_CHECKING:
    from .promise import Promise


class PromiseAttempt(Record):
    """One try at keeping a promise: when, by whom, and what came of it."""

    append_only: ClassVar[bool] = True

    promise = models.ForeignKey("promises.Promise", on_delete=models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    words = models.TextField(blank=True, default="")

    objects = OfAPromise.as_manager()
    personal = ("words",)

    def __str__(self) -> str:
        return self.words or f"{self.at:%Y-%m-%d %H:%M} UTC"


class Attempting(Settling):
    """The ability of a promise to be tried in vain."""

    class Meta:
        abstract = True

    @together
    def attempt(self, *, words: str = "", by: Person | None, at: datetime | None = None) -> PromiseAttempt:
        """We tried and reached nobody; it is still owed. AlreadySettled."""
        promise, at = cast("Promise", self), at or clock.now()
        owed = promise._owed()
        attempt = PromiseAttempt(promise=promise, at=at, by=by, words=words.strip())
        attempt.save()
        matter = owed.matter()
        event = PromiseAttempted(promise=promise, journey=promise.journey, matter=matter, attempt=attempt)
        announce(event, by=by, at=at)
        return attempt
