"""Answering: what we tell the customer of a case, and what we tell each other."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Message, Note, Thread
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from ..events import CaseAnswered, CaseNoted, CustomerAwaited
from .closing import AlreadyClosed

if TYPE_CHECKING:
    from .case import Case


class NobodyToAnswer(Refused):
    """The case has no contact."""


class Answering(models.Model):
    """The ability of a case to be answered and noted on."""

    class Meta:
        abstract = True

    @transaction.atomic
    def reply(self, text: str, *, by: Person, at: datetime | None = None) -> Message:
        """Write to the customer; it waits in the outbox first.

        Refused: AlreadyClosed, NobodyToAnswer, NothingSaid, NoAddress.
        """
        case = cast("Case", self)._lock()
        case._refuse_when_closed()
        contact, thread = case.listener(), case.thread()
        if contact is None:
            raise NobodyToAnswer(_("Nobody is named whom we could answer."))
        return Message.write(to=contact, thread=thread, text=text, cc=case.copies(contact, thread), by=by, at=at)

    @staticmethod
    def copies(contact: Contact, thread: Thread) -> list[str]:
        """Who reads along when we answer somebody in a thread."""
        own = set(contact.addresses.values_list("address", flat=True))
        return [each.address for each in thread.participants.all() if each.address not in own]

    @classmethod
    @transaction.atomic
    def begin(
        cls, *, contact: Contact, need: str, words: str, by: Person, kind: str = "", at: datetime | None = None
    ) -> Case:
        """Open a case for a contact and, when there are words, write first; in one act."""
        kinds = cast("type[Case]", cls)
        case = kinds.open_for(contact.account, need=need, contact=contact, kind=kind, by=by, at=at)
        if words.strip():
            case.reply(words, by=by, at=at)
        return case

    @transaction.atomic
    def note(self, text: str, *, by: Person | None, at: datetime | None = None) -> Note:
        """Write what only we see; AlreadyClosed, NothingSaid."""
        case = cast("Case", self)._lock()
        case._refuse_when_closed()
        note = case.journey.note(text, by=by, at=at)
        announce(CaseNoted(case=case, note=note), by=by, at=at)
        return note

    @transaction.atomic
    def tell(self, message: Message) -> None:
        """Our word is out: the customer no longer waits, unless they spoke since. A machine's word is none."""
        case, at = cast("Case", self)._lock(), cast(datetime, message.told_at)
        if not case.is_closed and not message.auto:
            if case.last_heard_at is None or case.last_heard_at <= message.at:
                case.waiting_since = None
            case.last_told_at = case.last_word_at = max(at, case.last_word_at)
            case.save(update_fields=["waiting_since", "last_told_at", "last_word_at"])
        announce(
            CaseAnswered(case=case, message=message, contact=cast(Contact, message.contact)), by=message.author, at=at
        )

    @transaction.atomic
    def await_customer(self, *, by: Person, at: datetime | None = None) -> None:
        """The next word is the customer's; AlreadyClosed."""
        case = cast("Case", self)._lock()
        case._refuse_when_closed()
        if case.state != case.State.WAITING:
            case.state, case.waiting_since = case.State.WAITING, None
            case.save(update_fields=["state", "waiting_since"])
            announce(CustomerAwaited(case=case), by=by, at=at or clock.now())

    def thread(self) -> Thread:
        """Where this case is talked about: the newest thread of its journey, or a new one."""
        case = cast("Case", self)
        found = case.thread_begun()
        if found is None:
            found = Thread(journey=case.journey, subject=case.need[:120], token=case.number)
            found.save()
        return found

    def thread_begun(self) -> Thread | None:
        """The newest thread, when there is one."""
        return cast("Case", self).journey.threads.order_by("-id").first()

    def listener(self) -> Contact | None:
        """Whom we answer: the contact of the case; who spoke last, where the case has none whom a mail reaches."""
        case = cast("Case", self)
        contact = cast("Contact | None", case.contact and case.contact.survivor)
        if contact is not None and contact.addresses.exists():
            return contact
        said = Message.objects.filter(thread__journey=case.journey, direction="in", is_beside=False)
        last = said.select_related("contact").order_by("-at", "-id").first()
        return cast(Contact, last.contact).survivor if last else contact

    def _refuse_when_closed(self) -> None:
        case = cast("Case", self)
        if case.state in (case.State.CLOSED, case.State.MERGED):
            raise AlreadyClosed(_("{case} is closed: nothing is written on it any more.").format(case=case))
