"""The self-check of the promise clock, and what the audit asks of promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock, slots
from fiverings.core.rebuilding import Line
from fiverings.core.references import Reference

from .models import UNKNOWN_COUNTS_AS, Ending, Guarantee, Kind, Outcome, Outstanding, Promise, Renegotiation

SEEN_WITHIN = timedelta(seconds=30)
Broken = Iterator[tuple[Any, str]]

ENDINGS = {
    "promises.PromiseKept": Ending.KEPT,
    "promises.PromiseBroken": Ending.BROKEN,
    "promises.PromiseReplaced": Ending.REPLACED,
    "promises.PromiseReleased": Ending.RELEASED,
}


@slots.check("promises are watched", order=50)
def promises_are_watched() -> slots.Finding:
    """What was not kept in time is seen within half a minute."""
    at = clock.now()
    oldest = Outstanding.objects.overdue(at).values_list("due_at", flat=True).first()
    lag = at - oldest if oldest else timedelta()
    if lag < SEEN_WITHIN:
        return slots.Finding(True, f"Promises are watched, {lag.seconds} s behind.")
    return slots.Finding(False, f"A promise due {oldest:%Y-%m-%dT%H:%M:%SZ} was not kept, and no clock has seen it.")


@slots.audit("I-05", order=10, sentence=gettext_lazy("A promise is replaced only with the customer's consent in time"))
def replacements_without_consent() -> Broken:
    """The database asks each outcome; here each promise that says it replaces another."""
    agreed = Renegotiation.objects.filter(replacement=OuterRef("pk"), promise=OuterRef("replaces"))
    for promise in Promise.objects.filter(~Exists(agreed), replaces__isnull=False).iterator():
        yield promise, _("takes the place of promise {id}, and nobody agreed").format(id=promise.replaces_id)
    for late in Renegotiation.objects.filter(at__gt=F("promise__due_at")).iterator():
        yield late, _("was agreed when the time had passed")


@slots.audit("I-06", order=10, sentence=gettext_lazy("Nothing is told later than our standard unless they asked"))
def told_later_than_our_standard() -> Broken:
    """Who asked for later said so before, or agreed to another time."""
    asked = Q(expectation__by_at__gte=F("due_at"), kind__in=[kind for kind in Kind if kind.meets_the_need])
    agreed = Q(replaces__isnull=False) & ~Q(consent="")
    told = Promise.objects.to_customers()
    for promise in told.filter(due_at__gt=F("guarantee_due_at")).exclude(asked).exclude(agreed).iterator():
        yield (
            promise,
            _("was told for {due}, our standard was {standard}").format(
                due=promise.due_at.isoformat(), standard=promise.guarantee_due_at.isoformat()
            ),
        )
    severity = Coalesce(OuterRef("severity"), Value(UNKNOWN_COUNTS_AS))
    ours = Guarantee.objects.of_the_house().filter(Q(severity=None) | Q(severity=severity), kind=OuterRef("kind"))
    for promise in told.filter(Exists(ours.filter(since__lte=OuterRef("told_at"))), guarantee=None).iterator():
        yield promise, _("was told without asking our standard")


@slots.audit("I-10", order=10, sentence=gettext_lazy("A breach is written once, and somebody makes it right"))
def breaches_not_followed() -> Broken:
    """The database keeps a breach; here each is asked for its recovery, and the clock for what it left."""
    recovered = Promise.objects.filter(recovers=OuterRef("promise"))
    for breach in Outcome.objects.filter(~Exists(recovered), kind=Ending.BROKEN).iterator():
        yield breach, _("was followed by nothing that makes it right")
    for owed in Outstanding.objects.overdue(clock.now() - 10 * SEEN_WITHIN).iterator():
        yield owed, _("is overdue since {due} and no breach is written").format(due=owed.due_at.isoformat())


@slots.audit("I-12", order=10, sentence=gettext_lazy("Due times are computed once, by the calendar of their day"))
def standards_computed_otherwise() -> Broken:
    """Each time of our standard, computed again by the version of the opening hours that it names."""
    names = ("offer", "guarantee", "calendar_version")
    measured = Promise.objects.filter(guarantee__isnull=False, offer__isnull=False).select_related(*names)
    for promise in measured.iterator():
        version = promise.calendar_version
        due_at = promise.guarantee.due(promise.offer.made_at, version.working_time() if version else None)
        if due_at != promise.guarantee_due_at:
            yield (
                promise,
                _("names {named} as our standard, its calendar says {computed}").format(
                    named=promise.guarantee_due_at.isoformat(), computed=due_at.isoformat()
                ),
            )


def _as_they_stand(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What became of promises, by the tables."""
    found = Promise.objects.filter(pk__in=ids).select_related("outcome", "late_fulfilment")
    return {promise.pk: _facts(promise) for promise in found}


def _facts(promise: Promise) -> dict[str, Any]:
    facts: dict[str, Any] = {"told_at": promise.told_at}
    if hasattr(promise, "outcome"):
        facts |= {"outcome": str(promise.outcome.kind), "ended_at": promise.outcome.at}
    if hasattr(promise, "late_fulfilment"):
        facts["fulfilled_late_at"] = promise.late_fulfilment.at
    return facts


@slots.rebuild("promises.promise", stands=_as_they_stand)
def what_became_of_a_promise(reference: Reference, lines: Iterable[Line]) -> dict[str, datetime | str]:
    """When it was told, how it ended and when, by its own lines alone."""
    facts: dict[str, datetime | str] = {}
    for line in lines:
        if line.subject != reference:
            continue
        if line.kind == "promises.PromiseTold":
            facts["told_at"] = line.at
        elif line.kind in ENDINGS:
            facts |= {"outcome": str(ENDINGS[line.kind].value), "ended_at": line.at}
        elif line.kind == "promises.PromiseFulfilledLate":
            facts["fulfilled_late_at"] = line.at
    return facts
