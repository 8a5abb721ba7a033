"""The health of a mailbox: what whoever looks after the mail wants to know of it at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .arrival import Arrival, ArrivalQuerySet
from .consent import MailboxConsent
from .cursor import Cursor
from .habit import Habit
from .mailbox import Mailbox
from .outage import Outage
from .pickup import Pickup
from .quiet import Quiet

COUNTED = 100
SHOWN = 20


@dataclass(frozen=True)
class Health:
    """How one mailbox is: what came and was read last, what keeps it from being read, and what waits."""

    mailbox: Mailbox
    last: Arrival | None
    read_at: datetime | None
    outage: Outage | None
    quiet: Quiet | None
    habit: Habit | None
    consent: MailboxConsent | None
    waiting: int
    withheld: Sequence[Pickup]

    @classmethod
    def of(cls, mailbox: Mailbox) -> Health:
        about: dict[str, Any] = {"mailbox": mailbox}
        read = Cursor.objects.filter(**about).order_by("-read_at").first() if mailbox.is_fetched else None
        waiting = Arrival.objects.filter(**about).waiting()
        return cls(
            mailbox,
            last=mailbox.last_arrival(),
            read_at=read.read_at if read else None,
            outage=Outage.objects.lasting().filter(**about).first(),
            quiet=Quiet.objects.lasting().filter(**about).first(),
            habit=Habit.objects.filter(**about).first(),
            consent=MailboxConsent.objects.filter(**about).first() if mailbox.is_by_consent else None,
            waiting=waiting[:COUNTED].count(),
            withheld=list(Pickup.objects.withheld().filter(**about).order_by("due_at")[:SHOWN]),
        )

    @property
    def is_well(self) -> bool:
        return not (self.outage or self.quiet or self.asks_for_consent)

    @property
    def asks_for_consent(self) -> bool:
        """Whether somebody has to sign in at the provider."""
        return self.mailbox.is_by_consent and (self.consent is None or self.consent.withdrawn_at is not None)

    @property
    def waiting_in_words(self) -> str:
        return f"{COUNTED}+" if self.waiting == COUNTED else str(self.waiting)


def page_of(arrivals: ArrivalQuerySet, *, before: int, rows: int) -> tuple[list[Arrival], int]:
    """The newest of these below a number (0: of all), and the number below which there are more (0: none are)."""
    below = arrivals.filter(pk__lt=before) if before else arrivals
    found = list(below.order_by("-id")[: rows + 1])
    return found[:rows], found[rows - 1].pk if len(found) > rows else 0
