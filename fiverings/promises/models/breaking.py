"""Breaking: the time of a promise passed, and in the same transaction somebody owes making it right."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.hours.models import CalendarVersion

from ..events import PromiseBroken
from .guarantee import Guarantee
from .kind import Kind
from .outcome import Ending, Outcome
from .outstanding import Outstanding
from .settling import Settling

if TYPE_CHECKING:
    from .promise import Promise

A_WORKING_DAY = 480
DOUBLINGS_AT_MOST = 6


class NotDueYet(Refused):
    """A promise is not broken before its time."""


class Breaking(Settling):
    """The ability of a promise to break."""

    class Meta:
        abstract = True

    @together
    def break_(self, *, at: datetime | None = None, patient: bool = True) -> Outcome | None:
        """It was not kept in time: whoever owes it contacts the customer next. None when it ended already. NotDueYet.

        The clock is not `patient`: what somebody is at, it leaves for its next strike.
        """
        promise, at = cast("Promise", self), at or clock.now()
        owed = promise._take_up(patient=patient)
        if owed is None:
            return None
        if at <= owed.due_at:
            raise NotDueYet(_("The time of this promise has not passed."))
        outcome = promise._end(Ending.BROKEN, owed, at=at)
        recovery = promise._recover(owed, at=at)
        event = PromiseBroken(
            promise=promise, journey=promise.journey, matter=recovery.matter(), recovery=recovery, person=owed.person
        )
        announce(event, by=None, at=at)
        return outcome

    def _recover(self, owed: Outstanding, *, at: datetime) -> Promise:
        """The promise to ourselves that the customer is contacted; it gives more time each time that it breaks too."""
        promise = cast("Promise", self)
        standard = cast(Guarantee, Guarantee.standard(Kind.RECOVERY, promise.severity, at=at))
        version = hours_of(promise, owed)
        times = min(2 ** promise._broken_in_a_row(), max(1, A_WORKING_DAY // standard.minutes))
        due_at = standard.due(at, version.working_time() if version else None, times=times)
        matter = owed.matter()
        return type(promise).to_ourselves(
            subject=matter, journey=promise.journey, kind=Kind.RECOVERY, person=owed.person, due_at=due_at,
            severity=promise.severity, zone=promise.zone, at=at, recovers=promise, guarantee=standard,
            guarantee_due_at=due_at, calendar_version=version,
        )  # fmt: skip

    def _broken_in_a_row(self) -> int:
        """How many recoveries broke before this one, as far as it matters."""
        recovered, count = cast("Promise | None", self), 0
        while count < DOUBLINGS_AT_MOST and recovered is not None and recovered.recovers is not None:
            recovered, count = recovered.recovers, count + 1
        return count


def hours_of(promise: Promise, owed: Outstanding) -> CalendarVersion | None:
    """The opening hours in which somebody makes a promise right: the customer's, else those of their team."""
    calendar = promise.journey.account.calendar
    if calendar is None and (team := owed.person.team()) is not None:
        calendar = team.calendar
    return calendar.current if calendar else None
