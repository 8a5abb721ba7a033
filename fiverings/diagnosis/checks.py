"""What the audit asks of evidence: what a machine is said to say, a machine said."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import F, Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import slots

from .models import Evidence, Source

LEARNED = "0013_telemetry"


@slots.audit("I-07", order=30, sentence=gettext_lazy("What a machine is said to say, a machine said"))
def machines_that_said_nothing() -> Iterator[tuple[Model, str]]:
    """Since alarms are written down here, evidence of a machine names one, of equipment of the same customer."""
    learned = MigrationRecorder(connection).migration_qs.filter(app="diagnosis", name=LEARNED)
    told = Evidence.objects.filter(source=Source.TELEMETRY, at__gte=learned.values("applied")[:1])
    for each in told.filter(event=None).iterator():
        yield each, _("is told of a machine, and names no alarm")
    theirs = Q(event__account=F("session__journey__account")) | Q(event__account=F("session__journey__opened_for"))
    for each in Evidence.objects.exclude(event=None).exclude(theirs).iterator():
        yield each, _("names an alarm of another customer")
