"""Drafts: words not yet said, kept on the server as they are typed, one of each person in each thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models

from fiverings.core import clock
from fiverings.core.models import Record, Records
from fiverings.core.together import together
from fiverings.people.models import Person

from .thread import Thread

VERSIONS_KEPT = 50
LATE_AT_MOST = timedelta(minutes=1)


@dataclass(frozen=True)
class Kept:
    """What became of words that were saved: the draft unless they came late, and the other wording of two at once."""

    draft: Draft | None
    conflict: DraftVersion | None = None


class DraftQuerySet(Records):
    """The words by which drafts are found."""

    def visible_to(self, person: Any) -> Self:
        """A draft is its writer's alone."""
        return self.filter(person=person, thread__in=Thread.objects.visible_to(person))


class Draft(Record):
    """What one person is about to say in one thread; nobody else's act touches it."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()
    personal = ("text",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["thread", "person"], name="conversations_a_person_has_one_draft_in_a_thread"
            ),
        )

    def __str__(self) -> str:
        return self.text[:60]

    @classmethod
    @together
    def keep(cls, *, thread: Thread, by: Person, text: str, version: int = 0, at: datetime | None = None) -> Kept:
        """Save what somebody is typing, as it stands in the window that has seen this version of it.

        When another window of theirs has saved meanwhile, its words stay, and these are kept beside them. Words that
        come late, after they were said, are let go: a version whose draft is gone, or the beginning of what they said.
        """
        at = at or clock.now()
        thread = Thread.objects.select_for_update().get(pk=thread.pk)  # whoever is sending in it ends first
        draft = cls._default_manager.select_for_update().filter(thread=thread, person=by).first()
        if draft is None:
            if version or cls._was_just_said(text, thread, by, at):
                return Kept(None)
            return Kept(cls._default_manager.create(thread=thread, person=by, text=text, saved_at=at))
        if text == draft.text:
            return Kept(draft)
        if version != draft.version:
            return Kept(draft, conflict=draft._set_aside(text, at, is_conflict=True))
        draft._set_aside(draft.text, draft.saved_at)
        draft.text, draft.version, draft.saved_at = text, draft.version + 1, at
        draft.save(update_fields=["text", "version", "saved_at"])
        return Kept(draft)

    def discard(self) -> None:
        """Throw the words away, with every earlier wording."""
        type(self)._default_manager.filter(pk=self.pk).delete()

    @staticmethod
    def _was_just_said(text: str, thread: Thread, by: Person, at: datetime) -> bool:
        said = thread.messages.filter(author=by, taken_back_at=None, at__gt=at - LATE_AT_MOST).order_by("-id").first()
        return said is not None and said.text.startswith(text.strip())

    def _set_aside(self, text: str, at: datetime, *, is_conflict: bool = False) -> DraftVersion:
        kept = DraftVersion(draft=self, number=self.version, text=text, saved_at=at, is_conflict=is_conflict)
        kept.save()
        older = self.versions.filter(is_conflict=False).values_list("id", flat=True)[VERSIONS_KEPT:]
        self.versions.filter(id__in=list(older)).delete()
        return kept


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
