"""How a mail finds its thread: by what it answers, then by the token in its subject."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.db import models

from fiverings.core import clock, slots
from fiverings.core.journal import announce
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.customers.models import Account, Contact, ContactAddress

from ..events import ThreadMoved
from .participant import Participant
from .subjects import plain_subject, says_something
from .why_here import FiledBy, WhyHere

if TYPE_CHECKING:
    from .journey import Journey
    from .receiving import Mail
    from .thread import Thread


ANSWERED = {"answered": "message_id", "answered_way": "direction", "answered_at": "at"}
ALIKE_AT_MOST = 50


class Threading(models.Model):
    """The ability of a thread to be found, joined and moved."""

    class Meta:
        abstract = True

    @classmethod
    def for_mail(
        cls, *, in_reply_to: str = "", references: Sequence[str] = (), token: str = "", account: Account | None = None
    ) -> Thread | None:
        """The thread that a mail continues: that of the nearest message it names, else that of its token."""
        found, _ = cls.found_for(in_reply_to=in_reply_to, references=references, token=token, account=account)
        return found

    @classmethod
    def found_for(
        cls,
        *,
        in_reply_to: str = "",
        references: Sequence[str] = (),
        token: str = "",
        account: Account | None = None,
        token_in: str = FiledBy.NUMBER,
    ) -> tuple[Thread | None, WhyHere]:
        """The thread that a mail continues, and why; `token_in` says where its token stood.

        When a token stands in several threads, the sender's own account comes first, then the newest; when an id does,
        because somebody used another's once more, the own account and then the oldest.
        """
        threads = cast(Any, cls)._default_manager.select_related("journey__account")
        of_the_sender = models.Case(models.When(journey__account=account, then=0), default=1)
        named = [each for each in (in_reply_to, *reversed(references)) if each]
        found = {
            each.answered: each
            for each in threads.filter(message__message_id__in=named, message__taken_back_at=None)
            .annotate(**{name: models.F(f"message__{column}") for name, column in ANSWERED.items()})
            .order_by(of_the_sender.desc(), "-id")
        }
        for message_id in named:
            if message_id in found:
                thread = found[message_id]
                rule = FiledBy.ANSWERS_US if thread.answered_way == "out" else FiledBy.ANSWERS_THEM
                return cast("Thread", thread), WhyHere(rule, at=thread.answered_at)
        thread = threads.filter(token=token).order_by(of_the_sender, "-id").first() if token else None
        return cast("Thread | None", thread), WhyHere(token_in, named=token) if thread else WhyHere(FiledBy.ANEW)

    @classmethod
    def alike(cls, subject: str, *, contact: Contact, since: datetime) -> tuple[Thread | None, WhyHere]:
        """The one conversation about this subject in which somebody of its own account takes part and that is open.

        Where two are alike, it is the one to which one of us moved words of the other; else None, as where the subject
        could be any need's, and where nothing was said since a moment.
        """
        plain = plain_subject(subject)
        lively = _lively(contact.pk, contact.account_id, since) if says_something(plain) else ()
        alike: list[Any] = [each for each in lively if plain_subject(each.subject) == plain]
        if len(alike) > 1:
            alike = _where_somebody_moved_it(alike)
        if len(alike) != 1:
            return None, WhyHere(FiledBy.ANEW)
        return alike[0], WhyHere(FiledBy.ALIKE, at=alike[0].last_said)

    def join(self, address: str, *, name: str = "", contact: Contact | None = None, at: datetime) -> None:
        """From now on this address takes part; who does already stays as they are."""
        self.join_all([Participant(address=address, name=name, contact=contact)], at=at)

    def join_all(self, readers: Iterable[Participant], *, at: datetime) -> None:
        """From now on each of these takes part, as the contact whose address it is."""
        thread, wanted = cast("Thread", self), dict[str, Participant]()
        for reader in readers:
            reader.thread, reader.since, reader.address = thread, at, reader.address.strip().lower()
            wanted.setdefault(reader.address, reader)
        for address in thread.addresses():
            wanted.pop(address, None)
        unnamed = [address for address, reader in wanted.items() if reader.contact_id is None]
        known = ContactAddress.objects.filter(address__in=unnamed).values_list("address", "contact") if unnamed else ()
        for address, contact in known:
            wanted[address].contact_id = contact
        in_one_order = [wanted[address] for address in sorted(wanted)]  # else two who do it at once wait for each other
        Participant.objects.bulk_create(in_one_order, ignore_conflicts=True)

    def has(self, contact: Contact) -> bool:
        """Whether somebody takes part: by account, in copy, or let into this thread."""
        thread = cast("Thread", self)
        own = contact.account_id == thread.journey.account_id
        theirs = models.Q(contact=contact) | models.Q(address__in=contact.addresses.values("address"))
        return own or thread.participants.filter(theirs).exists()

    def is_answered_by(self, mail: Mail) -> bool:
        """Whether a mail names one that was said here, whose id only those know who had it."""
        named = [each for each in (mail.in_reply_to, *mail.references) if each]
        return bool(named) and cast("Thread", self).messages.told().filter(message_id__in=named).exists()

    @together
    def move(self, *, to: Journey, by: models.Model | None, at: datetime | None = None) -> None:
        """File what is said here on another journey."""
        thread = cast("Thread", self)
        before, thread.journey = thread.journey, to
        thread.save(update_fields=["journey"])
        announce(ThreadMoved(thread=thread, journey=to, before=before), by=by, at=at or clock.now())


def _where_somebody_moved_it(alike: Sequence[Thread]) -> list[Thread]:
    """Of several conversations about one subject that to which one of us moved words last: there it belongs."""
    moved = apps.get_model("conversations.division").objects.filter(thread__in=alike, before__in=alike)
    last = moved.order_by("-id").first()
    return [each for each in alike if last is not None and each.pk == last.thread_id]


@Written
def _lively(contact: int, account: int, since: datetime) -> models.QuerySet[Thread]:
    """The open conversations of somebody's account in which they take part, with when something was said last."""
    addresses = ContactAddress.objects.filter(contact=contact).values("address")
    theirs = Participant.objects.filter(models.Q(contact=contact) | models.Q(address__in=addresses))
    threads: models.QuerySet[Thread] = apps.get_model("conversations.thread")._default_manager.filter(
        journey__account=account, pk__in=theirs.values("thread")
    )
    for each in slots.open_threads.all():
        threads = each.run(threads)
    threads = threads.select_related("journey__account").annotate(last_said=models.Max("message__at"))
    return threads.filter(last_said__gte=since).order_by("-last_said")[:ALIKE_AT_MOST]
