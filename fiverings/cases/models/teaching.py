"""Teaching: what a case turned out to be is handed down to the guide by which its severity was found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Self, cast

from django.db import models
from django.db.models import Exists, OuterRef

from fiverings.core.models import Records
from fiverings.core.together import together
from fiverings.diagnosis.models import Confirmation

from .closure import Closure
from .resolution import Resolution
from .severity import Severity
from .states import State

if TYPE_CHECKING:
    from .case import Case

ENDED = (State.RESOLVED, State.CLOSED)


class TeachingWords(Records):
    """The words by which cases are found whose end says something about a guide."""

    def untaught(self) -> Self:
        """Those whose guide has not heard yet what they turned out to be."""
        said = Severity.objects.filter(case=OuterRef("pk"), session__isnull=False)
        confirmed = Closure.objects.filter(
            case=OuterRef("pk"), reopening=None, resolution__severity_confirmed__isnull=False
        )
        heard = said.filter(Exists(Confirmation.objects.standing().filter(session=OuterRef("session"))))
        return self.filter(Exists(said), Exists(confirmed), ~Exists(heard), state__in=ENDED)

    def taught_by(self, sessions: Collection[int]) -> Self:
        """Those whose severity was found by one of these sessions."""
        return self.filter(severities__session__in=sessions).distinct()

    def by_session(self, sessions: Collection[int]) -> list[tuple[int, Case]]:
        """Each of these cases with that of these sessions by which its severity was found first."""
        cases = {each.pk: each for each in self}
        said = Severity.objects.filter(case__in=cases, session__in=sessions).order_by("-at", "-id")
        found = dict(said.values_list("case", "session"))
        return [(session, cases[case]) for case, session in found.items()]

    def teach_all(self, *, at: datetime) -> int:
        """Hand down what all of these turned out to be; again changes nothing. How many there are."""
        found = list(self.order_by("ended_at", "id"))
        for case in found:
            case.teach(at=at)
        return len(found)


class Teaching(models.Model):
    """The ability of a case to say to its guide what was confirmed at its end."""

    class Meta:
        abstract = True

    @together
    def teach(self, *, at: datetime) -> None:
        """Hand down the cause and the severity confirmed at its end, or take them back while it is open.

        Where its severity was said on somebody's word alone, no guide hears of it. Nothing is taken from a first guess
        but what they were told by it. Saying it again changes nothing.
        """
        case = cast("Case", self)._lock()
        said = list(case.severities.order_by("at", "id").select_related("session"))
        session = next((each.session for each in said if each.session), None)
        if session is None:
            return
        end = case._confirmed_at_its_end()
        if end is None:
            session.take_back_confirmation(at=at)
            return
        resolution = cast(Resolution, end.resolution)
        severity = cast(int, resolution.severity_confirmed)
        session.confirm(
            severity=severity,
            cause=resolution.cause,
            told=said[0].level if said[0].session else None,
            minutes_to_correction=_minutes_to_correction(said, severity),
            by=resolution.confirmed_by,
            at=end.at,
        )

    def _confirmed_at_its_end(self) -> Closure | None:
        """What ended it for good so far, where somebody confirmed how severe it was."""
        case = cast("Case", self)
        closure = case.closure() if case.state in ENDED else None
        resolution: Resolution | None = closure.resolution if closure else None
        return closure if resolution is not None and resolution.severity_confirmed else None


def _minutes_to_correction(said: list[Severity], confirmed: int) -> int | None:
    """From what they were told first until they were told what it was; None where both are one, or that never came."""
    right = next((each for each in said if each.level == confirmed), None)
    if right is None or right is said[0]:
        return None
    return round((right.at - said[0].at).total_seconds() / 60)
