"""Notes: what we tell each other about a journey, and no customer ever reads."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import NoteWritten
from .belonging import OfAJourney

if TYPE_CHECKING:
    from .journey import Journey


class NothingSaid(Refused):
    """There are no words in it."""


class Note(Record):
    """Words for us alone, never changed once written."""

    journey = models.ForeignKey("conversations.Journey", on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    objects = OfAJourney.as_manager()
    personal = ("text",)

    class Meta:
        indexes = (models.Index(fields=["journey", "at"], name="conversations_note_story"),)

    def __str__(self) -> str:
        return self.text


class Noting(models.Model):
    """The ability of a journey to be written notes about."""

    class Meta:
        abstract = True

    @together
    def note(self, text: str, *, by: Person | None, at: datetime | None = None) -> Note:
        """Write a note that only we see; NothingSaid when it is empty."""
        if not text.strip():
            raise NothingSaid(_("A note needs words."))
        journey = cast("Journey", self)
        note = Note(journey=journey, author=by, text=text.strip(), at=at or clock.now())
        note.save()
        announce(NoteWritten(note=note, journey=journey), by=by, at=at)
        return note
