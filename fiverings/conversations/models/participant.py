"""Participants: who takes part in a thread."""

from __future__ import annotations

from django.db import models

from fiverings.core.models import Record
from fiverings.customers.models import Contact
from fiverings.people.models import Person


class Participant(Record):
    """Somebody who reads along: the contact who wrote, somebody in copy, or a stranger whom one of us let in."""

    thread = models.ForeignKey("conversations.Thread", on_delete=models.PROTECT, related_name="participants")
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="participation"
    )
    address = models.TextField(db_collation="C")
    name = models.TextField(blank=True, default="")
    since = models.DateTimeField()
    let_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal = ("address", "name")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["thread", "address"], name="conversations_one_takes_part_in_a_thread_once"),
        )

    def __str__(self) -> str:
        return self.name or self.address
