"""Inquiring: a customer is asked by mail by when they need it, and one of us confirms what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.conversations.models import Message
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person
from fiverings.promises.models import Expectation, Inquiry, StatedTime, sentence_of_inquiry
from fiverings.promises.models.wording import absolute

from .kind import Kind
from .thanking import only_thanks

if TYPE_CHECKING:
    from .case import Case

LOOKED_AT = 10
"""So many of their latest messages are read for a time."""


class NothingToInquire(Refused):
    """They were asked already, or have told us what they expect."""


class NoPlainTime(Refused):
    """What they wrote names no time that is plain, or is not what they wrote last about it."""


@dataclass(frozen=True)
class TheirAnswer:
    """What they wrote after we had asked by when they need it, and the time that their words state."""

    message: Message
    read: StatedTime | None
    zone: str

    @classmethod
    def in_message(cls, message: Message) -> TheirAnswer:
        """As they wrote it, read on their own clocks."""
        zone = cast(Contact, message.contact).own_zone()
        return cls(message, StatedTime.read(message.words, at=message.at, zone=zone), zone)

    @property
    def is_plain(self) -> bool:
        """Whether one press can confirm it."""
        return self.read is not None and not self.read.doubt

    @property
    def question(self) -> str:
        """What whoever reads it is asked to confirm; why there is nothing to confirm, where it is not plain."""
        if self.read is None:
            return _("We read no time in it.")
        if self.read.by_at is None:
            return _("Note that they cannot say by when?") if self.read.is_open else self.read.why
        return _("Do they expect it by {by}?").format(by=absolute(self.read.by_at, self.zone, self.message.at))

    def expectation(self) -> dict[str, Any]:
        """What `hear_expectation` takes, where it is plain; NoPlainTime."""
        if self.read is None or self.read.doubt:
            raise NoPlainTime(_("{question} Write by when they expect it.").format(question=self.question))
        return {
            "words": self.read.words,
            "by_at": self.read.by_at,
            "unknown": self.read.is_open,
            "message": self.message,
        }


class Inquiring(models.Model):
    """The ability of a case to hear what its customer expects, and to ask them by mail by when they need it."""

    class Meta:
        abstract = True

    def may_inquire(self) -> bool:
        """Whether they can still be asked: nobody has, and nobody wrote down what they expect."""
        case = cast("Case", self)
        if not case.is_open or case.kind == Kind.INTERNAL or Expectation.objects.of(case).exists():
            return False
        return not Inquiry.objects.told_in(case.journey_id).standing().exists()

    def _inquire_of(self, contact: Contact) -> str:
        """The sentence that asks them; NothingToInquire."""
        if not self.may_inquire():
            raise NothingToInquire(_("They were asked already, or have told us: send it without that question."))
        return sentence_of_inquiry(contact)

    def inquiry(self) -> Inquiry | None:
        """The last question of ours that was told them, unless what they expect was heard since."""
        case = cast("Case", self)
        told = Inquiry.objects.told_in(case.journey_id).standing().filter(message__told_at__isnull=False)
        asked = cast("Inquiry | None", told.select_related("message").order_by("-id").first())
        heard = Expectation.current(case)
        if asked is None or (heard is not None and (heard.by_at or heard.message_id)):
            return None
        return asked

    def their_answer(self) -> TheirAnswer | None:
        """What they wrote since they were asked: the last that names a time, else the last; never mere thanks."""
        case = cast("Case", self)
        asked = case.inquiry() if case.is_open else None
        if asked is None:
            return None
        heard = Expectation.current(case)
        told_at = cast(datetime, asked.message.told_at)
        since = max(told_at, heard.at) if heard else told_at
        answers = [TheirAnswer.in_message(each) for each in case._written_since(since)]
        return next((each for each in answers if each.read), answers[0] if answers else None)

    @together
    def hear_expectation(
        self,
        *,
        words: str = "",
        by_at: datetime | None = None,
        unknown: bool = False,
        message: Message | None = None,
        by: Person | None,
        at: datetime | None = None,
    ) -> Expectation:
        """Write down what they expect, by when, or that they cannot say, and in which message they say so.

        Refused: AlreadyClosed, NothingExpected.
        """
        case = cast("Case", self)._lock()
        case._refuse_when_closed()
        contact = message.contact.survivor if message and message.contact else case.listener()
        return Expectation.hear(
            subject=case, journey=case.journey, contact=contact, words=words, by_at=by_at, unknown=unknown,
            message=message, by=by, at=at,
        )  # fmt: skip

    @together
    def hear_answer(self, message: Message, *, by: Person, at: datetime | None = None) -> Expectation:
        """What they answered is what they expect, in their words; AlreadyClosed, NoPlainTime."""
        case = cast("Case", self)._lock()
        case._refuse_when_closed()
        answer = case.their_answer()
        if answer is None or answer.message != message:
            raise NoPlainTime(_("They have written since, or it is written down already: look again."))
        return case.hear_expectation(**answer.expectation(), by=by, at=at)

    def _written_since(self, at: datetime) -> list[Message]:
        """What they wrote since then, the latest first; no machine, no stranger, no mere thanks, no mere quotation."""
        case = cast("Case", self)
        said = Message.objects.filter(thread__journey=case.journey_id, direction="in", is_beside=False, auto="")
        found = (
            said.filter(at__gt=at)
            .exclude(new_text="")
            .select_related("contact__account")
            .order_by("-at", "-id")[:LOOKED_AT]
        )
        names = [str(case.owner), case.owner.name, str(case.account)]
        return [each for each in found if not only_thanks(each.words, names=[*names, str(each.contact)])]
