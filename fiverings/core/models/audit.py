"""Audits: the house asks its own rules by the clock, and remembers what they said."""

from __future__ import annotations

import logging
from typing import Self

from django.db import models, transaction

from fiverings.core import clock
from fiverings.core.auditing import ask_rules, snapshot

from .record import Record, Records

log = logging.getLogger(__name__)


class AuditQuerySet(Records):
    """The words by which audits are found."""

    def latest_done(self) -> Audit | None:
        """The last one that came to its end."""
        return self.filter(ended_at__isnull=False).order_by("-began_at").first()

    def before(self, audit: Audit) -> Self:
        """Those that a newer one has made old."""
        return self.filter(began_at__lt=audit.began_at)


class Audit(Record):
    """One time that every rule was asked: how many records broke which."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    broken = models.JSONField(default=dict, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["-began_at"], name="core_audit_began"),)

    def __str__(self) -> str:
        return ", ".join(f"{rule}: {count}" for rule, count in sorted(self.broken.items())) or "—"

    def carry_out(self) -> None:
        """Ask every rule of one moment; older audits have said what they had to say."""
        with snapshot():
            found = [verdict for verdict in ask_rules() if not verdict.is_kept]
        self.broken = {verdict.rule: verdict.count for verdict in found}
        for verdict in found:
            log.error("\n".join(verdict.lines()))
        self.ended_at = clock.now()
        with transaction.atomic():
            self.save(update_fields=["broken", "ended_at"])
            Audit.objects.before(self).delete()
