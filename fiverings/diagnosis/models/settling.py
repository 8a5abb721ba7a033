"""Settling: a severity is chosen that the evidence allows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import SessionSettled
from .table import LEVELS

if TYPE_CHECKING:
    from .session import DiagnosisSession


class NoSuchSeverity(Refused):
    """There are three severities."""


class TooLittleEvidence(Refused):
    """Too little was asked to call it so mild."""


class WorseNotRuledOut(Refused):
    """A rule says that it is worse."""


class Settling(models.Model):
    """The ability of a session to settle a severity."""

    class Meta:
        abstract = True

    @together
    def settle(self, level: int, *, by: Person | None, at: datetime | None = None) -> None:
        """Settle this severity by the evidence.

        Refused: NoSuchSeverity, WorseNotRuledOut, TooLittleEvidence, AlreadySettled.
        """
        session = cast("DiagnosisSession", self)._lock()
        if level not in LEVELS:
            raise NoSuchSeverity(_("A severity is 1, 2 or 3."))
        finding = session.finding()
        if finding.not_ruled_out(level):
            raise WorseNotRuledOut(finding.refusal(level))
        if refusal := finding.refusal(level):
            raise TooLittleEvidence(refusal)
        session.settled_level, session.settled_by, session.settled_at = level, by, at or clock.now()
        session.save(update_fields=["settled_level", "settled_by", "settled_at"])
        announce(SessionSettled(session=session, journey=session.journey, level=level), by=by, at=session.settled_at)
