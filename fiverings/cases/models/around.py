"""Around a case or a person: which kinds of records there are, so that what there is none of is not asked for."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from fiverings.conversations.models import Message
from fiverings.core.written import Written
from fiverings.diagnosis.models import TelemetryEvent
from fiverings.people.models import Person
from fiverings.promises.models import BreachWarning, Expectation, Inquiry, Promise

from .caller import Caller, Whose
from .case import Case
from .case_merge import CaseMerge
from .chasing import Chase
from .diagnosis_review import DiagnosisReview
from .doubt import SeverityDoubt
from .escalating import Escalation
from .felt import FeltSeverity
from .goodwill import Goodwill
from .goodwill_approval import GoodwillApproval
from .handing_off import Handoff
from .helping import CollaborationRequest
from .neighbours import begun_beside
from .parentage import Parentage
from .parts import parts_of
from .proposal import EscalationProposal
from .resolution import Resolution
from .split import Split

OTHERS_AT_MOST = 10
ANSWERED_OR_STANDING = Q(ended_at=None) | ~Q(answer="")


def around(case: Case) -> set[str]:
    """The kinds of which there is at least one."""
    return {kind for kind, is_there in _kinds.first(case.pk).items() if is_there}


@Written
def _kinds(case: int) -> QuerySet[Any]:
    here = {"case": OuterRef("pk")}
    about = {
        "cause": Parentage.objects.standing().filter(child=OuterRef("pk")),
        "caused": Parentage.objects.standing().filter(parent=OuterRef("pk")),
        "told": Message.objects.told().filter(thread__journey=OuterRef("journey"), is_beside=False),
        "split_off": Split.objects.filter(part=OuterRef("pk")),
        "apart": Split.objects.standing().filter(**here),
        "chase": Chase.objects.filter(**here),
        "escalation": Escalation.objects.unended().filter(**here),
        "goodwill": Goodwill.objects.filter(case__in=parts_of(case)),
        "approval": GoodwillApproval.objects.unended().filter(**here),
        "merge": CaseMerge.objects.standing().filter(survivor=OuterRef("pk")),
        "offer": Handoff.objects.filter(outcome=Handoff.Outcome.OFFERED, **here),
        "request": CollaborationRequest.objects.filter(ANSWERED_OR_STANDING, **here),
        "proposal": EscalationProposal.objects.unanswered().filter(**here),
        "resolution": Resolution.objects.filter(**here),
        "expectation": Expectation.objects.filter(subject_label="cases.case", subject_id=OuterRef("pk")),
        "inquiry": Inquiry.objects.standing().filter(message__thread__journey=OuterRef("journey")),
        "breach": Promise.objects.filter(_about_it(case), recovers__to_contact__isnull=False),
        "warning": BreachWarning.objects.about(Case, OuterRef("pk")),
        "doubt": SeverityDoubt.objects.unanswered().filter(**here),
        "feeling": FeltSeverity.objects.filter(**here),
    } | _seen_without_asking()
    return Case.objects.filter(pk=case).values(**{kind: Exists(records) for kind, records in about.items()})


def _seen_without_asking() -> dict[str, Any]:
    """From where they call, what machines say, and whether others have a problem at the same time."""
    return {
        "caller": Caller.objects.filter(whose=Whose.ELSEWHERE, case=OuterRef("pk")),
        "alarm": TelemetryEvent.objects.standing().filter(account=OuterRef("account")),
        "beside": begun_beside(Case.objects.all()),
    }


def _about_it(case: int) -> Q:
    """What is promised about the case, or about what is part of it now."""
    return Q(subject_id__in=parts_of(case), subject_label="cases.case")


def asked_of(person: Person) -> set[str]:
    """The kinds of which somebody waits for this person's answer, or they for somebody's, seen or not; and whether
    a guide proposes anything to anybody, a severity is in doubt, or a review is open."""
    return {kind for kind, is_there in _asked.first(person.pk).items() if is_there}


@Written
def _asked(person: int) -> Any:
    this = Person(pk=person)
    asked = {
        "escalation": Escalation.objects.held_by(this),
        "help": CollaborationRequest.objects.held_by(this),
        "approval": GoodwillApproval.objects.held_by(this),
        "offer": Handoff.objects.offered_to(this),
        "request": CollaborationRequest.objects.unended().asked_by(this),
        "proposal": EscalationProposal.objects.unanswered(),
        "cover": Handoff.objects.covering(this),
        "doubt": SeverityDoubt.objects.unanswered(),
        "review": DiagnosisReview.objects.unclosed(),
    }
    return Person.objects.filter(pk=person).values(**{kind: Exists(records) for kind, records in asked.items()})


def also_open(case: Case) -> list[Case]:
    """What else is open for its customer, the latest first."""
    return _open(case.account_id, case.pk)


@Written
def _open(account: int, but: int) -> QuerySet[Case]:
    return Case.objects.open().filter(account=account).exclude(pk=but).latest_first()[:OTHERS_AT_MOST]
