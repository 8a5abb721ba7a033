"""Asking: what a contact writes to us in the portal; it lies where mails lie, and is answered as they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from fiverings.cases.models import Case
from fiverings.conversations.models import Message, Thread
from fiverings.core import clock
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact

from .questions import Questions


class NothingWritten(Refused):
    """A message needs words."""


@dataclass(frozen=True)
class PortalWords:
    """Words typed on a page of ours, in the shape of a mail that was read."""

    text: str
    subject: str
    from_: list[Any]
    to: list[Any] = field(default_factory=list)
    cc: list[Any] = field(default_factory=list)
    message_id: str = ""
    in_reply_to: str = ""
    references: list[str] = field(default_factory=list)
    auto: Any = field(default_factory=lambda: SimpleNamespace(is_auto=False, why=""))
    html_safe: str = ""
    attachments: list[Any] = field(default_factory=list)

    @property
    def new_text(self) -> str:
        return self.text

    @classmethod
    def of(cls, contact: Contact, words: str, *, subject: str) -> PortalWords:
        """What this contact typed; NothingWritten."""
        if not words.strip():
            raise NothingWritten(_("Write a few words."))
        address = contact.addresses.first()
        sender = [SimpleNamespace(name=contact.name, address=address.address)] if address else []
        return cls(words.strip(), " ".join(subject.split())[:120], sender)


class Asking(Questions):
    """The ability of a contact to write to us about a need, and to tell us a new one."""

    contact: Contact

    @together
    def write(self, case: Case, words: str, *, at: datetime | None = None) -> Message:
        """A message into the conversation about their need, in a thread of theirs; NothingWritten."""
        where = case.hold_survivor()
        thread = where.journey.threads.with_contact(self.contact).order_by("-id").first() or self._new_thread(where)
        mail: Any = PortalWords.of(self.contact, words, subject=thread.subject)
        return Message.receive(mail, contact=self.contact, thread=thread, at=at)

    @together
    def tell(self, *, need: str, at: datetime | None = None, **answers: Any) -> Case:
        """A need in their words opens a case at the gate, with what they could answer; NothingWritten.

        From then on they are asked what tells how severe it is.
        """
        at = at or clock.now()
        mail: Any = PortalWords.of(self.contact, need, subject=need)
        message = Message.receive(mail, contact=self.contact, at=at)
        journey = message.thread.journey
        case = Case.open_for(
            self.contact.account, need=need, contact=self.contact, journey=journey, by=self.contact, at=at
        )
        case.note_intake(**answers, by=self.contact, at=at)
        self._begin_questions(case, message, at=at)
        return case

    @staticmethod
    def _new_thread(where: Case) -> Thread:
        """A conversation of theirs alone: others may have told us the same."""
        thread = Thread(journey=where.journey, subject=where.number, token=where.number)
        thread.save()
        return thread
