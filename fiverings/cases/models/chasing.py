"""Chasing: a customer who asks about what we promised them has asked before we told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models

from fiverings.conversations.models import Call, Message
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.written import Written
from fiverings.customers.models import Account, Contact
from fiverings.people.models import Duty
from fiverings.promises.models import Inquiry, Outstanding, Promise

from ..events import CaseChased
from .states import State
from .thanking import only_thanks

if TYPE_CHECKING:
    from .case import Case

SAME_BREATH = timedelta(minutes=10)


class ChaseQuerySet(Records):
    """The words by which chases are found."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(case__account__in=Account.objects.visible_to(person))


class Chase(Record):
    """That a customer came to us about a promise before we came to them; the first is number one."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="chases")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+", related_query_name="chase")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    call = models.OneToOneField(Call, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="+", related_query_name="chase")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects = ChaseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "number"], name="cases_chases_are_counted"),
            models.CheckConstraint(
                condition=models.Q(message__isnull=False, call=None) | models.Q(message=None, call__isnull=False),
                name="cases_a_chase_is_a_message_or_a_call",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case} {self.number}"


class Chasing(models.Model):
    """The ability of a case to be chased."""

    class Meta:
        abstract = True

    def _note_chase(self, said: Message | Call, contact: Contact, *, at: datetime) -> Chase | None:
        """Whoever comes to us while we owe them what we promised has chased it; owner and lead on duty hear of it.

        Not an answer to what we asked, not a machine, not mere thanks, and not what follows their last words within ten
        minutes.
        """
        case = cast("Case", self)
        promise = case._counted_on()
        if promise is None or case._answers_us(said) or case._goes_on_talking(said, at):
            return None
        chase = Chase(case=case, contact=contact.survivor, promise=promise, number=case.chases.count() + 1, at=at)
        chase.message, chase.call = (said, None) if isinstance(said, Message) else (None, said)
        chase.save()
        event = CaseChased(
            case=case, chase=chase, promise=promise, contact=chase.contact, owner=case.owner, lead=Duty.lead(at)
        )
        announce(event, by=contact, at=at)
        return chase

    def _counted_on(self) -> Promise | None:
        """What they wait for: one that broke and is still to be made right, else the next that stands."""
        case = cast("Case", self)
        for each in _owed(case._meta.label_lower, case.pk):
            promise = each.promise
            while promise.recovers is not None:
                promise = promise.recovers
            if not promise.is_internal:
                return cast(Promise, promise)
        return None

    def _answers_us(self, said: Message | Call) -> bool:
        """Whether it answers a question, or a message after which we promised nothing, or says nothing that waits."""
        case = cast("Case", self)
        if case.state == State.WAITING:
            return True
        if isinstance(said, Call):
            return False
        names = [str(case.owner), case.owner.name, str(said.contact), str(case.account)]
        if said.auto or only_thanks(said.new_text or said.text, names=names):
            return True
        ours = _answered(said)
        if ours is None or ours.auto:
            return False
        if Inquiry.objects.filter(message=ours).exists():
            return True
        return not Promise.objects.of(case).to_customers().filter(told_at__gte=ours.told_at).exists()

    def _goes_on_talking(self, said: Message | Call, at: datetime) -> bool:
        """Whether they said something else just before."""
        case, since = cast("Case", self), at - SAME_BREATH
        written = Message.objects.filter(thread__journey=case.journey_id, direction="in", is_beside=False, auto="")
        spoken = Call.objects.filter(journey=case.journey_id, direction=Call.Direction.IN)
        return any(
            found.filter(at__gt=since, at__lte=at)
            .exclude(pk=said.pk if isinstance(said, found.model) else None)
            .exists()
            for found in (written, spoken)
        )


def _answered(said: Message) -> Message | None:
    """Our message that theirs answers: the one it names, else the last one said in its thread when that is ours."""
    told = said.thread.messages.told().filter(is_beside=False)
    if said.in_reply_to and (named := told.filter(message_id=said.in_reply_to).order_by("id").first()):
        return named if named.is_ours else None
    last = told.filter(told_at__lte=said.at).exclude(pk=said.pk).order_by("-told_at", "-id").first()
    return last if last is not None and last.is_ours else None


@Written
def _owed(label: str, case: int) -> models.QuerySet[Outstanding]:
    broken_first = models.F("promise__recovers").asc(nulls_last=True)
    owed = Outstanding.objects.filter(subject_label=label, subject_id=case).select_related("promise")
    return owed.order_by(broken_first, "due_at", "id")
