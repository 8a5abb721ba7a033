"""Callers: from which number somebody called about a case; that their own lines are silent is a symptom."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Call
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together
from fiverings.customers.models import Account, ContactNumber, number_in
from fiverings.customers.models.contact_number import in_e164
from fiverings.people.models import Person

from ..events.circumstances import CallerNoted

if TYPE_CHECKING:
    from .case import Case


class Whose(models.TextChoices):
    """To whom a number belongs, and what it says that they call from it."""

    OWN = "own", _("one of their own lines")
    ELSEWHERE = "elsewhere", _("a mobile that we know, in business hours, and not one of their own lines")
    KNOWN = "known", _("a number of theirs that we know")
    UNKNOWN = "unknown", _("a number that we do not know")

    @classmethod
    def of(cls, number: str, account: Account, *, at: datetime) -> Whose:
        """Whose a number in E.164 is, to this account at this moment."""
        trunks = account.trunks.all()
        if trunks.filter(first__lte=int(number), last__gte=int(number)).exists():
            return cls.OWN
        known = ContactNumber.objects.filter(contact__account=account, number=number)
        kinds = set(known.values_list("kind", flat=True))
        if not kinds:
            return cls.UNKNOWN
        strange = ContactNumber.Kind.DESK not in kinds and trunks.exists() and _is_at_work(account, at)
        return cls.ELSEWHERE if strange else cls.KNOWN


def _is_at_work(account: Account, at: datetime) -> bool:
    """Whether they are open now; whose hours nobody has written down is taken to be."""
    version = account.calendar.current if account.calendar else None
    return bool(version is None or version.working_time().is_open(at))


class CallerQuerySet(Records):
    """The words by which callers are found."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(case__account__in=Account.objects.visible_to(person))


class Caller(Record):
    """From which number somebody called about a case, and whose that was then."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="callers")
    call = models.OneToOneField(Call, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.TextField()
    whose = models.TextField(choices=Whose.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = CallerQuerySet.as_manager()
    personal = ("number",)

    def __str__(self) -> str:
        return str(Whose(self.whose).label)


class BeingCalled(models.Model):
    """The ability of a case to know from where somebody calls about it."""

    class Meta:
        abstract = True

    @together
    def note_caller(self, number: str, *, call: Call | None = None, by: Person, at: datetime | None = None) -> Caller:
        """Write down from which number they called, and tell who asks how severe it is; NotANumber."""
        case, at = cast("Case", self), at or clock.now()
        dialled = in_e164(number)
        caller = Caller(case=case, call=call, number=dialled, by=by, at=at)
        caller.whose = Whose.of(dialled, case.account, at=at)
        caller.save()
        announce(CallerNoted(case=case, caller=caller), by=by, at=at)
        case.hear_circumstances(at=at)
        return caller


def calls_from_elsewhere(number: str, account: Account, *, at: datetime) -> bool:
    """Whether somebody who calls from this number has reason to use none of their own lines; no number says nothing."""
    dialled = number_in(number)
    return bool(dialled) and Whose.of(dialled, account, at=at) == Whose.ELSEWHERE
