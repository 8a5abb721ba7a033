"""What the audit asks of visits: an arrival keeps them, and who sees a customer for one is sent there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Exists, Min, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock, slots
from fiverings.customers.models import AccountAccess
from fiverings.promises.models import Kind as Promised
from fiverings.promises.models import LateFulfilment, Outcome

from ..models import Attendance, Visit

ARRIVAL = Attendance._meta.label_lower
LEARNED = "0012_attendance"


@slots.audit("I-10", order=20, sentence=gettext_lazy("A visit is kept by an arrival, and by nothing else"))
def visits_on_which_nobody_arrived() -> Iterator[tuple[Model, str]]:
    """Since the first arrival that kept one, or since they are written down here: before, nobody could know better."""
    learned = _when_arrivals_were_learned()
    for evidenced in (Outcome.objects.filter(kind="kept"), LateFulfilment.objects.all()):
        visits = evidenced.filter(promise__kind=Promised.VISIT)
        shown = visits.filter(evidence_label=ARRIVAL)
        first = shown.aggregate(first=Min("pk"))["first"]
        since = Q(at__gte=learned) if first is None else Q(at__gte=learned) | Q(pk__gte=first)
        there = visits.filter(Exists(_seen_there()), evidence_label=ARRIVAL)
        for each in visits.filter(since).exclude(pk__in=there.values("pk")).iterator():
            yield each, _("says that a visit was made, and nobody arrived")


def _when_arrivals_were_learned() -> datetime:
    """When this house learned to write them down: with the migration that brought the table."""
    learned = MigrationRecorder(connection).migration_qs.filter(app="cases", name=LEARNED)
    found: datetime = learned.values_list("applied", flat=True)[0]
    return found


def _seen_there() -> QuerySet[Attendance]:
    """The arrival that is cited, where it was at this customer and at the moment at which the visit counts as made."""
    account = OuterRef("promise__journey__account")
    return Attendance.objects.met().filter(pk=OuterRef("evidence_id"), at=OuterRef("at"), case__account=account)


@slots.audit("I-13", order=30, sentence=gettext_lazy("Who sees an account because they visit it is sent there"))
def visitors_who_are_not_sent() -> Iterator[tuple[Model, str]]:
    """What lets somebody see it ends when they have been there, and when they are not sent any more."""
    sent = Visit.objects.standing().filter(person=OuterRef("person"), promise__journey__account=OuterRef("account"))
    seen = AccountAccess.objects.live(clock.now()).filter(why=AccountAccess.Reason.VISIT, until=None)
    for access in seen.exclude(Exists(sent)).select_related("person").iterator():
        yield access, _("lets {person} see it, who is not sent there").format(person=access.person)
