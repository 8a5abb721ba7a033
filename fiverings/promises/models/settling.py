"""Settling: how a promise gets its one outcome, the matter locked first, then what is owed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core.problems import Refused
from fiverings.core.references import Gone, refer
from fiverings.people.models import Person

from .matter import lock
from .outcome import Outcome
from .outstanding import Outstanding

if TYPE_CHECKING:
    from .promise import Promise


class AlreadySettled(Refused):
    """The promise has its outcome."""


class Settling(models.Model):
    """The ability of a promise to end."""

    class Meta:
        abstract = True

    def _take_up(self) -> Outstanding | None:
        """What is owed, locked after its matter; None when it ended.

        Whoever changes a matter locks it before its promises, so two who wait for each other cannot be.
        """
        rows = Outstanding.objects.filter(promise=cast("Promise", self)).select_related("person")
        owed = rows.first()
        while owed is not None:
            subject = owed.subject
            lock(subject)
            owed = rows.first()
            if owed is None or owed.subject == subject:
                break
        return rows.select_for_update(of=("self",)).first()

    def _owed(self) -> Outstanding:
        """What is owed, locked; AlreadySettled."""
        owed = self._take_up()
        if owed is None:
            raise AlreadySettled(_("This promise is not owed any more."))
        return owed

    def _end(
        self,
        kind: str,
        owed: Outstanding,
        *,
        at: datetime,
        by: Person | None = None,
        words: str = "",
        evidence: models.Model | None = None,
    ) -> Outcome:
        """Nothing owed any more, and the outcome."""
        outcome = Outcome(promise=cast("Promise", self), kind=kind, at=at, by=by, words=words, **cited(evidence))
        Outstanding.objects.filter(pk=owed.pk).delete()
        outcome.save()
        return outcome


def cited(evidence: models.Model | None) -> dict[str, str | int | None]:
    """The columns by which a record is cited."""
    if evidence is None or isinstance(evidence, Gone):
        return {}
    reference = refer(evidence)
    return {"evidence_label": reference.label, "evidence_id": reference.id}
