"""One round to a mailbox at Microsoft 365 or Gmail: each mail is stored and remembered in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event as StopSign
from typing import TYPE_CHECKING, Any, Self

from fiverings.core.together import together

from ..gateways.cloud.asking import Line, MarkExpired
from ..gateways.cloud.boxes import Page, Read
from ..gateways.cloud.gmail import GmailBox
from ..gateways.cloud.graph import GraphBox
from ..gateways.cloud.leave import Provider
from ..gateways.mail.troubles import ServerRefused, SignInRefused
from .arrival import Arrival
from .consent import MailboxConsent
from .cursor import Cursor
from .pickup import Pickup
from .way_in import Way

if TYPE_CHECKING:
    from .mailbox import Mailbox


@dataclass(frozen=True)
class CloudRound:
    """At a mailbox whose mails have names that last; the names of those we took are remembered."""

    mailbox: Mailbox
    box: Any
    leave: StopSign = field(default_factory=StopSign)

    @classmethod
    @contextmanager
    def begun(cls, mailbox: Mailbox, leave: StopSign) -> Iterator[Self]:
        """Nothing is asked yet; SignInRefused when nobody gave us leave, or it was withdrawn."""
        MailboxConsent.shown_for(mailbox)
        line = Line(lambda anew=False: MailboxConsent.shown_for(mailbox, anew=anew), leave)
        api, folder = Provider.named(mailbox.way_in).api, mailbox.fetch_folder
        if mailbox.way_in == Way.GMAIL:
            yield cls(mailbox, GmailBox(line, api, folder), leave)
        else:
            whose = MailboxConsent.objects.get(mailbox=mailbox).account
            of = "" if whose in ("", mailbox.address) else str(mailbox.address)
            yield cls(mailbox, GraphBox(line, api, folder, of), leave)

    def may_stay(self) -> bool:
        return False

    def take(self) -> int:
        """Take in what came since the last time; how many mails were new to us."""
        mark = Cursor.standing(self.mailbox).mark
        try:
            taken = self._take_from(mark)
        except MarkExpired:
            taken = self._take_all()
        if self.leave.is_set():
            return taken
        taken += sum(self._take(pickup.key) for pickup in Pickup.due(self.mailbox))
        Cursor.standing(self.mailbox).is_read()
        return taken

    def _take_from(self, mark: str) -> int:
        return sum(self._take_page(page) for page in self.box.changes(mark, since=self.mailbox.reads_from))

    def _take_all(self) -> int:
        """Read from the beginning: what we have is known by its name; what is gone there is forgotten."""
        Cursor.standing(self.mailbox).moves_to("")
        before = set(self.mailbox.pickups.values_list("key", flat=True))
        taken, seen = 0, set()
        for page in self.box.changes("", since=self.mailbox.reads_from):
            seen |= set(page.keys)
            taken += self._take_page(page)
        if not self.leave.is_set():
            self.mailbox.pickups.filter(key__in=before - seen).delete()
        return taken

    def _take_page(self, page: Page) -> int:
        if self.leave.is_set():
            return 0
        known = set(self.mailbox.pickups.filter(key__in=page.keys).values_list("key", flat=True))
        taken = sum(self._take(key) for key in dict.fromkeys(page.keys) if key not in known)
        if not self.leave.is_set():
            Cursor.standing(self.mailbox).moves_to(page.mark)
        return taken

    def _take(self, key: str) -> bool:
        """Take one mail in; one that is refused to us is noted, and holds up none behind it."""
        if self.leave.is_set():
            return False
        try:
            read = self.box.read(key)
        except SignInRefused:
            raise
        except ServerRefused as refusal:
            Pickup.stumble(self.mailbox, key, why=str(refusal))
            return False
        if read is None:
            self.mailbox.pickups.filter(key=key).exclude(due_at=None).delete()
            return False
        return self._store(key, read)

    @together
    def _store(self, key: str, read: Read) -> bool:
        """Store a mail and remember that we took it, both or neither; whether it was new to us."""
        Cursor.standing(self.mailbox)
        if self.mailbox.pickups.filter(key=key, due_at=None).exists():
            return False
        if read.came_at < self.mailbox.reads_from:
            Pickup.settle(self.mailbox, key, arrival=None)
            return False
        arrival, is_new = Arrival.accept(read.raw, mailbox=self.mailbox, via=self.mailbox.way_in, came_at=read.came_at)
        Pickup.settle(self.mailbox, key, arrival=arrival)
        return is_new
