"""Fetching: a mailbox takes in what lies for it on a server."""

from __future__ import annotations

import imaplib
import poplib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Event as StopSign
from typing import TYPE_CHECKING, Any, cast

from django.db import close_old_connections, models

from fiverings.core.vault import WrongKey

from ..gateways.mail.troubles import ServerRefused, SignInRefused
from .cloud_round import CloudRound
from .imap_round import ImapRound
from .outage import Cause
from .pop_round import PopRound
from .way_in import Way

if TYPE_CHECKING:
    from .mailbox import Mailbox

STAYS_FOR = 120.0
"""So long a server may be silent before we ask it something: it may be gone. A session that waits ends after 29 minutes
at a server, and sooner at many a router in between."""
ROUNDS: dict[str, type[Any]] = {
    Way.IMAP: ImapRound,
    Way.POP3: PopRound,
    Way.GRAPH: CloudRound,
    Way.GMAIL: CloudRound,
}
TROUBLES = (OSError, imaplib.IMAP4.error, poplib.error_proto, ServerRefused, WrongKey, UnicodeError)


class Fetching(models.Model):
    """The ability of a mailbox to be fetched, however long ago it was fetched last."""

    class Meta:
        abstract = True

    def fetch(self) -> int:
        """Take in what came since the last time; how many mails were new to us."""
        mailbox = cast("Mailbox", self)
        taken: int = 0
        with self._noting_trouble(), self._round(StopSign()) as round_:
            taken = round_.take()
            mailbox.answer()
        return taken

    def attend(self, leave: StopSign, *, turn: AbstractContextManager[Any]) -> None:
        """Take in what came, and stay where the server tells of new mail, until told to leave.

        What is taken is taken in `turn`; while it waits, it holds neither a turn nor a connection to the database.
        """
        with self._noting_trouble(), self._round(leave) as round_:
            self._take_in(round_, turn)
            while round_.may_stay() and not leave.is_set():
                round_.wait(at_most=STAYS_FOR)
                self._take_in(round_, turn)

    def _take_in(self, round_: Any, turn: AbstractContextManager[Any]) -> None:
        mailbox = cast("Mailbox", self)
        with turn:
            try:
                round_.take()
                mailbox.answer()
            finally:
                close_old_connections()

    def _round(self, leave: StopSign) -> AbstractContextManager[Any]:
        mailbox = cast("Mailbox", self)
        begun: AbstractContextManager[Any] = ROUNDS[mailbox.way_in].begun(mailbox, leave)
        return begun

    @contextmanager
    def _noting_trouble(self) -> Iterator[None]:
        mailbox = cast("Mailbox", self)
        try:
            yield
        except TROUBLES as trouble:
            mailbox.fall_silent(why=str(trouble) or type(trouble).__name__, cause=_cause(trouble))


def _cause(trouble: Exception) -> Cause:
    """What would mend it: the password, the way, or whoever looks after the server."""
    if isinstance(trouble, SignInRefused | WrongKey):
        return Cause.SIGN_IN
    if isinstance(trouble, OSError | imaplib.IMAP4.abort):
        return Cause.NETWORK
    return Cause.SERVER
