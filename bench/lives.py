"""The life of one case, from the first word to the closing, as the verbs would have left it in the tables."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models

from fiverings.cases.events import AnswerSent, CaseAnswered, CaseClosed, CaseOpened, CustomerSpoke
from fiverings.cases.models import Case, Closure
from fiverings.channels.models import Arrival, Mailbox
from fiverings.conversations.events import MessageReceived, MessageSent, MessageWritten
from fiverings.conversations.models import Journey, Message, Thread
from fiverings.conversations.models.participant import Participant
from fiverings.core.events import Event
from fiverings.core.models import Entry
from fiverings.core.payload import encode
from fiverings.customers.models import Account, Contact
from fiverings.notices.models import Notice
from fiverings.people.models import Person

ANSWERS_AFTER = timedelta(minutes=40)
WORDS = """
the phones in our reception ring but nobody hears a voice when they answer since this morning line two crackles transfer
to the second floor fails voicemail light stays on after we listened fax invoice for March shows two handsets that we
sent back could you move extension forty to Halina callers from Montreal reach a busy tone router rebooted twice over
night and then everything was slow conference bridge drops after ten minutes please tell us when somebody comes by we
open at eight headset echo porting number delay thank you for your patience
""".split()  # noqa: SIM905


@dataclass(frozen=True)
class Party:
    """Who talks with whom: a contact with an address, and the advocate of the account."""

    contact: Contact
    address: str
    advocate: Person
    mailbox: Mailbox

    @classmethod
    def unknown(cls, account: int, contact: int, advocate: Person, mailbox: Mailbox, chance: random.Random) -> Party:
        """A customer that is not written down yet."""
        name = " ".join(word.title() for word in chance.sample(WORDS, 2))
        customer = Account(id=account, name=f"{name} {account}", primary_advocate=advocate)
        person = Contact(id=contact, account=customer, name=f"{chance.choice(WORDS).title()} {contact}")
        return cls(person, f"contact{contact}@customer{account}.example", advocate, mailbox)


class Line(NamedTuple):
    """A line of the journal in the columns of its table, and the records it mentions."""

    kind: str
    payload: str
    subject_label: str
    subject_id: int
    actor_label: str
    actor_id: int | None
    at: datetime
    mentions: list[tuple[str, int]]

    @property
    def columns(self) -> tuple[object, ...]:
        return (*self[:-1], Entry.Mark.SEEDED.value, 0)


LINE_COLUMNS = (*Line._fields[:-1], "mark", "depth")


class Life:
    """One case: who says what when, and what the journal tells of it."""

    def __init__(self, party: Party, journey: int, thread: int, *, at: datetime, chance: random.Random) -> None:
        self.party, self.at, self.chance = party, at, chance
        self.account, self.contact, self.owner = party.contact.account, party.contact, party.advocate
        self.journey = Journey(id=journey, account=self.account, opened_for=self.account, opened_at=at)
        self.thread = Thread(id=thread, journey=self.journey, subject=self._words(4, 8))
        self.messages: list[Message] = []
        self.lines: list[Line] = []
        self.closure: Closure | None = None

    def open(self, id_: int, number: int) -> None:
        """The customer's first words open a case."""
        known = {"account": self.account, "contact": self.contact, "journey": self.journey, "owner": self.owner}
        self.case = Case(
            id=id_,
            number=f"{settings.CASE_PREFIX}-{number}",
            need=self._words(6, 20),
            opened_at=self.at,
            last_word_at=self.at,
            **known,
        )
        self.thread.token = self.case.number
        opened = CaseOpened(case=self.case, account=self.account, contact=self.contact, owner=self.owner)
        self._tell(opened, by=self.contact)

    def speak(self, id_: int) -> None:
        """The customer writes, then we, by turns."""
        hears = len(self.messages) % 2 == 0
        message = self._said(id_, "in" if hears else "out")
        self.messages.append(message)
        self._heard(message) if hears else self._answered(message)
        self.case.last_word_at = self.at
        self.at += ANSWERS_AFTER

    def close(self, id_: int) -> None:
        """The need is met."""
        words = self._words(8, 20)
        self.closure = Closure(id=id_, case=self.case, closed_by=self.owner, solution=words, agreed=True, at=self.at)
        self.case.state, self.case.waiting_since, self.case.closed_at = Case.State.CLOSED, None, self.at
        self._tell(CaseClosed(case=self.case, closure=self.closure, agreed=True), by=self.owner)

    def participant(self) -> Participant:
        """The contact takes part from the beginning."""
        since = self.case.opened_at
        return Participant(thread=self.thread, contact=self.contact, address=self.party.address, since=since)

    def arrivals(self) -> Iterator[Arrival]:
        """How each word of the customer reached us."""
        for message in self.messages:
            if not message.is_ours:
                digest = hashlib.sha256(message.message_id.encode()).hexdigest()
                yield Arrival(
                    mailbox=self.party.mailbox, via="smtp", identity=digest, sha256=digest, size=len(message.text),
                    envelope_from=self.party.address, envelope_to=self.party.mailbox.address, came_at=message.at,
                    arrived_at=message.at, sender=self.party.address, subject=message.subject, tries=1,
                    outcome="filed", settled_at=message.at, message=message,
                )  # fmt: skip

    def notice(self, opening: int) -> Notice:
        """The owner was told that the case was opened, and has read it once it is closed."""
        known = {"told_at": self.case.opened_at, "read_at": self.case.closed_at}
        return Notice(person=self.owner, entry_id=opening, **known)

    def _said(self, id_: int, direction: str) -> Message:
        before = [each.message_id for each in self.messages[-6:]]
        words, ours = self._words(30, 120), direction == "out"
        return Message(
            id=id_, thread=self.thread, direction=direction, visibility="customer", contact=self.contact,
            author=self.owner if ours else None, to=[self.party.address if ours else self.party.mailbox.address],
            subject=self.thread.subject, text=words, new_text=words, message_id=f"{id_}@bench.example",
            in_reply_to=before[-1] if before else "", references=before, at=self.at, told_at=self.at,
            sent_at=self.at if ours else None, sent_by_server="mail.customer.example" if ours else "",
        )  # fmt: skip

    def _heard(self, message: Message) -> None:
        known = {"message": message, "contact": self.contact}
        self._tell(MessageReceived(journey=self.journey, account=self.account, **known), by=self.contact)
        self._tell(CustomerSpoke(case=self.case, **known), by=self.contact)
        self.case.last_heard_at = self.at
        self.case.waiting_since = self.case.waiting_since or self.at

    def _answered(self, message: Message) -> None:
        known = {"message": message, "contact": self.contact}
        self._tell(MessageWritten(journey=self.journey, account=self.account, **known), by=self.owner)
        self._tell(CaseAnswered(case=self.case, **known), by=self.owner)
        self._tell(MessageSent(message=message, journey=self.journey), by=None)
        self._tell(AnswerSent(case=self.case, message=message), by=None)
        self.case.last_told_at, self.case.waiting_since = self.at, None

    def _tell(self, event: Event, *, by: models.Model | None) -> None:
        records: list[Any] = [*event.records(), *([by] if by else [])]
        mentions = list(dict.fromkeys((each._meta.label_lower, each.pk) for each in records))
        payload = json.dumps(encode(event))
        actor = (by._meta.label_lower, by.pk) if by else ("", None)
        self.lines.append(Line(event.kind, payload, *mentions[0], *actor, self.at, mentions))

    def _words(self, least: int, most: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(least, most))).capitalize()
