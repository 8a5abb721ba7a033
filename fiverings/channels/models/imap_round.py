"""One round to a folder on an IMAP server: each mail is stored and passed by in one transaction."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event as StopSign
from typing import TYPE_CHECKING, Self

from fiverings.core.together import together

from ..gateways.mail.fetching import Folder, Head, Withheld
from ..gateways.mail.sessions import idle, knows_idle
from .arrival import Arrival, Via
from .cursor import Cursor
from .pickup import Pickup

if TYPE_CHECKING:
    from .mailbox import Mailbox

LARGEST = 150 * 1024 * 1024
TOO_LARGE = "It is larger than {limit} MB, more than we take."


@dataclass(frozen=True)
class ImapRound:
    """At the folder of a mailbox; where the server tells of new mail, we may stay and wait for it."""

    mailbox: Mailbox
    folder: Folder
    leave: StopSign = field(default_factory=StopSign)

    @classmethod
    @contextmanager
    def begun(cls, mailbox: Mailbox, leave: StopSign) -> Iterator[Self]:
        """Fails as opening a folder does."""
        with Folder.opened(mailbox.server(), mailbox.fetch_folder) as folder:
            yield cls(mailbox, folder, leave)

    def may_stay(self) -> bool:
        return knows_idle(self.folder.session)

    def wait(self, *, at_most: float) -> None:
        """Until something comes, or we are told to leave."""
        idle(self.folder.session, self.leave, at_most=at_most)

    def take(self) -> int:
        """Take in what came since the last time; how many mails were new to us."""
        cursor = self._cursor()
        since = None if cursor.uid else self.mailbox.reads_from
        taken = 0
        for head in self.folder.after(cursor.uid, since=since):
            if self.leave.is_set():
                return taken
            taken += self._take(head, passes=True)
        taken += self._ask_again()
        self._cursor().is_read()
        return taken

    def _cursor(self) -> Cursor:
        return Cursor.standing(self.mailbox, validity=self.folder.validity)

    def _key(self, uid: int) -> str:
        return f"{self.folder.validity}:{uid}"

    def _take(self, head: Head, *, passes: bool) -> bool:
        """Take one mail in; one that the server does not hand over is noted, and holds up none behind it."""
        try:
            if head.size > LARGEST:
                raise Withheld(TOO_LARGE.format(limit=LARGEST // 1024**2))
            raw = self.folder.read(head.uid)
        except (Withheld, OSError, imaplib.IMAP4.error) as trouble:
            refused = isinstance(trouble, Withheld)
            self._stumble(head.uid, str(trouble), at_once=refused, passes=passes)
            if not refused:
                raise
            return False
        return raw is not None and self._store(head, raw, passes=passes)

    @together
    def _store(self, head: Head, raw: bytes, *, passes: bool) -> bool:
        """Store a mail and pass it by, both or neither; whether it was new to us."""
        cursor = self._cursor()
        if passes and head.uid <= cursor.uid:
            return False
        arrival, is_new = Arrival.accept(raw, mailbox=self.mailbox, via=Via.IMAP, came_at=head.came_at)
        if passes:
            cursor.pass_by(head.uid)
        else:
            Pickup.settle(self.mailbox, self._key(head.uid), arrival=arrival)
        return is_new

    @together
    def _stumble(self, uid: int, why: str, *, at_once: bool, passes: bool) -> None:
        if Pickup.stumble(self.mailbox, self._key(uid), why=why, at_once=at_once) and passes:
            self._cursor().pass_by(uid)

    def _ask_again(self) -> int:
        """Ask for what was withheld; what was removed, or has another number since, nobody waits for."""
        passed = self._cursor().uid
        due = {each.key: each for each in Pickup.due(self.mailbox)}
        for key in [key for key in due if not key.startswith(self._key(0)[:-1])]:
            due.pop(key).delete()
        numbers = sorted(uid for key in due if (uid := int(key.rpartition(":")[2])) <= passed)
        heads = self.folder.heads(numbers) if numbers else []
        for uid in set(numbers) - {head.uid for head in heads}:
            due[self._key(uid)].delete()
        return sum(self._take(head, passes=False) for head in heads)
