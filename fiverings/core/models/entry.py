"""The journal: one line for each thing that happened, never changed afterwards."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from fiverings.core.references import Reference

from .record import Record, Records


class CurrentTransaction(models.Func):
    """The id of the transaction that writes the row; a stream reads only what lies behind the oldest open one."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class OldestOpenTransaction(models.Func):
    """The id of the oldest transaction that is still open."""

    template = "(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"
    output_field = models.BigIntegerField()


class EntryQuerySet(Records):
    """The words by which lines of the journal are found."""

    def visible_to(self, person: Any) -> Self:
        """Lines to look through; whoever shows one asks its subject's own `visible_to` as well."""
        return self if person.is_active else self.none()

    def about(self, record: models.Model) -> Self:
        """Lines that mention this record, as subject or otherwise."""
        return self.filter(mention__label=record._meta.label_lower, mention__record_id=record.pk)

    def written_from(self, entry_id: int) -> Self:
        """This line and those that its transaction wrote after it."""
        xact = self.filter(id=entry_id).values("xact")
        return self.filter(xact=models.Subquery(xact), id__gte=entry_id).order_by("id")

    def settled(self) -> Self:
        """Lines of transactions older than every open one: no earlier line can still appear among them."""
        return self.filter(xact__lt=OldestOpenTransaction())


class Entry(Record):
    """One line of the journal: what happened, to what, by whom, when, and because of what."""

    class Mark(models.TextChoices):
        """Where a line comes from when it was not lived through here."""

        LIVED = "", _("lived")
        IMPORTED = "imported", _("imported")
        SEEDED = "seeded", _("told afterwards")

    append_only = True

    kind = models.TextField()
    payload = models.JSONField()
    subject_label = models.TextField()
    subject_id = models.BigIntegerField()
    actor_label = models.TextField(default="", blank=True)
    actor_id = models.BigIntegerField(null=True, blank=True)
    cause = models.ForeignKey(
        "self", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="effects"
    )
    origin = models.BigIntegerField(null=True, blank=True)
    depth = models.SmallIntegerField(default=0)
    mark = models.TextField(choices=Mark.choices, default=Mark.LIVED, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    xact = models.BigIntegerField(db_default=CurrentTransaction())

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = (
            models.Index(fields=["xact", "id"], name="core_entry_stream"),
            models.Index(fields=["cause"], condition=models.Q(cause__isnull=False), name="core_entry_cause"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def subject(self) -> Reference:
        return Reference(self.subject_label, self.subject_id)

    @property
    def actor(self) -> Reference | None:
        return Reference(self.actor_label, self.actor_id) if self.actor_id is not None else None

    def causes(self) -> list[Entry]:
        """What led to this line, the origin first."""
        chain: list[Entry] = []
        line = self.cause
        while line is not None:
            chain.insert(0, line)
            line = line.cause
        return chain

    @property
    def is_history(self) -> bool:
        return self.mark != self.Mark.LIVED


class Mention(Record):
    """A record by which a line of the journal is found: so a case, an account or a promise finds its lines in order."""

    append_only = True
    numbered_by = "entry_id"

    pk = models.CompositePrimaryKey("record_id", "label", "entry")
    record_id = models.BigIntegerField()
    label = models.TextField()
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, db_index=False, related_name="mentions", related_query_name="mention"
    )

    def __str__(self) -> str:
        return f"{self.label}:{self.record_id}"


class Reacted(Record):
    """The mark that a reaction to a line is done; it is written in the reaction's own transaction, once."""

    append_only = True

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="reacted")
    reaction = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry", "reaction"], name="core_reacted_once"),)

    def __str__(self) -> str:
        return f"{self.reaction} after {self.entry_id}"


class FailedReaction(Record):
    """A reaction that could not be done yet: what went wrong last, and how often it was tried."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="failures")
    reaction = models.TextField()
    error = models.TextField()
    tries = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry", "reaction"], name="core_failedreaction_once"),)

    def __str__(self) -> str:
        return f"{self.reaction}: {self.error}"

    def again(self, error: str) -> None:
        """Count one more try that failed."""
        self.error, self.tries = error, self.tries + 1
        self.save(update_fields=["error", "tries"])
