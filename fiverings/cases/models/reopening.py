"""Reopening: the need was not met after all; within fourteen days it is the same case with the same owner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.models.entry import CurrentTransaction
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person
from fiverings.promises.models import Kind as Promised

from ..events import CaseReopened, CustomerThanked
from .closure import Closure
from .owning import natural_owner
from .taking_over import Takeover
from .thanking import only_thanks

if TYPE_CHECKING:
    from .case import Case

REOPENS_WITHIN = timedelta(days=14)


class CannotReopen(Refused):
    """Only what was resolved in the last fourteen days opens again; later it is a new case."""


class Reopening(Record):
    """Why a closure did not last: what the customer wrote, or what one of us found."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="reopenings")
    closure = models.OneToOneField(Closure, on_delete=models.PROTECT, related_name="reopening")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    xact = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    personal = ("reason",)

    def __str__(self) -> str:
        return self.reason or str(self.message)


class OpeningAgain(models.Model):
    """The ability of a case to open again."""

    class Meta:
        abstract = True

    @together
    def reopen(
        self,
        *,
        by: models.Model | None,
        reason: str = "",
        message: Message | None = None,
        at: datetime | None = None,
    ) -> Reopening:
        """The need was not met after all; CannotReopen when it is open, or resolved for more than fourteen days."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        closure = case.closure()
        if closure is None or not case.may_reopen(at):
            raise CannotReopen(_("{case} does not open again; open a new one.").format(case=case))
        reopening = Reopening(case=case, closure=closure, message=message, reason=reason.strip(), at=at)
        reopening.save()
        case._find_an_owner_again(at)
        case.state, case.ended_at = case.State.ACTIVE, None
        case.save(update_fields=["state", "ended_at", "owner"])
        announce(CaseReopened(case=case, reopening=reopening, owner=case.owner), by=by, at=at)
        case.let_go([Promised.CHECK_IN], words=_("It does not work after all; we are on it again."), by=by, at=at)
        case.owe_by_standard(Promised.ANSWER, by=by, at=at)
        return reopening

    def may_reopen(self, at: datetime | None = None) -> bool:
        """Whether it is resolved, and not for too long."""
        case = cast("Case", self)
        is_resolved = case.state == case.State.RESOLVED and case.ended_at is not None
        return is_resolved and (at or clock.now()) - cast(datetime, case.ended_at) <= REOPENS_WITHIN

    def hear_thanks(self, message: Message) -> bool:
        """Whether the message only thanks, while we are on it or once it is resolved; then nobody waits for a word."""
        case = cast("Case", self)
        if case.state not in (case.State.INTAKE, case.State.ACTIVE) and not case.may_reopen(message.at):
            return False
        if not only_thanks(message.new_text or message.text, names=_names_in(case, message)):
            return False
        event = CustomerThanked(case=case, message=message, contact=cast(Contact, message.contact), owner=case.owner)
        announce(event, by=message.contact, at=message.at)
        return True

    def thanks(self) -> Message | None:
        """What they wrote last since it is resolved, without opening it again."""
        case = cast("Case", self)
        if not case.may_reopen():
            return None
        said = Message.objects.filter(thread__journey=case.journey_id, direction="in", is_beside=False, auto="")
        return said.filter(at__gte=case.ended_at).select_related("contact").order_by("-at", "-id").first()

    def _find_an_owner_again(self, at: datetime) -> None:
        """The same owner, unless they have left since, or own cases no more."""
        case = cast("Case", self)
        if not case.may_be_owned_by(Person.objects.get(pk=case.owner_id)):
            heir = natural_owner(case.account, at=at)
            reason = _("{owner} owns no cases any more.").format(owner=case.owner)
            Takeover(case=case, giver=case.owner, taker=heir, reason=reason, at=at).save()
            case.owner = heir
        case._show_to_its_owner(at=at)


def _names_in(case: Case, message: Message) -> Iterator[str]:
    """Whoever may be greeted, or sign."""
    yield from (case.owner.name, str(case.owner), str(message.contact), str(case.account))
