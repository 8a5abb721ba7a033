"""What the audit asks of cases: who owns them, and who holds what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock, slots
from fiverings.core.rebuilding import Line
from fiverings.core.references import Reference
from fiverings.people.models import Role

from .models import Case, CollaborationRequest, Escalation, Handoff, Kind, Outcome, Severity, Takeover
from .models.rebuilding import LABEL, as_they_stand, retold

SEEN_WITHIN = timedelta(seconds=60)
Broken = Iterator[tuple[models.Model, str]]


@slots.audit("I-01", order=10, sentence=gettext_lazy("An open case is owned by an advocate who works here"))
def owners_who_may_not_own() -> Broken:
    """The database asks each owner when a case or a person changes."""
    may = Q(owner__roles__contains=[Role.ADVOCATE])
    interim = Q(kind=Kind.INTERNAL, owner__roles__contains=[Role.SPECIALIST])
    owned = Case.objects.open().exclude(Q(owner__is_active=True) & (may | interim))
    for case in owned.select_related("owner").iterator():
        yield case, _("belongs to {owner}, who may not own it").format(owner=case.owner)


@slots.audit("I-02", order=10, sentence=gettext_lazy("A case changes hands only by an accepted handoff or a takeover"))
def owners_whom_nobody_handed_it_to() -> Broken:
    """Whoever owns it now accepted it or took it over, once it left the hands of who owned it first."""
    accepted = Handoff.objects.filter(case=OuterRef("pk"), outcome=Outcome.ACCEPTED)
    taken = Takeover.objects.filter(case=OuterRef("pk"))
    changed = Case.objects.filter(Exists(accepted) | Exists(taken))
    theirs = Exists(accepted.filter(receiver=OuterRef("owner"))) | Exists(taken.filter(taker=OuterRef("owner")))
    for case in changed.exclude(theirs).select_related("owner").iterator():
        yield case, _("belongs to {owner}, and nobody handed it to them").format(owner=case.owner)


@slots.audit("I-31", order=10, sentence=gettext_lazy("Whatever is asked of us is held by somebody, by a time"))
def asked_of_nobody() -> Broken:
    """Who holds it works here and is not late; what is late climbs by the clock within a minute."""
    late = Q(accept_by__lt=clock.now() - SEEN_WITHIN)
    for request in CollaborationRequest.objects.unended().filter(
        Q(holder__is_active=False) | (late & Q(state=CollaborationRequest.State.ASKED))
    ):
        yield request, _("is held by {holder}, and nobody above was asked in time").format(holder=request.holder)
    undecided = Q(state=Escalation.State.HELD, resolve_by__lt=clock.now() - SEEN_WITHIN)
    untaken = late & Q(state=Escalation.State.RAISED)
    gone = Q(holder__is_active=False) & ~Q(state=Escalation.State.DECIDED)
    for escalation in Escalation.objects.unended().filter(gone | untaken | undecided):
        yield escalation, _("is held by {holder}, and nobody above was asked in time").format(holder=escalation.holder)


@slots.audit("I-07", order=10, sentence=gettext_lazy("A severity stands on its answers, on a rule or on a reason"))
def severities_stand_on_their_ground() -> Broken:
    """The answers of a settled session allow what was said, and the column repeats what was said last."""
    asked = Severity.objects.exclude(session=None).select_related("session__version__guide")
    for severity in asked.prefetch_related("session__evidence").iterator(chunk_size=500):
        session = severity.session
        if session.settled_level != severity.level or session.finding().refusal(severity.level):
            yield severity, _("is not what its answers allow")
    before = Severity.objects.filter(case=OuterRef("case"), pk__lt=OuterRef("pk")).order_by("-pk").values("by")[:1]
    lowered = Severity.objects.filter(ground=Severity.Ground.LOWERED).annotate(before=Subquery(before))
    for severity in lowered.filter(by=F("before")):
        yield severity, _("was lowered by who had set it")
    last = Severity.objects.filter(case=OuterRef("pk")).order_by("-at", "-id").values("level")[:1]
    said = Case.objects.annotate(said=Subquery(last)).exclude(severity=F("said")).exclude(severity=None, said=None)
    for case in said.iterator():
        yield case, _("says severity {level}, which is not what was said last").format(level=case.severity)


@slots.rebuild(LABEL, stands=as_they_stand)
def case_as_its_lines_tell_it(case: Reference, lines: Iterable[Line]) -> dict[str, Any]:
    """State, owner, severity, and what became of its promises."""
    return retold(case, lines)
