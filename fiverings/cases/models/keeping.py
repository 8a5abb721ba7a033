"""Keeping: which promises our words keep, once the customer has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.db.models import Q

from fiverings.conversations.models import Call, Message
from fiverings.core.written import Written
from fiverings.customers.models import Contact
from fiverings.people.models import Person
from fiverings.promises.models import Ending, Outcome, Outstanding, Promise
from fiverings.promises.models import Kind as Promised

from .parts import parts_of

if TYPE_CHECKING:
    from .case import Case

KEPT_BY_WORDS = (Promised.ANSWER, Promised.NEXT_UPDATE, Promised.RECOVERY, Promised.CHECK_IN)
"""What is kept by saying something, in whatever way."""
KEPT_BY_TALK = (*KEPT_BY_WORDS, Promised.CALL_BACK, Promised.FIX)
"""What talking on the telephone can keep as well."""
ASKED_BEFORE = timedelta(days=2)
"""How long before its time our words ask whether it is well again; what we write sooner is about something else."""


class Keeping(models.Model):
    """The ability of a case to have what is owed about it kept by our words."""

    class Meta:
        abstract = True

    def kept_by_calling(self) -> models.QuerySet[Promise]:
        """What a customer counts on that talking to them can keep, the next due first."""
        counted_on = Outstanding.objects.of(cast("Case", self)).to_customers().filter(promise__kind__in=KEPT_BY_TALK)
        found = Promise.objects.filter(outstanding__in=counted_on.order_by())
        return found.order_by("outstanding__due_at", "id")

    def breaches(self) -> Any:
        """What broke about this case or a part of it: its recovery is owed here, or was promised here."""
        case = cast("Case", self)
        label, parts = case._meta.label_lower, parts_of(case.pk)
        owed = Q(recovered_by__outstanding__subject_label=label, recovered_by__outstanding__subject_id__in=parts)
        done = Q(recovered_by__outstanding=None, recovered_by__subject_label=label, recovered_by__subject_id__in=parts)
        return Promise.objects.broken().filter(owed | done)

    def tally(self) -> dict[str, int]:
        """How many of the promises to its customer were kept, and how many broken."""
        counted = dict(_endings(cast("Case", self).pk))
        return {str(kind.value): counted.get(kind, 0) for kind in (Ending.KEPT, Ending.BROKEN)}

    def _keep_by_message(self, message: Message) -> None:
        """Written words keep every answer and update owed before them; a call or a visit they do not keep."""
        at, contact = cast(datetime, message.told_at), cast(Contact, message.contact)
        owed = self._owed_to(contact, KEPT_BY_WORDS, at=at).filter(promise__told_at__lte=message.at)
        self._keep_each(owed.exclude(promise__message=message), by=message.author, evidence=message, at=at)
        self._fulfil_late(contact, KEPT_BY_WORDS, by=message.author, evidence=message, at=at)

    def _keep_by_call(self, call: Call, named: Iterable[Promise]) -> None:
        """Words spoken keep what we owe to ourselves, and of what the contact counts on what the caller names."""
        counted_on = [promise.pk for promise in named]
        owed = self._owed_to(call.contact, KEPT_BY_TALK, at=call.at).filter(
            Q(promise__to_contact=None) | Q(promise__in=counted_on)
        )
        self._keep_each(owed, by=call.person, evidence=call, at=call.at)
        self._fulfil_late(call.contact, (*KEPT_BY_WORDS, Promised.CALL_BACK), by=call.person, evidence=call, at=call.at)

    def _owed_to(self, contact: Contact, kinds: Collection[str], *, at: datetime) -> models.QuerySet[Outstanding]:
        """What is owed to this contact, or to ourselves, of these kinds; whether it is well again, near its time."""
        later = Q(promise__kind=Promised.CHECK_IN, promise__mends__isnull=False, due_at__gt=at + ASKED_BEFORE)
        to_them = (
            Q(promise__to_contact=None) | Q(promise__to_contact=contact) | Q(promise__to_contact__merged_into=contact)
        )
        return Outstanding.objects.of(cast("Case", self)).filter(~later, to_them, promise__kind__in=kinds)

    def _keep_each(
        self, owed: models.QuerySet[Outstanding], *, by: Person | None, evidence: models.Model, at: datetime
    ) -> None:
        """Kept, or fulfilled late; making it right is then done by the same words."""
        for each in list(owed.select_related("promise")):
            outcome = each.promise.keep(evidence=evidence, by=by, at=at)
            if outcome.kind == Ending.BROKEN:
                each.promise.recovered_by.keep(evidence=evidence, by=by, at=at)

    def _fulfil_late(
        self, contact: Contact, kinds: Collection[str], *, by: Person | None, evidence: models.Model, at: datetime
    ) -> None:
        """What was broken before is done after all."""
        case = cast("Case", self)
        broken = case.breaches().filter(
            Q(to_contact=None) | Q(to_contact=contact) | Q(to_contact__merged_into=contact),
            kind__in=kinds, late_fulfilment=None, outcome__at__lte=at,
        )  # fmt: skip
        for promise in broken.order_by("id"):
            promise.fulfil_late(evidence=evidence, matter=case, by=by, at=at)


@Written
def _endings(case: int) -> Any:
    """How the promises to the customer of a case ended, each way with how often."""
    ended = Outcome.objects.filter(promise__to_contact__isnull=False)
    ended = ended.filter(promise__subject_label="cases.case", promise__subject_id=case).order_by()
    return ended.values_list("kind").annotate(models.Count("pk"))
