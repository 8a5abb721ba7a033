"""What the audit asks of absences: that nothing which cannot wait stays with somebody who is away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock, slots
from fiverings.people.models import Absence
from fiverings.promises.models import Outstanding

from ..models import Case, Handoff, Outcome
from ..models.rebuilding import LABEL

SEEN_WITHIN = timedelta(seconds=60)


@slots.audit("I-01", order=20, sentence=gettext_lazy("What cannot wait is not left with an owner who is away"))
def left_with_who_is_away() -> Iterator[tuple[Case, str]]:
    """Within a minute the clock asks a colleague for each, and gives it to who must when nobody is left to ask."""
    seen = clock.now() - SEEN_WITHIN
    lasting = Absence.objects.at(clock.now()).filter(since__lt=seen).order_by("person", "-until").distinct("person")
    asked = Handoff.objects.filter(Q(outcome=Outcome.OFFERED) | Q(answered_at__gte=seen), case=OuterRef("pk"))
    told = Outstanding.objects.filter(subject_label=LABEL, subject_id=OuterRef("pk"), promise__told_at__lt=seen)
    for absence in lasting.select_related("person"):
        soon = Q(next_due_at__lt=absence.until) & Exists(told.filter(due_at__lt=absence.until))
        theirs = Case.objects.open().owned_by(absence.person).exclude(Exists(asked))
        for case in theirs.filter(soon | Q(waiting_since__lt=seen)).iterator():
            yield case, _("cannot wait for {owner}, who is away").format(owner=absence.person)
