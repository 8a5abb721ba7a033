"""Telling: one scene performed by the same verbs as tomorrow's work, at the times when it happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, cast

from demo.asking import Asking
from demo.clockwork import Clockwork
from demo.hands import Act
from demo.lines import Line
from demo.mailing import Mailing
from demo.northbell import STAFF, Northbell
from demo.solving import Solving
from demo.stories import Scene
from demo.working import Working
from fiverings.cases.models import Case, need_in
from fiverings.conversations.models import Message
from fiverings.customers.models import Account, Contact
from fiverings.people.models import Person
from fiverings.promises.models import MayNotPause

HOUSE = {"en": "the office number", "fr": "le numéro du bureau"}
WRITES = ("begins", "promises", "moves", "cost", "accepts", "holds", "offer")
"""Upon these the house writes to them by itself."""
AT_THE_GATE = ("asked", "expects", "promises", "cost", "raises")


@dataclass
class Telling(Asking, Working, Solving, Clockwork, Mailing):
    """A scene while it is told: who speaks, the case it became, and the mail that was last."""

    scene: Scene
    northbell: Northbell
    number: str = ""
    account: Account | None = None
    contacts: dict[str, Contact] = field(default_factory=dict)
    language: str = "en"
    domain: str = ""
    case: Case | None = None
    last: Message | None = None
    owner: str = ""
    expected: list[tuple[datetime, Line]] = field(default_factory=list)
    strikes_at: datetime | None = None
    lasting: list[datetime] = field(default_factory=list)
    has_asked: bool = False

    def live(self, line: Line, at: datetime) -> Iterator[Act]:
        """Let one line happen, and say when something follows from it."""
        self.tell(line, at)
        return self.what_follows(at)

    def what_follows(self, at: datetime) -> Iterator[Act]:
        """What somebody does next because of it, and when a clock strikes next for the case."""
        following, self.expected = self.expected, []
        yield from (Act(when, partial(self.live, line, when)) for when, line in following if when < self.northbell.now)
        strike = self.next_strike(at) if self.case else None
        if strike and strike < self.northbell.now and (self.strikes_at is None or strike < self.strikes_at):
            self.strikes_at = strike
            yield Act(strike, partial(self.live_on, strike))

    def live_on(self, at: datetime) -> Iterator[Act]:
        """Let a clock strike."""
        self.strikes_at = None
        if any(each < at for each in self.lasting):
            self.strike(at)
        return self.what_follows(at)

    def tell(self, line: Line, at: datetime) -> None:
        """Let one line happen."""
        if line.act != "say":
            getattr(self, line.act)(line, at)
            if line.act in AT_THE_GATE:
                self.pass_the_gate(at)
            if line.act in WRITES:
                self.carry_all()
        elif line.who in STAFF:
            self.answer(line, at)
        else:
            self.hear(line, at)

    @property
    def work(self) -> Case:
        """The case that the scene became."""
        return cast(Case, self.case)

    def by(self, line: Line) -> Person:
        """Who of us does it: who is named, else the owner."""
        return self.northbell.people[line.who] if line.who in STAFF else self.work.owner

    def hear(self, line: Line, at: datetime) -> None:
        """Somebody writes to us, and the mail finds its thread and its case."""
        sender = self.sender(line)
        letter = self.letter(line, sender, at)
        mail, source = letter.post()
        contact = self.contacts.get(line.who) or Contact.for_address(sender.address, sender.name, at=at)
        mailbox = self.northbell.mailboxes[self.language]
        thread = self.thread(letter, line) if self.case else None
        message = Message.receive(
            cast(Any, mail), contact=contact, thread=thread, mailbox_team=mailbox.team, ours=[mailbox.address],
            source=source, at=at,
        )  # fmt: skip
        if self.case is None:
            self.open(message)
        else:
            self.case = Case.take_in(message) or self.case
        if not message.is_beside:
            self.last = message

    def open(self, message: Message) -> None:
        """The first word of a scene opens its case, under the number that its place in time gives it."""
        contact = cast(Contact, message.contact)
        need = need_in(message.new_text or message.text, subject=message.subject)
        self.case = Case.open_for(
            contact.account, need=need, contact=contact, journey=message.thread.journey, number=self.number,
            owner=self.northbell.people.get(self.owner), by=contact, at=message.at,
        )  # fmt: skip
        self.case.hear(message)

    def answer(self, line: Line, at: datetime) -> None:
        """One of us writes to the customer, and the mail is carried, or comes back."""
        by = self.by(line)
        offer = self.drawn_up(line, at) if "kind" in line.how else None
        message = (
            self.wait_for(line.words, by, at)
            if line.waits
            else self.work.reply(line.words, promise=offer, by=by, at=at)
        )
        self.carry(message, bounced=line.bounced)
        self.last = message

    def wait_for(self, words: str, by: Person, at: datetime) -> Message:
        """Ask them, and wait, when that may be."""
        try:
            return self.work.ask_customer(words, by=by, at=at)
        except MayNotPause:
            return self.work.reply(words, by=by, at=at)

    def one_of(self, words: Mapping[str, Sequence[str]]) -> str:
        """One of several ways to say it, always the same for the same scene."""
        said = words[self.language]
        return said[len(self.scene.subject) % len(said)]

    def number_of_theirs(self) -> str:
        """Where they are called back: their number, else the main one of their house."""
        contact = cast(Contact, self.work.contact)
        number = contact.numbers.first()
        return str(number) if number else HOUSE[self.language]
