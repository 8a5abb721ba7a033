"""What the audit asks of cases: who owns them, who holds what is asked, how they end, and where they go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.conversations.models import Message, Participant
from fiverings.core import clock, slots
from fiverings.core.auditing import with_last_line
from fiverings.core.rebuilding import Line
from fiverings.core.references import Reference
from fiverings.customers.models import AccountAccess, ContactAddress
from fiverings.people.models import Role
from fiverings.promises.models import Outstanding, Pause, Promise

from ..models import (
    REOPENS_WITHIN,
    Case,
    CaseMerge,
    Chase,
    Closure,
    CollaborationRequest,
    Escalation,
    Farewell,
    Handoff,
    Kind,
    Outcome,
    Severity,
    State,
    Takeover,
    told_later_than_expected_at_the_gate,
)
from ..models.rebuilding import LABEL, as_they_stand, retold

SEEN_WITHIN = timedelta(seconds=60)
Broken = Iterator[tuple[models.Model, str]]


@slots.audit("I-01", order=10, sentence=gettext_lazy("An open case is owned by an advocate who works here"))
def owners_who_may_not_own() -> Broken:
    """The database asks each owner when a case or a person changes."""
    may = Q(owner__roles__contains=[Role.ADVOCATE])
    interim = Q(kind=Kind.INTERNAL, owner__roles__contains=[Role.SPECIALIST])
    for case in Case.objects.open().exclude(may | interim, owner__is_active=True).select_related("owner").iterator():
        yield case, with_last_line(case, _("belongs to {owner}, who may not own it").format(owner=case.owner))


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
    unanswered = Q(holder__is_active=False) | (late & Q(state=CollaborationRequest.State.ASKED))
    for request in CollaborationRequest.objects.unended().filter(unanswered):
        yield request, _("is held by {holder}, and nobody above was asked in time").format(holder=request.holder)
    undecided = Q(state=Escalation.State.HELD, resolve_by__lt=clock.now() - SEEN_WITHIN)
    untaken = late & Q(state=Escalation.State.RAISED)
    gone = Q(holder__is_active=False) & ~Q(state=Escalation.State.DECIDED)
    for escalation in Escalation.objects.unended().filter(gone | untaken | undecided):
        yield escalation, _("is held by {holder}, and nobody above was asked in time").format(holder=escalation.holder)
    for farewell in Farewell.objects.past_their_time(clock.now() - SEEN_WITHIN):
        yield farewell, _("has not come to an end: nobody may take over what is theirs")


@slots.audit("I-07", order=10, sentence=gettext_lazy("A severity stands on its answers, on a rule or on a reason"))
def severities_stand_on_their_ground() -> Broken:
    """The answers of a settled session allow what was said, and the column repeats what was said last."""
    settled = Severity.objects.exclude(session=None).select_related("session")
    asked = settled.prefetch_related("session__version__guide", "session__evidence", "session__follows__evidence")
    for severity in asked.iterator(chunk_size=500):
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


@slots.audit("I-13", order=10, sentence=gettext_lazy("What is said about a case reaches only who takes part in it"))
def words_to_others() -> Broken:
    """Whom we wrote to takes part in the conversation, and whom we promised is of the account."""
    addresses = ContactAddress.objects.filter(contact=OuterRef(OuterRef("contact")))
    they = Q(contact=OuterRef("contact")) | Q(address__in=addresses.values("address"))
    readers = Participant.objects.filter(they, thread=OuterRef("thread"))
    told = Message.objects.filter(direction="out", told_at__isnull=False).exclude(contact=None)
    theirs = Q(contact__account=F("thread__journey__account"))
    for message in told.exclude(theirs).exclude(Exists(readers)).iterator():
        yield message, _("was told to somebody who takes no part")
    promised = Promise.objects.filter(subject_label=LABEL).to_customers()
    for promise in promised.exclude(to_contact__account=F("journey__account")).iterator():
        yield promise, _("was promised to somebody of another account")


@slots.audit("I-13", order=20, sentence=gettext_lazy("Who looks at an account because they are asked is still asked"))
def onlookers_whom_nobody_asks() -> Broken:
    """What lets somebody look ends when they decline, and when they are not asked any more."""
    about = {"holder": OuterRef("person"), "case__account": OuterRef("account")}
    asked = [Exists(kind.objects.unanswered().filter(**about)) for kind in (CollaborationRequest, Escalation)]
    for access in AccountAccess.objects.to_look().live(clock.now()).exclude(asked[0] | asked[1]).iterator():
        yield access, _("lets {person} look, who is asked nothing").format(person=access.person)


@slots.audit("I-19", order=10, sentence=gettext_lazy("A case ends by the word of its customer, or by long silence"))
def ends_that_nobody_confirmed() -> Broken:
    """Each closure stands on its ground, each ended case has one, and none is final before its fourteen days."""
    for closure in Closure.objects.though_promised().iterator():
        yield closure, _("says that nobody asked, and they were promised something")
    for closure in Closure.objects.of_another_case().iterator():
        yield closure, _("cites what was proposed about another case")
    for closure in Closure.objects.without_their_word().iterator():
        yield closure, _("says that they confirmed it, and no word of theirs is on record")
    silent = Closure.objects.filter(ground=Closure.Ground.SILENCE)
    for closure in silent.select_related("case__account__calendar__current", "resolution__message").iterator():
        if not closure.was_silence_long_enough():
            yield closure, _("takes for silence what was not asked on two days and waited for")
    standing = Closure.objects.filter(case=OuterRef("pk"), reopening=None)
    ended = Case.objects.closed().annotate(has_end=Exists(standing))
    for case in ended.filter(has_end=False).iterator():
        yield case, _("ended, and nothing says how")
    for case in Case.objects.filter(state=State.CLOSED, ended_at__gt=clock.now() - REOPENS_WITHIN).iterator():
        yield case, _("is closed for good before its fourteen days")


@slots.audit("I-20", order=10, sentence=gettext_lazy("What is merged leads to its survivor, and leaves every clock"))
def merged_ones_that_still_live() -> Broken:
    """A merge names the survivor; no thread and no promise stays with what was merged."""
    named = CaseMerge.objects.standing().filter(case=OuterRef("pk"), survivor=OuterRef("merged_into"))
    for case in Case.objects.filter(state=State.MERGED).exclude(Exists(named)).iterator():
        yield case, _("is part of another case, and no merge says so")
    for case in Case.objects.filter(state=State.MERGED, journey__thread__isnull=False).distinct().iterator():
        yield case, _("is part of another case, and something is still said about it here")
    owed = Outstanding.objects.filter(subject_label=LABEL, subject_id=OuterRef("pk"))
    for case in Case.objects.filter(Exists(owed), state=State.MERGED).iterator():
        yield case, _("is part of another case, and something is still owed about it here")
    for case in Case.objects.filter(state=State.MERGED).exclude(journey__account=F("merged_into__journey__account")):
        yield case, _("is part of a case of another customer")


@slots.audit("I-03", order=10, sentence=gettext_lazy("An open case has a promise that stands"))
def open_ones_that_nobody_promised() -> Broken:
    """Whatever is open, something is owed about it by somebody, by a time."""
    owed = Outstanding.objects.filter(subject_label=LABEL, subject_id=OuterRef("pk"))
    for case in Case.objects.open().exclude(Exists(owed)).iterator():
        yield case, with_last_line(case, _("is open, and nothing is owed about it"))


@slots.audit("I-06", order=20, sentence=gettext_lazy("Nobody passed the gate whom we told later than they expect"))
def told_later_than_they_expect() -> Broken:
    """Each was promised sooner, or agreed in words."""
    yield from ((each, _("was told for later than they expected")) for each in told_later_than_expected_at_the_gate())


@slots.audit("I-11", order=10, sentence=gettext_lazy("We wait only for who knows our question, never at severity 1"))
def waits_without_a_ground() -> Broken:
    """A case that waits has a pause, of a question that was told; what is most severe waits for nobody."""
    lasting = Pause.objects.lasting().filter(subject_label=LABEL, subject_id=OuterRef("pk"))
    known = lasting.filter(question__told_at__isnull=False, question__direction="out")
    waiting = Case.objects.filter(state=State.WAITING)
    for case in waiting.exclude(Exists(known)).iterator():
        yield case, _("waits for the customer, who was asked nothing")
    yield from ((each, _("waits for the customer, at severity 1")) for each in waiting.filter(severity=1))


@slots.audit("I-21", order=10, sentence=gettext_lazy("Who chases us was promised something, and came to us"))
def chases_that_are_none() -> Broken:
    """A chase is the customer's own word about a promise to them that we still owed."""
    ours = Q(message__direction="out") | ~Q(message__auto="") & Q(message__isnull=False) | Q(call__direction="out")
    settled = Q(promise__outcome__at__lt=F("at")) & ~Q(promise__outcome__kind="broken")
    not_owed = Q(promise__told_at__gt=F("at")) | Q(promise__to_contact=None) | settled
    for chase in Chase.objects.filter(ours).iterator():
        yield chase, _("is nothing that a customer said")
    yield from ((each, _("is about a promise that they did not wait for")) for each in Chase.objects.filter(not_owed))


@slots.rebuild(LABEL, stands=as_they_stand)
def case_as_its_lines_tell_it(case: Reference, lines: Iterable[Line]) -> dict[str, Any]:
    """State, owner, severity, and what became of its promises."""
    return retold(case, lines)
