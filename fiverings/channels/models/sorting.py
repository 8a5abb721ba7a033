"""Sorting: where a mail belongs, decided in one place and in this order."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.db.models import QuerySet

from fiverings.conversations.models import Direction, Message
from fiverings.core.written import Written
from fiverings.customers.models import Contact

from ..gateways.mail.returning import Returned
from .handing_on import HandingOn, staff_at
from .judging import Judging
from .place import Place
from .seeking import Seeking

if TYPE_CHECKING:
    from ..gateways.mail.parsing import ParsedMail
    from .arrival import Arrival
    from .mailbox import Mailbox

IN_A_WHILE = timedelta(minutes=10)
MAILS_AT_MOST = 100
MACHINE_MAILS_AT_MOST = 10
ANSWERS = ("auto-reply", "receipt")
CIRCULARS = ("list", "bulk")
WORDS = ("text", "new_text", "html_safe")
"""The columns of a message that may be long."""


class Sorting(HandingOn, Judging, Seeking):
    """One mail while its place is looked for; soft doubts give way when one of us has said that it counts."""

    def __init__(self, arrival: Arrival, mail: ParsedMail) -> None:
        self.arrival, self.mail = arrival, mail
        self.sender = arrival.sender or ("" if mail.auto.is_auto else arrival.envelope_from.lower())
        self.counts = arrival.taken_up_by_id is not None

    def place(self) -> Place:
        """Ours, reports about ours, our own people, what is held back, twins, machines; then what customers wrote."""
        ours = (self.echo, self.report, self.nobody, self.ourselves)
        steps = (*ours, self.blocked, self.pretender, self.junk, self.twin, self.flood, self.machine)
        return next((found for step in steps if (found := step()) is not None), None) or self.received()

    def echo(self) -> Place | None:
        """A mail of our own that came back, by way of a list or of somebody who redirects his mail to us."""
        ours = next((each for each in self.namesakes if each.direction == Direction.OUT), None)
        return Place("echo", ours) if ours else None

    def report(self) -> Place | None:
        """A bounce marks the mail of ours that it speaks of, unless that is only late."""
        if self.mail.auto.why != "bounce" or self.counts:
            return None
        returned = Returned.read(self.arrival.kept.read())
        ours = Message.objects.filter(direction=Direction.OUT, message_id__in=returned.message_ids).first()
        if ours is None:
            return Place("aside", reason="unknown-bounce")
        if returned.is_final:
            ours.mark_bounced(returned.reason)
        for address in returned.nobody_at:
            apps.get_model("channels.suppression").begin(address, reason=returned.reason, message=ours)
        return Place("report", ours)

    def nobody(self) -> Place | None:
        return None if "@" in self.sender else Place("aside", reason="nobody")

    def ourselves(self) -> Place | None:
        """Neither a mailbox of ours nor one of us is a customer; but what one of us forwards, a customer wrote."""
        if self.is_ours(self.sender):
            return Place("aside", reason="own-address")
        person = staff_at.first(self.sender)
        return self.handed_on(cast(Any, person)) if person else None

    def twin(self) -> Place | None:
        """The same mail, in another mailbox of ours or on another way."""
        sender = self.contact.pk if self.contact else None
        theirs = [each.pk for each in self.namesakes if each.direction == Direction.IN and each.contact_id == sender]
        same = Message.objects.filter(pk__in=theirs, text=self.mail.text).defer(*WORDS).order_by("id")
        found = same.first() if theirs else None
        return Place("twin", found) if found else None

    def flood(self) -> Place | None:
        """Whatever writes to us without pause is no longer answered by cases; we look at it first."""
        if self.counts or self.arrival.via == "command":
            return None
        most = MACHINE_MAILS_AT_MOST if self.mail.auto.is_auto else MAILS_AT_MOST
        since = self.arrival.came_at - IN_A_WHILE
        recent = len(_filed_from(self.sender, since))
        return Place("aside", reason="flood") if recent >= most else None

    def machine(self) -> Place | None:
        """An absence note or a circular opens nothing new; a program's alarm, or a form on a site, may."""
        answers = self.mail.auto.why in ANSWERS
        circular = self.mail.auto.why in CIRCULARS and self.known is None
        mute = (answers or circular) and not self.counts and self.thread is None
        return Place("aside", reason="machine") if mute else None

    def received(self) -> Place:
        """Hand it to the conversation it continues, or let it begin one."""
        names = [each.name for each in self.mail.from_ if each.address.lower() == self.sender]
        contact = self.contact or Contact.appear(
            self.sender, next(iter(names), ""), zone=self.arrival.mailbox.zone(), at=self.arrival.came_at
        )
        message = Message.receive(
            cast(Any, self.mail),
            contact=contact.survivor,
            thread=self.thread,
            ground=self.found[1],
            ours=self.ours_among_readers(),
            source=self.arrival.kept.key,
            came=cast(Any, replace(self.mail, doubt=self.arrival.doubt)),
            at=self.arrival.came_at,
        )
        return Place("beside" if message.is_beside else "filed", message)

    @cached_property
    def namesakes(self) -> list[Message]:
        """What was said under the id of this mail before, by us or by them; its words stay where they lie."""
        return _named(self.mail.message_id) if self.mail.message_id else []

    @cached_property
    def own_addresses(self) -> frozenset[str]:
        return frozenset(_mailboxes())

    def ours_among_readers(self) -> list[str]:
        """Addresses in the mail that are ourselves, with or without a mark."""
        readers = (each.address.lower() for each in [*self.mail.to, *self.mail.cc])
        return [each for each in readers if self.is_ours(each)]

    def is_ours(self, address: str) -> bool:
        """Whether this is one of our mailboxes, with or without a mark."""
        return re.sub(r"\+[^@]*@", "@", address) in self.own_addresses


@Written
def _named(message_id: str) -> QuerySet[Message]:
    return Message.objects.filter(message_id=message_id).defer(*WORDS).order_by("id")


@Written
def _filed_from(sender: str, since: datetime) -> QuerySet[Arrival, Any]:
    arrivals = apps.get_model("channels.arrival").objects
    return arrivals.filed_from(sender, since=since).values_list("pk")[:MAILS_AT_MOST]


@Written
def _mailboxes() -> QuerySet[Mailbox, Any]:
    return apps.get_model("channels.mailbox").objects.values_list("address", flat=True)
