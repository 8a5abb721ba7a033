"""Requests: the needs of one contact, read from the cases in which we care for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.cases.models import Case, Resolution, State
from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.customers.models import Contact
from fiverings.promises.models import ChargeDisclosure, Outstanding
from fiverings.promises.models import Kind as Promised

from .asking import Asking
from .milestones import Milestones
from .seeing import Cost, Next, Request, Said

AT_MOST = 50
WHOM_WE_ASK = ("message__contact__merged_into", "case__contact__merged_into")
SEVERITIES = {
    1: gettext_lazy("It is the most serious kind: you cannot work. We treat it so, at any hour."),
    2: gettext_lazy("A part of it does not work, and holds you up."),
    3: gettext_lazy("It is a nuisance, and your work goes on."),
}


class Requests(Asking):
    """What a contact sees of their own needs; a need that is part of another case is told by how that goes on."""

    def __init__(self, contact: Contact) -> None:
        self.contact = contact
        self.selves = [contact.pk, *Contact.objects.filter(merged_into=contact).values_list("pk", flat=True)]

    def cases(self) -> list[Case]:
        """Their own, the latest first; one that became part of another of theirs is told there."""
        mine = Case.objects.filter(contact__in=self.selves, account=self.contact.account_id)
        found = list(mine.select_related("owner", "account", "merged_into__owner").latest_first()[:AT_MOST])
        return [case for case in found if not (case.merged_into_id and case.survivor().contact_id in self.selves)]

    def case(self, number: str) -> Case | None:
        return next((case for case in self.cases() if case.number == number), None)

    def became_part_of(self, number: str) -> Case | None:
        """The need of theirs that this one, theirs too, is part of now."""
        mine = Case.objects.filter(contact__in=self.selves, account=self.contact.account_id)
        merged = mine.filter(number=number, state=State.MERGED).first()
        return self.case(merged.survivor().number) if merged else None

    def all(self) -> list[Request]:
        return [self.of(case) for case in self.cases()]

    def standing(self) -> list[Request]:
        """How each need stands, in few words; the same number of questions however many they are."""
        cases = [(case, case.survivor()) for case in self.cases()]
        ids = {where.pk for _case, where in cases}
        known = Resolution.objects.unanswered().filter(case__in=ids)
        asked = {each.case_id: each for each in known.select_related(*WHOM_WE_ASK)}
        owed = Outstanding.objects.filter(subject_label=Case._meta.label_lower, subject_id__in=ids)
        first = {each.subject_id: each for each in self._owed_to_them(owed).order_by("-due_at", "-id")}
        return [self._brief(case, where, asked.get(where.pk), first.get(where.pk)) for case, where in cases]

    def of(self, case: Case) -> Request:
        """Everything about one need that this contact may see."""
        where = case.survivor()
        asked, first = where.proposed(), self._owed_to_them(Outstanding.objects.of(where)).first()
        brief = self._brief(case, where, asked, first)
        return replace(
            brief,
            solution=asked.solution if brief.asks and asked else "",
            cost=self._cost(where),
            steps=Milestones(case, where, self.selves).steps(),
            said=list(self._said(where)),
        )

    def _brief(self, case: Case, where: Case, asked: Resolution | None, first: Outstanding | None) -> Request:
        asks = asked is not None and asked.is_told and asked.asked is not None and asked.asked.pk in self.selves
        return Request(
            number=case.number,
            need=case.need,
            sentence=_sentence(where, asks=asks),
            severity=str(SEVERITIES.get(where.severity or 0, "")),
            owner=str(where.owner),
            opened_at=case.opened_at,
            settled_at=where.ended_at,
            next=_next(first) if first else None,
            asked=asked.pk if asks and asked else None,
        )

    def _owed_to_them(self, owed: QuerySet[Outstanding]) -> QuerySet[Outstanding]:
        """What was promised to them."""
        return owed.filter(promise__to_contact__in=self.selves).select_related("promise__comes", "person")

    def _cost(self, where: Case) -> Cost | None:
        told = ChargeDisclosure.objects.of(where).filter(told_to__in=self.selves).order_by("-told_at", "-id")
        found = told.select_related("told_by").first()
        if found is None:
            return None
        by = str(found.told_by or "")
        return Cost(_cost_in_words(found), found.basis, by, found.told_at, found.acknowledged_at)

    def _said(self, where: Case) -> Iterator[Said]:
        """What was said in the threads in which they take part; of others there they see what went to all."""
        threads = where.journey.threads.with_contact(self.contact)
        told = Message.objects.for_customer().filter(thread__in=threads)
        for message in told.select_related("author", "contact").order_by("at", "id"):
            by = message.author if message.is_ours else "" if message.contact_id in self.selves else message.contact
            moment = message.told_at or message.at
            yield Said(moment, message.is_ours, str(by or ""), message.words, message.formatted)


def _next(owed: Outstanding) -> Next:
    """The promise to them that is due first."""
    who = owed.promise.comes or owed.person
    words = _("{owner} will {act}").format(owner=who, act=Promised(owed.promise.kind).phrase)
    return Next(words, owed.due_at, owed.promise.sentence, owed.due_at < clock.now())


def _sentence(case: Case, *, asks: bool) -> str:
    """What is happening now, in one sentence."""
    words: dict[Any, Any] = {State.RESOLVED: _("This is settled."), State.CLOSED: _("This is settled.")}
    if case.state in words:
        return str(words[case.state])
    if asks:
        return _("We think that it works again. Does it?")
    if case.state == State.WAITING:
        return _("{owner} waits for your answer.").format(owner=case.owner)
    if case.is_waiting_for_us:
        return _("{owner} owes you an answer.").format(owner=case.owner)
    return _("{owner} takes care of it.").format(owner=case.owner)


def _cost_in_words(told: ChargeDisclosure) -> str:
    match told.billable:
        case ChargeDisclosure.Billable.NO:
            return _("Nothing.")
        case ChargeDisclosure.Billable.YES:
            return _("At most {cap} {currency}.").format(cap=told.cap, currency=told.currency)
    return _("We do not know yet, and tell you before anything costs.")
