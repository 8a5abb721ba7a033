"""Telling: one scene performed by the same verbs as tomorrow's work, at the times when it happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from demo.letters import Letter
from demo.northbell import STAFF, Northbell
from demo.stories import Line, Scene
from fiverings.cases.models import Case, need_in
from fiverings.channels.gateways.mail.addresses import Address
from fiverings.channels.gateways.mail.listening import Handed
from fiverings.channels.models import SinkLetter
from fiverings.channels.models.letter import Letter as OurLetter
from fiverings.conversations.models import Message, Thread
from fiverings.customers.models import Account, Contact

CARRIED_IN = timedelta(seconds=4)
LIES_IN_THE_SINK = timedelta(days=21)
SERVER = "250 2.0.0 Taken"


@dataclass
class Telling:
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

    def tell(self, line: Line, at: datetime) -> None:
        """Let one line happen."""
        if line.who not in STAFF:
            self.hear(line, at)
            return
        by, case = self.northbell.people[line.who], cast(Case, self.case)
        match line.act:
            case "say":
                self.answer(line, at)
            case "note":
                case.note(line.words, by=by, at=at)
            case "close":
                case.close(solution=line.words, agreed=line.agreed, by=by, at=at)
            case "take":
                case.take_over(reason=line.words, by=by, at=at)
            case "offer":
                receiver = self.northbell.people[line.to]
                handoff = case.hand_off(to=receiver, note=line.words, by=by, at=at)
                handoff.accept(by=receiver, at=at + timedelta(minutes=6))

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
            Case.take_in(message)
        if not message.is_beside:
            self.last = message

    def open(self, message: Message) -> None:
        """The first word of a scene opens its case, under the number that its place in time gives it."""
        contact = cast(Contact, message.contact)
        need = need_in(message.new_text or message.text, subject=message.subject)
        self.case = Case.open_for(
            contact.account, need=need, contact=contact, journey=message.thread.journey, number=self.number,
            by=contact, at=message.at,
        )  # fmt: skip
        self.case.hear(message)

    def answer(self, line: Line, at: datetime) -> None:
        """One of us writes to the customer, and the mail is carried, or comes back."""
        by, case = self.northbell.people[line.who], cast(Case, self.case)
        message = case.reply(line.words, by=by, at=at)
        case.tell(message)
        message.mark_sent(at=at + CARRIED_IN, by_server=SERVER)
        case.hear_of_sending(message)
        if line.bounced:
            message.mark_bounced(line.bounced, at=at + timedelta(minutes=1))
            case.hear_of_bounce(message)
        elif self.northbell.now - at < LIES_IN_THE_SINK:
            self.put_into_their_mailboxes(message, at + CARRIED_IN)
        if line.waits:
            case.await_customer(by=by, at=at + timedelta(seconds=30))
        self.last = message

    def put_into_their_mailboxes(self, message: Message, at: datetime) -> None:
        """What we wrote lately still lies in the mailboxes that the demo shows."""
        mailbox = self.northbell.mailboxes[self.language]
        raw = bytes(OurLetter(message, mailbox).compose())
        SinkLetter.drop(Handed(raw, mailbox.address, [*message.to, *message.cc]), at=at)

    def letter(self, line: Line, sender: Address, at: datetime) -> Letter:
        """What they write, in answer to what was said last."""
        last = None if line.sender else self.last
        return Letter(
            sender=sender,
            to=self.northbell.mailboxes[self.language].address,
            subject=self.subject(line),
            words=line.words,
            at=at,
            cc=[each if "@" in each else self.address(each) for each in line.cc],
            files=line.files,
            answers=last.message_id if last else "",
            references=[*last.references, last.message_id] if last else [],
            is_auto=line.is_auto,
        )

    def subject(self, line: Line) -> str:
        """Machines say that they are; strangers hold the number of the case; others answer."""
        if line.is_auto:
            return f"Automatic reply: {self.scene.subject}"
        return f"[{self.number}] {self.scene.subject}" if line.sender and self.case else self.scene.subject

    def thread(self, letter: Letter, line: Line) -> Thread | None:
        """Found as any mail finds it: by what it answers, or by the number in its subject."""
        token = self.number if line.sender else ""
        return Thread.for_mail(in_reply_to=letter.answers, references=letter.references, token=token)

    def sender(self, line: Line) -> Address:
        """Who writes: one of the account's people, or somebody whom we do not know."""
        if line.sender:
            name, _space, address = line.sender.rpartition(" ")
            return Address(name, address)
        return Address(self.contacts[line.who].name, self.address(line.who))

    def address(self, who: str) -> str:
        return f"{who}@{self.domain}"
