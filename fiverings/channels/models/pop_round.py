"""One round to a mail drop over POP3: each mail is stored and remembered in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event as StopSign
from typing import TYPE_CHECKING, Self

from fiverings.core import clock
from fiverings.core.together import together

from ..gateways.mail.dropping import Drop, came_at
from ..gateways.mail.fetching import Withheld
from .arrival import Arrival, Via
from .cursor import Cursor
from .pickup import Pickup

if TYPE_CHECKING:
    from .mailbox import Mailbox


@dataclass(frozen=True)
class PopRound:
    """At the mail drop of a mailbox; nothing is deleted there unless the mailbox says so."""

    mailbox: Mailbox
    drop: Drop
    leave: StopSign = field(default_factory=StopSign)

    @classmethod
    @contextmanager
    def begun(cls, mailbox: Mailbox, leave: StopSign) -> Iterator[Self]:
        """Fails as entering a mail drop does."""
        with Drop.opened(mailbox.server()) as drop:
            yield cls(mailbox, drop, leave)

    def may_stay(self) -> bool:
        return False

    def take(self) -> int:
        """Take in what we have not taken yet; how many mails were new to us."""
        listed = self.drop.listed()
        known = {each.key: each for each in self.mailbox.pickups.all()}
        begins = not known.keys() & listed.keys()
        taken = 0
        for key, number in listed.items():
            if self.leave.is_set():
                return taken
            if key not in known or _is_due(known[key]):
                taken += self._take(key, number, begins=begins)
        self._tidy(listed)
        Cursor.standing(self.mailbox).is_read()
        return taken

    def _take(self, key: str, number: int, *, begins: bool) -> bool:
        """Take one mail in; at the beginning, what is older than the mailbox is left alone."""
        if begins and (came := self.drop.came_at(number)) and came < self.mailbox.reads_from:
            Pickup.settle(self.mailbox, key, arrival=None)
            return False
        try:
            raw = self.drop.read(number)
        except (Withheld, OSError) as trouble:
            Pickup.stumble(self.mailbox, key, why=str(trouble))
            if not isinstance(trouble, Withheld):
                raise
            return False
        return self._store(key, raw)

    @together
    def _store(self, key: str, raw: bytes) -> bool:
        """Store a mail and remember that we took it, both or neither; whether it was new to us."""
        Cursor.standing(self.mailbox)
        if self.mailbox.pickups.filter(key=key, due_at=None).exists():
            return False
        arrival, is_new = Arrival.accept(raw, mailbox=self.mailbox, via=Via.POP3, came_at=came_at(raw))
        Pickup.settle(self.mailbox, key, arrival=arrival)
        return is_new

    def _tidy(self, listed: dict[str, int]) -> None:
        """Delete on the server what we took, if told to; forget what lies there no more."""
        if self.mailbox.fetch_deletes:
            for pickup in self.mailbox.pickups.exclude(arrival=None).filter(key__in=listed):
                self.drop.remove(listed[pickup.key])
        self.mailbox.pickups.exclude(key__in=listed).delete()


def _is_due(pickup: Pickup) -> bool:
    return pickup.due_at is not None and pickup.due_at <= clock.now()
