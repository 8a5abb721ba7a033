"""Cursor: how far a folder on an IMAP server has been read, whatever happens to us in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from fiverings.core import clock
from fiverings.core.models import Record
from fiverings.core.together import together

if TYPE_CHECKING:
    from .mailbox import Mailbox


class Cursor(Record):
    """The number of the last mail taken from a folder; numbers hold as long as the folder's validity."""

    mailbox = models.ForeignKey("channels.Mailbox", on_delete=models.PROTECT, related_name="cursors")
    folder = models.TextField()
    validity = models.BigIntegerField()
    uid = models.BigIntegerField(default=0)
    mark = models.TextField(blank=True, default="")
    read_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mailbox", "folder"], name="channels_a_folder_has_one_cursor"),)

    def __str__(self) -> str:
        return f"{self.folder} {self.validity}:{self.uid}"

    @classmethod
    @together
    def standing(cls, mailbox: Mailbox, *, validity: int = 0) -> Cursor:
        """The cursor of the mailbox's folder, locked; it begins anew when the server has numbered its mails anew."""
        begin = {"validity": validity, "read_at": clock.now()}
        cursor, _ = cls.objects.select_for_update().get_or_create(
            mailbox=mailbox, folder=mailbox.fetch_folder, defaults=begin
        )
        if cursor.validity != validity:
            cursor.validity, cursor.uid, cursor.mark = validity, 0, ""
            cursor.save(update_fields=["validity", "uid", "mark"])
        return cursor

    def pass_by(self, uid: int) -> None:
        """Note that everything up to this number is safe with us."""
        self.uid = uid
        self.save(update_fields=["uid"])

    def moves_to(self, mark: str) -> None:
        """Note from where a provider tells what is new, in its own words."""
        self.mark = mark
        self.save(update_fields=["mark"])

    def is_read(self) -> None:
        """Note that the folder was read to its end."""
        self.read_at = clock.now()
        self.save(update_fields=["read_at"])
