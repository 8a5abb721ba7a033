"""A case as somebody reads its page: what several parts of the page need is asked once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from fiverings.core import clock
from fiverings.customers.models import Contact
from fiverings.people.models import Person
from fiverings.promises.models import Outstanding

from ..models import Case, CollaborationRequest, Due, Escalation, Handoff, Resolution

OTHERS_AT_MOST = 10
ANSWERS_AT_MOST = 5


class Reading:
    """One request for the page of a case, or for a part of it."""

    def __init__(self, request: HttpRequest, case: Case) -> None:
        self.request, self.case = request, case
        self.person: Person = request.person  # type: ignore[attr-defined]

    def may(self, right: str) -> bool:
        return self.person.may(right)

    @cached_property
    def listener(self) -> Contact | None:
        """Whom we answer."""
        return self.case.listener()

    @cached_property
    def offer(self) -> Handoff | None:
        return self.case.offer()

    @cached_property
    def escalation(self) -> Escalation | None:
        """The one that has not ended."""
        return self.case.escalations.unended().select_related("raised_by", "holder").first()

    @cached_property
    def requests(self) -> list[CollaborationRequest]:
        """The help that is asked for or given, the first first; then the last answers, the latest first."""
        asked = self.case.requests.filter(Q(ended_at=None) | ~Q(answer="")).select_related("holder")
        found = list(asked.order_by("-ended_at", "asked_at", "id"))
        standing = [each for each in found if each.ended_at is None]
        return [*standing, *found[len(standing) :][:ANSWERS_AT_MOST]]

    @cached_property
    def resolutions(self) -> list[Resolution]:
        """What was proposed, the latest first."""
        return list(self.case.resolutions.select_related("proposed_by").order_by("-id"))

    @cached_property
    def owed(self) -> list[tuple[Outstanding, Due]]:
        """What is owed about it and how that stands, the next due first."""
        owed = self.case.owed().prefetch_related("promise__recovers__to_contact")
        owed = owed.select_related("person", "promise__to_contact", "promise__expectation")
        return [(each, Due.about(self.case, each, at=clock.now())) for each in owed]

    @cached_property
    def others(self) -> list[Case]:
        """What else is open for them, the latest first."""
        return list(self.case.mergeable().latest_first()[:OTHERS_AT_MOST])

    @cached_property
    def may_propose(self) -> bool:
        return self.may("cases.propose") and self.case.may_propose(self.person)

    @cached_property
    def missing(self) -> list[Any]:
        """What is missing at the gate, while it stands there."""
        return self.case.missing() if self.case.state == Case.State.INTAKE else []
