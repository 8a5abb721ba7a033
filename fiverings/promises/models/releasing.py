"""Releasing: a promise is no longer owed, because whom it was for says so, or it is promised twice."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import PromiseReleased
from .outcome import Ending, Outcome
from .settling import Settling

if TYPE_CHECKING:
    from .promise import Promise


class NoReason(Refused):
    """Nobody said why the promise is released."""


class Releasing(Settling):
    """The ability of a promise to be released."""

    class Meta:
        abstract = True

    @together
    def release(self, *, words: str, by: Person | None, at: datetime | None = None) -> Outcome:
        """It need not be kept, in the words of whoever says so.

        What is overdue is broken all the same, whatever clock has seen it; then making it right is released.
        Refused: NoReason, AlreadySettled.
        """
        promise, at = cast("Promise", self), at or clock.now()
        if not words.strip():
            raise NoReason(_("Write down why it need not be kept."))
        owed = promise._owed()
        if at > owed.due_at:
            broken = cast(Outcome, promise.break_(at=at))
            promise.recovered_by.release(words=words, by=by, at=at)
            return broken
        outcome = promise._end(Ending.RELEASED, owed, at=at, by=by, words=words.strip())
        matter = owed.matter()
        announce(PromiseReleased(promise=promise, journey=promise.journey, matter=matter), by=by, at=at)
        return outcome
