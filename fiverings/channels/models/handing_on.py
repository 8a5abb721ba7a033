"""Handing on: a customer's mail that one of us forwards to a mailbox of ours becomes the customer's message."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo

from fiverings.core.written import Written
from fiverings.people.models import Person

from ..gateways.mail.forwarding import Forwarded, attached, written_below
from ..gateways.mail.parsing import ParsedMail
from .place import Place

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from .arrival import Arrival

LETTER = "message/rfc822"


class HandingOn:
    """The ability of a mail that is being sorted to be what a customer wrote, though one of us sent it."""

    arrival: Arrival
    mail: ParsedMail
    sender: str
    counts: bool

    if TYPE_CHECKING:

        def is_ours(self, address: str) -> bool: ...
        def twin(self) -> Place | None: ...
        def received(self) -> Place: ...

    def handed_on(self, person: int) -> Place:
        """The place of what one of us forwarded; what they wrote themselves, or nothing proves, is set aside."""
        found = self.forwarded()
        if found is None or self.is_ours(found.sender) or staff_at.first(found.sender):
            return Place("aside", reason="staff")
        if not (self.arrival.is_proven or self.counts):
            return Place("aside", reason="forward")
        return self._instead_of(found, Person.objects.get(pk=person))

    def forwarded(self) -> Forwarded | None:
        """What was forwarded, as a file or within the words; a mail that goes to others as well is no forward to us."""
        readers = [each.address.lower() for each in [*self.mail.to, *self.mail.cc]]
        if not all(self.is_ours(each) for each in readers):
            return None
        letters = [each for each in self.mail.attachments if each.content_type == LETTER]
        if len(letters) == 1:
            return attached(self.mail, ParsedMail.read(letters[0].content, at=self.arrival.came_at))
        return written_below(self.mail)

    def _instead_of(self, found: Forwarded, person: Person) -> Place:
        written_at = self._aware(found.written_at)
        mail = replace(found.mail, forwarded_by_id=person.pk, written_at=written_at)
        theirs = self._about(mail, found.sender)
        place = theirs.twin() or theirs.received()
        if place.message is not None and found.comment.strip():
            place.message.thread.journey.note(found.comment, by=person, at=self.arrival.came_at)
        return place

    def _about(self, mail: ParsedMail, sender: str) -> Self:
        """The same arrival, sorted as the customer's own mail; one of us has vouched for it."""
        make: Any = type(self)
        theirs: Self = make(self.arrival, mail)
        theirs.sender, theirs.counts = sender, True
        return theirs

    def _aware(self, written_at: datetime | None) -> datetime | None:
        """When it was written, by the clock of the mailbox where no zone is named, and never after it came."""
        if written_at is None or written_at.tzinfo is not None:
            found = written_at
        else:
            found = written_at.replace(tzinfo=ZoneInfo(self.arrival.mailbox.zone()))
        return found if found and found <= self.arrival.came_at else None


@Written
def staff_at(address: str) -> QuerySet[Person, Any]:
    """The one of us who has an address, by number."""
    found: QuerySet[Person, Any] = Person.objects.filter(email__iexact=address).values_list("pk", flat=True)
    return found
