"""Breaking: the time of a promise passed, and in the same transaction somebody owes making it right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together

from ..events import PromiseBroken
from .outcome import Ending, Outcome
from .outstanding import Outstanding
from .recovering import Recovering
from .settling import Settling
from .unkept import unkept

if TYPE_CHECKING:
    from .promise import Promise


class NotDueYet(Refused):
    """A promise is not broken before its time."""


class Breaking(Settling):
    """The ability of a promise to break."""

    class Meta:
        abstract = True

    @property
    def unkept(self) -> str:
        """What was not done, as we say it among us."""
        return unkept(cast("Promise", self))

    @together
    def break_(self, *, at: datetime | None = None) -> Outcome | None:
        """It was not kept in time: whoever owes it contacts the customer next; None when it ended. NotDueYet."""
        promise, at = cast("Promise", self), at or clock.now()
        owed = promise._take_up()
        if owed is None:
            return None
        if at <= owed.due_at:
            raise NotDueYet(_("The time of this promise has not passed."))
        owed.promise = promise
        (outcome,) = promise.break_those([owed], [owed.matter()], at=at)
        return outcome

    @classmethod
    @together
    def break_those(cls, owed: Sequence[Outstanding], matters: Sequence[Any], *, at: datetime) -> list[Outcome]:
        """None of these was kept in time; each is locked after its matter, which stands in the same place."""
        promises = [each.promise for each in owed]
        outcomes = [Outcome(promise=each, kind=Ending.BROKEN, at=at) for each in promises]
        recovering = Recovering(promises, at=at)
        recoveries = [recovering.in_place_of(*each) for each in zip(owed, matters, strict=True)]
        # What is owed next begins before what broke ends: so the first due time of its matter moves once.
        told = cast("type[Promise]", cls).owe(recoveries, matters)
        Outstanding.objects.filter(pk__in=[each.pk for each in owed]).delete()
        Outcome.objects.bulk_create(outcomes)
        broken = [
            PromiseBroken(
                promise=each.promise, journey=each.promise.journey, matter=matter, recovery=recovery, person=each.person
            )
            for each, matter, recovery in zip(owed, matters, recoveries, strict=True)
        ]
        announce(*(line for pair in zip(told, broken, strict=True) for line in pair), by=None, at=at)
        return outcomes
