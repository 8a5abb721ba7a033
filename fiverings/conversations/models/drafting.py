"""Drafts: words not yet said, kept on the server as they are typed, one of each person in each thread."""

from __future__ import annotations

from django.db import models

from fiverings.core.models import Record
from fiverings.people.models import Person

from .thread import Thread


class Draft(Record):
    """What one person is about to say in one thread; nobody else's act touches it."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    personal = ("text",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["thread", "person"], name="conversations_a_person_has_one_draft_in_a_thread"
            ),
        )

    def __str__(self) -> str:
        return self.text[:60]


class DraftVersion(Record):
    """An earlier wording of a draft, or one that another window of the same person saved at the same time."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True, default="")
    is_conflict = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    personal = ("text",)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.text[:60]
