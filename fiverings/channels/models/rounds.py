"""Rounds: every mailbox on an IMAP server is fetched again and again, and none waits for another."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event as StopSign

from django.db import close_old_connections

from .mailbox import Mailbox

log = logging.getLogger(__name__)

EVERY = 15.0
AT_ONCE = 8


class Rounds:
    """Goes from mailbox to mailbox; one whose server is slow is met again when it has answered."""

    def __init__(self) -> None:
        self.hands = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="fetch")
        self.busy: dict[int, Future[int]] = {}

    def go(self, stop: StopSign) -> None:
        """Fetch until told to stop; a database that is away is waited for."""
        while not stop.is_set():
            try:
                self.once()
            except Exception:
                log.exception("The mailboxes could not be looked up")
            stop.wait(EVERY)
        self.hands.shutdown(wait=False, cancel_futures=True)

    def once(self) -> None:
        """Set out to every mailbox that nobody is at."""
        close_old_connections()
        self.busy = {id_: future for id_, future in self.busy.items() if not future.done()}
        for mailbox in Mailbox.objects.fetched():
            if mailbox.id not in self.busy:
                self.busy[mailbox.id] = self.hands.submit(_fetch, mailbox)
        close_old_connections()


def _fetch(mailbox: Mailbox) -> int:
    close_old_connections()
    try:
        return mailbox.fetch()
    except Exception:
        log.exception("The mailbox %s could not be fetched", mailbox.id)
        return 0
    finally:
        close_old_connections()
