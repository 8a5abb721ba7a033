"""Fetching: a mailbox takes in what lies for it on an IMAP server."""

from __future__ import annotations

import imaplib
from typing import TYPE_CHECKING, cast

from django.db import models

from fiverings.core.together import together
from fiverings.core.vault import WrongKey

from ..gateways.mail.fetching import Fetched, Folder, FolderRefused
from .arrival import Arrival, Via
from .cursor import Cursor

if TYPE_CHECKING:
    from .mailbox import Mailbox

TROUBLES = (OSError, imaplib.IMAP4.error, FolderRefused, WrongKey, UnicodeError)


class Fetching(models.Model):
    """The ability of a mailbox to be fetched: each mail is stored and passed by in one transaction."""

    class Meta:
        abstract = True

    def fetch(self) -> int:
        """Take in what came since the last time, however long ago that was; how many mails were new to us."""
        mailbox = cast("Mailbox", self)
        try:
            with mailbox.server().folder(mailbox.imap_folder) as folder:
                taken = self._take_from(folder)
        except TROUBLES as trouble:
            mailbox.fall_silent(why=str(trouble) or type(trouble).__name__)
            return 0
        mailbox.answer()
        return taken

    def _take_from(self, folder: Folder) -> int:
        mailbox = cast("Mailbox", self)
        cursor = Cursor.standing(mailbox, validity=folder.validity)
        since = None if cursor.uid else mailbox.reads_from
        taken = sum(self._take(fetched, folder) for fetched in folder.after(cursor.uid, since=since))
        Cursor.standing(mailbox, validity=folder.validity).is_read()
        return taken

    @together
    def _take(self, fetched: Fetched, folder: Folder) -> bool:
        """Store a mail and pass it by, both or neither; whether it was new to us."""
        mailbox = cast("Mailbox", self)
        cursor = Cursor.standing(mailbox, validity=folder.validity)
        if fetched.uid <= cursor.uid:
            return False
        _, is_new = Arrival.accept(fetched.raw, mailbox=mailbox, via=Via.IMAP, came_at=fetched.came_at)
        cursor.pass_by(fetched.uid)
        return is_new
