"""Mails as tests send them: what a parser would hand to conversations."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from fiverings.conversations.models import Message, Thread
from fiverings.customers.models import Contact


def letter(
    words: str,
    *,
    sender: str = "",
    subject: str = "Phones",
    auto: str = "",
    cc: tuple[str, ...] = (),
    in_reply_to: str = "",
    new_text: str | None = None,
) -> Any:
    """A mail that was read; all of it is new, but for what is said to be quoted by giving `new_text`."""
    return SimpleNamespace(
        from_=[SimpleNamespace(name="", address=sender)] if sender else [],
        to=[SimpleNamespace(name="", address="help@northbell.example")],
        cc=[SimpleNamespace(name="", address=each) for each in cc],
        subject=subject,
        message_id=f"{uuid4().hex}@customer.example",
        in_reply_to=in_reply_to,
        references=[],
        auto=SimpleNamespace(is_auto=bool(auto), why=auto),
        text=words,
        new_text=words if new_text is None else new_text,
        html_safe="",
        attachments=[],
    )


def write_in(
    contact: Contact, words: str, *, thread: Thread | None = None, at: datetime | None = None, **more: Any
) -> Message:
    """A contact writes to us."""
    sender = str(contact.addresses.first() or "")
    mail = letter(words, sender=sender, **more)
    return Message.receive(mail, contact=contact, thread=thread, ours=["help@northbell.example"], at=at)
