"""Diagnosing: the severity of a case is found by asking, raised by anybody, and lowered by a second pair of eyes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.diagnosis.models import (
    DiagnosisSession,
    NoSuchSeverity,
)
from fiverings.people.models import Person
from fiverings.promises.models import Guarantee
from fiverings.promises.models import Kind as Promised

from ..events import SeverityLowered, SeverityRaised, SeveritySet
from .alarming import Alarming
from .doubting import Doubting
from .felt import Feeling
from .guiding import Guiding
from .probing import Probing
from .severity import LEVELS, Ground, Severity

if TYPE_CHECKING:
    from .case import Case


SEVEREST = 1


class CannotRaise(Refused):
    """A severity is raised to a worse one, with a line of reason."""


class CannotLower(Refused):
    """A severity is lowered by new answers, or by somebody else than who set it, and never against a rule."""


class Diagnosing(Guiding, Feeling, Doubting, Probing, Alarming):
    """The ability of a case to have its severity found, raised and lowered; no promise moves because of it."""

    class Meta:
        abstract = True

    @together
    def settle_severity(self, *, level: int, by: Person | None, at: datetime | None = None) -> Severity:
        """Settle what the open session found. As set_severity."""
        case = cast("Case", self)
        return case.set_severity(level=level, session=case.diagnose(by=by, at=at), by=by, at=at)

    @together
    def set_severity(
        self, *, level: int, session: DiagnosisSession, by: Person | None, at: datetime | None = None
    ) -> Severity:
        """Settle what a session found.

        Refused: TooLittleEvidence, WorseNotRuledOut, NoSuchSeverity, AlreadySettled, AlreadyClosed.
        """
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._refuse_when_closed()
        if session.journey_id != case.journey_id:
            raise CannotRaise(_("These answers are about another need."))
        session.settle(level, by=by, at=at)
        fired = next((each for each in session.finding().fired if each.level == level), None)
        ground = {"ground": Ground.RULE, "rule": fired.code} if fired else {"ground": Ground.SESSION}
        return case._say(SeveritySet, level, session=session, by=by, at=at, **ground)

    @together
    def raise_severity(self, *, level: int, reason: str, by: Person, at: datetime | None = None) -> Severity:
        """It is worse than we said: anybody may say so, in one line. CannotRaise, NoSuchSeverity, AlreadyClosed."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._refuse_when_closed()
        _require_a_level(level)
        if case.severity is None and level > 1:
            raise CannotRaise(_("Ask first: only severity 1 is taken on somebody's word."))
        if case.severity is not None and level >= case.severity:
            raise CannotRaise(_("It is severity {level} already.").format(level=case.severity))
        if not reason.strip():
            raise CannotRaise(_("Say why, in one line."))
        return case._say(SeverityRaised, level, ground=Ground.RAISED, reason=reason.strip(), by=by, at=at)

    @together
    def lower_severity(self, *, level: int, reason: str, by: Person, at: datetime | None = None) -> Severity:
        """A second person says that it is milder, and no rule speaks against it. CannotLower, AlreadyClosed."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._refuse_when_closed()
        _require_a_level(level)
        last = case.last_severity()
        if last is None or level <= last.level:
            raise CannotLower(_("There is nothing to lower."))
        if last.by_id == by.pk:
            raise CannotLower(_("You set it: ask again and settle it by new answers, or let a colleague lower it."))
        if not reason.strip():
            raise CannotLower(_("Say why, in one line."))
        if worse := case._worse_than(level):
            raise CannotLower(_("{rule}: ask again first.").format(rule=worse))
        return case._say(SeverityLowered, level, ground=Ground.LOWERED, reason=reason.strip(), by=by, at=at)

    def last_severity(self) -> Severity | None:
        """How severe it is now, with its ground."""
        return cast("Severity | None", _severities.first(cast("Case", self).pk))

    def _owe_sooner(self, *, at: datetime) -> None:
        """Nobody of us was there: while they know of no time, we owe the answer by the standard for the severest."""
        case = cast("Case", self)
        owed = case.owed().select_related("promise")
        if case.severity != SEVEREST or any(not each.promise.is_internal for each in owed):
            return
        answers = [each for each in owed if each.promise.kind == Promised.ANSWER]
        standard = Guarantee.standard(Promised.ANSWER, case.severity, account=case.account, at=at)
        if answers and standard is not None:
            case.owe_by_standard(Promised.ANSWER, by=None, at=at)

    def _worse_than(self, level: int) -> Any:
        """The rule of the last answers that says that it is worse."""
        session = self.last_session()
        return session.finding().not_ruled_out(level) if session else None

    def _say(self, event: Any, level: int, *, by: Person | None, at: datetime, **ground: Any) -> Severity:
        """One more row, and the column beside it that lists and clocks read."""
        case = cast("Case", self)
        severity = Severity(case=case, level=level, by=by, at=at, **ground)
        severity.save()
        case.severity = level
        case.save(update_fields=["severity"])
        announce(event(case=case, severity=severity, level=level), by=by, at=at)
        if by is None:
            case._owe_sooner(at=at)
        case._answer_doubt_by(level, by=by, at=at)
        case._tell_of_mismatch(at=at)
        if level == 1 and case.state == case.State.WAITING:
            case.end_waiting(by=by, at=at)
        return severity


def _require_a_level(level: int) -> None:
    if level not in LEVELS:
        raise NoSuchSeverity(_("A severity is 1, 2 or 3."))


@Written
def _severities(case: int) -> models.QuerySet[Any]:
    said: models.QuerySet[Any] = Severity.objects.filter(case=case).order_by("-at", "-id")
    asked = DiagnosisSession.objects.open().filter(journey=models.OuterRef("case__journey"))
    said = said.select_related("by", "session__version__guide").annotate(is_asked_anew=models.Exists(asked))
    return said[:1]
