"""Keeping: what was promised was done, in time or late."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.references import Gone, refer
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import PromiseFulfilledLate, PromiseKept
from .matter import hold
from .mending import Mending
from .outcome import Ending, LateFulfilment, Outcome
from .settling import cited

if TYPE_CHECKING:
    from .promise import Promise


class NotBroken(Refused):
    """Only a broken promise is fulfilled late, and once."""


class Keeping(Mending):
    """The ability of a promise to be kept."""

    class Meta:
        abstract = True

    @together
    def keep(self, *, evidence: models.Model | None = None, by: Person | None, at: datetime | None = None) -> Outcome:
        """It was done: kept when in time, else broken, by whatever clock, and fulfilled late. AlreadySettled.

        `evidence` is what shows it: a message told, a call answered, a visit begun.
        """
        promise, at = cast("Promise", self), at or clock.now()
        owed = promise._owed()
        if at > owed.due_at:
            outcome = cast(Outcome, promise.break_(at=at))
            promise.fulfil_late(evidence=evidence, matter=owed.matter(), by=by, at=at)
            return outcome
        outcome = promise._end(Ending.KEPT, owed, at=at, by=by, evidence=evidence)
        matter = owed.matter()
        event = PromiseKept(promise=promise, journey=promise.journey, matter=matter, evidence=evidence)
        announce(event, by=by, at=at)
        promise._kept_for_a_broken_word(owed.person, matter, at=at)
        return outcome

    @together
    def fulfil_late(
        self,
        *,
        evidence: models.Model | None = None,
        matter: Any = None,
        by: Person | None,
        at: datetime | None = None,
    ) -> LateFulfilment:
        """What a broken promise said was done after all; the breach stands. NotBroken.

        `matter` is what it is about by now, where that is not what it was told about.
        """
        promise, at = cast("Promise", self), at or clock.now()
        matter = matter or promise.matter()
        hold(promise.subject if isinstance(matter, Gone) else refer(matter))
        broken = Outcome.objects.filter(promise=promise, kind=Ending.BROKEN).exists()
        if not broken or LateFulfilment.objects.filter(promise=promise).exists():
            raise NotBroken(_("This promise is not broken, or was fulfilled already."))
        late = LateFulfilment(promise=promise, at=at, by=by, **cited(evidence))
        late.save()
        event = PromiseFulfilledLate(promise=promise, journey=promise.journey, matter=matter, evidence=evidence)
        announce(event, by=by, at=at)
        promise._done_after_all(matter, at=at)
        return late
