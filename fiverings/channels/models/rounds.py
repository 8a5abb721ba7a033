"""Rounds: every mailbox whose mail lies on a server is attended to, and none waits for another."""

from __future__ import annotations

import logging
from threading import BoundedSemaphore, Thread
from threading import Event as StopSign

from django.db import close_old_connections

from .mailbox import Mailbox

log = logging.getLogger(__name__)

EVERY = 15.0
AT_ONCE = 8
LEAVES_WITHIN = 5.0


class Watch(Thread):
    """Somebody of ours at the server of one mailbox, until nothing more is to be expected there, or told to leave."""

    def __init__(self, mailbox: Mailbox, turn: BoundedSemaphore) -> None:
        super().__init__(name=f"fetch-{mailbox.id}", daemon=True)
        self.mailbox, self.turn, self.leave = mailbox, turn, StopSign()

    def run(self) -> None:
        try:
            self.mailbox.attend(self.leave, turn=self.turn)
        except Exception:
            log.exception("The mailbox %s could not be fetched", self.mailbox.id)
        finally:
            close_old_connections()


class Rounds:
    """Sends somebody to each mailbox that nobody is at; one that stays is left alone while its settings stand."""

    def __init__(self) -> None:
        self.turn = BoundedSemaphore(AT_ONCE)
        self.watches: dict[int, Watch] = {}

    def go(self, stop: StopSign) -> None:
        """Fetch until told to stop; a database that is away is waited for."""
        while not stop.is_set():
            try:
                self.once()
            except Exception:
                log.exception("The mailboxes could not be looked up")
            stop.wait(EVERY)
        self.call_back()

    def once(self) -> None:
        """Set out to every mailbox that nobody is at; leave those that are read another way by now."""
        close_old_connections()
        mailboxes = {each.id: each for each in Mailbox.objects.fetched()}
        close_old_connections()
        self.watches = {id_: watch for id_, watch in self.watches.items() if watch.is_alive()}
        for id_, watch in self.watches.items():
            if id_ not in mailboxes or mailboxes[id_].access != watch.mailbox.access:
                watch.leave.set()
        for id_, mailbox in mailboxes.items():
            if id_ not in self.watches:
                self.watches[id_] = Watch(mailbox, self.turn)
                self.watches[id_].start()

    def call_back(self) -> None:
        """Have everybody leave; who is in the middle of a mail finishes or loses nothing."""
        for watch in self.watches.values():
            watch.leave.set()
        for watch in self.watches.values():
            watch.join(LEAVES_WITHIN)
