"""Confirming: what a diagnosis was about is handed down at its end, and taken back where the end does not last."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models

from fiverings.core.journal import announce
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import ConfirmationTakenBack, DiagnosisConfirmed
from .cause import Cause
from .confirmation import Confirmation
from .settling import NoSuchSeverity
from .table import LEVELS

if TYPE_CHECKING:
    from .session import DiagnosisSession


class Confirming(models.Model):
    """The ability of a session to be told what it turned out to be."""

    class Meta:
        abstract = True

    @together
    def confirm(
        self,
        *,
        severity: int,
        cause: Cause | None,
        told: int | None,
        minutes_to_correction: int | None = None,
        by: Person | None,
        at: datetime,
    ) -> Confirmation:
        """What somebody confirmed at the end; the same again changes nothing, and another takes its place.

        NoSuchSeverity.
        """
        if severity not in LEVELS:
            raise NoSuchSeverity
        session = self._hold()
        found = Confirmation(session=session, severity=severity, cause=cause, told=told, by=by, at=at)
        found.minutes_to_correction = minutes_to_correction
        last = session.confirmation()
        if last is not None and last.says() == found.says():
            return last
        found.chances, found.seq = session.chances_in_the_end(), session.confirmations.count() + 1
        found.save()
        announce(DiagnosisConfirmed(session=session, confirmation=found, level=severity), by=by, at=at)
        return found

    @together
    def take_back_confirmation(self, *, by: models.Model | None = None, at: datetime) -> None:
        """It is open again, so that nothing is confirmed; where nothing was, nothing changes."""
        session = self._hold()
        if session.confirmation() is None:
            return
        taken_back = Confirmation(session=session, seq=session.confirmations.count() + 1, at=at)
        taken_back.save()
        announce(ConfirmationTakenBack(session=session, confirmation=taken_back), by=by, at=at)

    def confirmation(self) -> Confirmation | None:
        """What stands confirmed of it."""
        last = cast("DiagnosisSession", self).confirmations.order_by("-seq").first()
        return last if last is not None and last.severity else None

    def chances_in_the_end(self) -> list[float] | None:
        """Of severity 1, 2 and 3, as its log holds them after the last answer; None where nothing is reckoned."""
        session = cast("DiagnosisSession", self)
        last = session.evidence.order_by("-seq").first()
        return cast("list[float] | None", last.after if last is not None else session.finding().chances)

    def _hold(self) -> DiagnosisSession:
        session = cast("DiagnosisSession", self)
        rows = type(session).objects.select_for_update(of=("self",), no_key=True).select_related("version__guide")
        return cast("DiagnosisSession", rows.get(pk=session.pk))
