"""Answering: what we tell the customer of a case, and what we tell each other."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Message, Note, Thread
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.customers.models import Contact
from fiverings.people.models import Person
from fiverings.promises.models import ChargeDisclosure, Inquiry, Offer, Promise

from ..events import CaseAnswered, CaseNoted
from .case_merge import MergedThread
from .closing import AlreadyClosed
from .planning import Planning
from .states import State

if TYPE_CHECKING:
    from .case import Case


class NobodyToAnswer(Refused):
    """The case has no contact."""


class Answering(Planning):
    """The ability of a case to be answered and noted on."""

    class Meta:
        abstract = True

    @together
    def reply(
        self,
        text: str,
        *,
        promise: Offer | None = None,
        asks: bool = False,
        probes: bool = False,
        by: Person,
        at: datetime | None = None,
    ) -> Message:
        """Write to the customer; it waits in the outbox first. What is promised in it is told with it.

        It `asks` them by when they need it, `probes` how severe it is, and says what is owed again where a word was
        broken. Refused: AlreadyClosed, NobodyToAnswer, NothingSaid, NoAddress, NotAnApology, NothingToInquire,
        NothingToProbe, and what an offer is refused for.
        """
        case = cast("Case", self)._lock()
        case._refuse_when_final()
        contact, text = case._whom_to_tell(), case.without_promises(text)
        case.refuse_a_non_apology(text)
        again = case._offer_again(but=[promise.kind] if promise else [], by=by, at=at or clock.now())
        promises = [*([promise] if promise else []), *again]
        thread = case.thread(contact)
        asked, probed = case._inquire_of(contact) if asks else "", case._probe(contact) if probes else ""
        text = "\n\n".join(filter(None, (text, probed, asked, *(each.sentence for each in promises))))
        message = Message.write(to=contact, thread=thread, text=text, cc=case.copies(contact, thread), by=by, at=at)
        for each in promises:
            each.write(message)
        if asked:
            Inquiry.ask(subject=case, journey=case.journey, message=message, sentence=asked, by=by, at=at)
        if probed:
            case._keep_probe(message, probed, by=by, at=message.at)
        return message

    def without_promises(self, text: str) -> str:
        """Words that were taken back with a promise or a question of ours in them, without it: it is made again."""
        for sentence in _taken_back(self._meta.label_lower, self.pk):
            text = text.replace(sentence, "")
        return text.strip()

    @together
    def write(
        self,
        text: str = "",
        *,
        kind: str = "",
        asks: bool = False,
        probes: bool = False,
        by: Person,
        at: datetime | None = None,
        **promise: Any,
    ) -> Message:
        """Write to the customer, and in the same words promise something when a `kind` says what, and ask. As reply."""
        case = cast("Case", self)
        offer = case.offer_promise(kind=kind, by=by, at=at, **promise) if kind else None
        return case.reply(text, promise=offer, asks=asks, probes=probes, by=by, at=at)

    @staticmethod
    def copies(contact: Contact, thread: Thread) -> list[str]:
        """Who reads along when we answer somebody in a thread."""
        own = {each.address for each in contact.addresses.all()}
        return [each for each in thread.addresses() if each not in own]

    @together
    def note(self, text: str, *, by: Person | None, at: datetime | None = None) -> Note:
        """Write what only we see; AlreadyClosed, NothingSaid."""
        case = cast("Case", self)._lock()
        case._refuse_when_final()
        note = case.journey.note(text, by=by, at=at)
        announce(CaseNoted(case=case, note=note), by=by, at=at)
        return note

    @together
    def tell(self, message: Message) -> None:
        """Our word is out: it keeps what we owed to say, and what it asks we wait for. A machine's word is none."""
        case, at = cast("Case", self)._lock(), cast(datetime, message.told_at)
        contact = cast(Contact, message.contact)
        if not case._is_final and not message.auto:
            case._note_our_word(at, since=message.at)
        announce(CaseAnswered(case=case, message=message, contact=contact), by=message.author, at=at)
        if not case._is_final:
            case._tell_cost_by_message(message, at=at)
        if not case._is_final and not message.auto:
            case._keep_by_message(message)
            case._wait_after(message)
            case.keep_promising(by=message.author, at=at)

    def _note_our_word(self, at: datetime, *, since: datetime | None = None) -> None:
        """The customer has our word, and waits no longer, unless they spoke since we wrote it."""
        case, since = cast("Case", self), since or at
        if case.last_heard_at is None or case.last_heard_at <= since:
            case.waiting_since = None
        case.last_told_at = case.last_word_at = max(at, case.last_word_at)
        case.save(update_fields=["waiting_since", "last_told_at", "last_word_at"])

    def thread(self, listener: Contact | None = None) -> Thread:
        """Where this case is talked about with whom we answer (whoever knows tells us), or a new thread."""
        case = cast("Case", self)
        found = case.thread_begun(listener)
        if found is None:
            found = Thread(journey=case.journey, subject=case.need[:120], token=case.number)
            found.save()
        return found

    def thread_begun(self, listener: Contact | None = None) -> Thread | None:
        """The newest thread in which whom we answer takes part, else the newest that no merge brought."""
        case = cast("Case", self)
        listener = listener or case.listener()
        if listener is not None and (own := _threads_with.first(case.journey_id, listener.pk)) is not None:
            return cast(Thread, own)
        threads = Thread.objects.filter(journey=case.journey_id).order_by("-id")
        brought = MergedThread.objects.filter(merge__undone_at=None).exclude(merge__case=case)
        return cast("Thread | None", threads.exclude(pk__in=brought.values("thread")).first())

    def listener(self) -> Contact | None:
        """Whom we answer: the contact of the case; who spoke last, where the case has none whom a mail reaches."""
        case = cast("Case", self)
        contact = cast("Contact | None", case.contact and case.contact.survivor)
        if contact is not None and contact.addresses.exists():
            return contact
        said = Message.objects.filter(thread__journey=case.journey, direction="in", is_beside=False)
        last = said.select_related("contact").order_by("-at", "-id").first()
        return cast(Contact, last.contact).survivor if last else contact

    def _whom_to_tell(self) -> Contact:
        contact = self.listener()
        if contact is None:
            raise NobodyToAnswer(_("Nobody is named whom we could answer."))
        return contact

    def _refuse_when_closed(self) -> None:
        case = cast("Case", self)
        if case.is_closed:
            raise AlreadyClosed(_("{case} is closed. Reopen it first.").format(case=case))

    def _refuse_when_final(self) -> None:
        """What is resolved can still be talked about; what is closed for good, or part of another, cannot."""
        if self._is_final:
            raise AlreadyClosed(_("{case} is closed for good. Open a new one.").format(case=self))

    @property
    def _is_final(self) -> bool:
        return cast("Case", self).state in (State.CLOSED, State.MERGED)


@Written
def _threads_with(journey: int, contact: int) -> models.QuerySet[Thread]:
    return Thread.objects.filter(journey=journey).with_contact(Contact(pk=contact)).order_by("-id")[:1]


@Written
def _taken_back(label: str, case: int) -> models.QuerySet[Any, Any]:
    of_the_case = {"subject_label": label, "subject_id": case, "message__taken_back_at__isnull": False}
    promises = (kind.objects.filter(**of_the_case) for kind in (Offer, Promise, ChargeDisclosure, Inquiry))
    first, *others = (each.values_list("sentence", flat=True) for each in promises)
    return first.union(*others)
