"""Mails as they come out of a parser, for tests that need something to be said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from fiverings.conversations.models import Message, Thread
from fiverings.customers.models import Contact

AT = datetime(2026, 4, 30, 14, 22, tzinfo=UTC)


@dataclass
class Written:
    """A mail address and the name beside it."""

    address: str
    name: str = ""


@dataclass
class File:
    """A file that goes with a mail."""

    content: bytes = b"%PDF of the invoice"
    name: str = "invoice.pdf"
    content_type: str = "application/pdf"
    inline: bool = False
    content_id: str = ""


@dataclass
class Auto:
    """Whether a machine wrote it."""

    is_auto: bool = False
    why: str = ""


@dataclass
class Letter:
    """A mail that was read."""

    new_text: str = "Our phones are down."
    from_: list[Written] = field(default_factory=list)
    to: list[Written] = field(default_factory=lambda: [Written("help@northbell.example")])
    cc: list[Written] = field(default_factory=list)
    subject: str = "Phones"
    message_id: str = "1@mapledental.example"
    in_reply_to: str = ""
    references: list[str] = field(default_factory=list)
    auto: Auto = field(default_factory=Auto)
    html_safe: str = ""
    quoted: str = ""
    attachments: list[File] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.new_text + self.quoted


def receive(contact: Contact, *, thread: Thread | None = None, at: datetime = AT, **letter: object) -> Message:
    """A mail from this contact, written down."""
    address = contact.addresses.get().address
    mail = Letter(from_=[Written(address, contact.name)], **letter)  # type: ignore[arg-type]
    return Message.receive(mail, contact=contact, thread=thread, ours=["help@northbell.example"], at=at)
