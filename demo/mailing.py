"""Mailing: what they write to us as mail that is parsed, and what we write as mail that is carried."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from demo.letters import Letter
from demo.lines import Line
from fiverings.channels.gateways.mail.addresses import Address
from fiverings.channels.gateways.mail.listening import Handed
from fiverings.channels.models import SinkLetter
from fiverings.channels.models.letter import Letter as OurLetter
from fiverings.conversations.models import Message, Thread

if TYPE_CHECKING:
    from demo.telling import Telling

CARRIED_IN = timedelta(seconds=4)
LIES_IN_THE_SINK = timedelta(days=21)
SERVER = "250 2.0.0 Taken"


class Mailing:
    """The ability of a telling to go by mail."""

    def carry_all(self: Telling) -> None:
        """What the house wrote by itself is carried as well."""
        waiting = Message.objects.filter(thread__journey=self.work.journey_id, direction="out", sent_at=None)
        for message in waiting.filter(bounced_at=None).order_by("id"):
            self.carry(message)

    def carry(self: Telling, message: Message, *, bounced: str = "") -> None:
        """It is told, and lies in their mailbox, unless it comes back."""
        case, at = self.work, message.at
        case.tell(message)
        if case.state == case.State.PROPOSED and not message.auto:
            case.note_asking(message, by=message.author, at=at)
        message.mark_sent(at=at + CARRIED_IN, by_server=SERVER)
        case.hear_of_sending(message)
        if bounced:
            message.mark_bounced(bounced, at=at + timedelta(minutes=1))
            case.hear_of_bounce(message)
        elif self.northbell.now - at < LIES_IN_THE_SINK:
            self.put_into_their_mailboxes(message, at + CARRIED_IN)

    def put_into_their_mailboxes(self: Telling, message: Message, at: datetime) -> None:
        """What we wrote lately still lies in the mailboxes that the demo shows."""
        mailbox = self.northbell.mailboxes[self.language]
        raw = bytes(OurLetter(message, mailbox).compose())
        SinkLetter.drop(Handed(raw, mailbox.address, [*message.to, *message.cc]), at=at)

    def letter(self: Telling, line: Line, sender: Address, at: datetime) -> Letter:
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

    def subject(self: Telling, line: Line) -> str:
        """Machines say that they are; strangers hold the number of the case; others answer."""
        if line.is_auto:
            return f"Automatic reply: {self.scene.subject}"
        return f"[{self.number}] {self.scene.subject}" if line.sender and self.case else self.scene.subject

    def thread(self: Telling, letter: Letter, line: Line) -> Thread | None:
        """Found as any mail finds it: by what it answers, or by the number in its subject."""
        token = self.number if line.sender else ""
        return Thread.for_mail(in_reply_to=letter.answers, references=letter.references, token=token)

    def sender(self: Telling, line: Line) -> Address:
        """Who writes: one of the account's people, or somebody whom we do not know."""
        if line.sender:
            name, _space, address = line.sender.rpartition(" ")
            return Address(name, address)
        return Address(self.contacts[line.who].name, self.address(line.who))

    def address(self: Telling, who: str) -> str:
        return f"{who}@{self.domain}"
