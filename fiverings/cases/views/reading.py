"""A case as somebody reads its page: what several parts of the page need is asked once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from functools import cached_property
from typing import Any

from django.forms import Form
from django.http import HttpRequest

from fiverings.core import clock
from fiverings.customers.models import Contact
from fiverings.people.models import Person
from fiverings.promises.models import ChargeDisclosure, Expectation, Outstanding
from fiverings.promises.models import Kind as Promised

from ..models import (
    ANSWERED_OR_STANDING,
    Case,
    CaseMerge,
    Chase,
    CollaborationRequest,
    Due,
    Escalation,
    EscalationProposal,
    GoodwillApproval,
    Handoff,
    Resolution,
    TheirAnswer,
    Visit,
    also_open,
)
from ..models.package import as_it_stands
from ..panels.gathered import kinds_around, read_beside

ANSWERS_AT_MOST = 5


def _onlooker(person: Person) -> Person:
    """Somebody who is asked and has not accepted: they read the case, and act on nothing but what they are asked."""
    looking = copy(person)
    looking.roles = []
    return looking


class Reading:
    """One request for the page of a case, or for a part of it."""

    def __init__(self, request: HttpRequest, case: Case, *, refused: Mapping[str, Form] | None = None) -> None:
        self.request, self.case, self.refused = request, case, refused or {}
        self.person: Person = request.person  # type: ignore[attr-defined]
        if not case.is_worked_on_by(self.person):
            self.person = _onlooker(self.person)

    def may(self, right: str) -> bool:
        return self.person.may(right)

    @cached_property
    def listener(self) -> Contact | None:
        """Whom we answer."""
        return self.case.listener()

    @cached_property
    def around(self) -> set[str]:
        """Which kinds of records there are about it: what there is none of is not asked for."""
        return kinds_around(self.request, self.case)

    @cached_property
    def offer(self) -> Handoff | None:
        offer = self.case.offer() if "offer" in self.around else None
        return as_it_stands(offer, at=clock.now()) if offer else None

    @cached_property
    def escalation(self) -> Escalation | None:
        """The one that has not ended."""
        if "escalation" not in self.around:
            return None
        return self.case.escalations.unended().select_related("raised_by", "holder", "guide").first()

    @cached_property
    def approval(self) -> GoodwillApproval | None:
        """The goodwill that somebody is asked to allow."""
        return self.case.asked_to_grant() if "approval" in self.around else None

    @cached_property
    def proposals(self) -> list[EscalationProposal]:
        """What rules of the guide propose, the first first."""
        if "proposal" not in self.around:
            return []
        return list(self.case.proposals.unanswered().select_related("guide").order_by("at", "id"))

    @cached_property
    def chases(self) -> list[Chase]:
        """How they came to us before we came to them, the latest first."""
        if "chase" not in self.around:
            return []
        return list(self.case.chases.order_by("-number").select_related("contact"))

    @cached_property
    def taken_in(self) -> list[CaseMerge]:
        """What became part of it, the latest first."""
        if "merge" not in self.around:
            return []
        return list(self.case.merged_cases.standing().select_related("case").order_by("-at"))

    @cached_property
    def requests(self) -> list[CollaborationRequest]:
        """The help that is asked for or given, the first first; then the last answers, the latest first."""
        if "request" not in self.around:
            return []
        asked = self.case.requests.filter(ANSWERED_OR_STANDING).select_related("holder", "asked_by", "to_team")
        found = list(asked.order_by("-ended_at", "asked_at", "id"))
        standing = [each for each in found if each.ended_at is None]
        return [*standing, *found[len(standing) :][:ANSWERS_AT_MOST]]

    @cached_property
    def resolutions(self) -> list[Resolution]:
        """What was proposed, the latest first."""
        if "resolution" not in self.around:
            return []
        return list(self.case.resolutions.select_related("proposed_by").order_by("-id"))

    @cached_property
    def costs(self) -> list[ChargeDisclosure]:
        """What they were told about cost, the latest first."""
        return list(self.case.costs())

    @cached_property
    def owed(self) -> list[tuple[Outstanding, Due]]:
        """What is owed about it and how that stands: what is broken, then the next due first."""
        owed = [(each, Due.about(self.case, each, at=clock.now())) for each in self.case.owed_as_read()]
        return sorted(owed, key=lambda each: not each[1].is_broken)

    @cached_property
    def who_comes(self) -> dict[int, Person]:
        """Who goes there instead of whoever owes the visit, by its promise; asked only where there is one."""
        visits = [due.promise.pk for _owed, due in self.owed if due.promise.kind == Promised.VISIT]
        return Visit.who_goes(visits) if visits else {}

    @cached_property
    def heard(self) -> Expectation | None:
        """What they expect now, which is mostly what they expected when they were told."""
        promises = [owed.promise for owed, _due in self.owed]
        known = {each.expectation_id: each.expectation for each in promises}
        latest = next((owed.heard for owed, _due in self.owed), None)  # type: ignore[attr-defined]
        if latest is None or latest in known:
            return known.get(latest)
        return Expectation.current(self.case)

    def read_so_far(self) -> Iterator[Any]:
        """The records of the case that other parts of the page have asked for, and that its story may tell of."""
        read = vars(self)
        yield from (*read.get("chases", ()), *read.get("costs", ()))
        for owed, _due in read.get("owed", ()):
            yield from (each for each in (owed.promise, owed.promise.expectation) if each)
        yield from read_beside(self.request)

    @cached_property
    def answer(self) -> TheirAnswer | None:
        """What they answered when we asked by mail by when they need it, and nobody has written down yet."""
        return self.case.their_answer() if "inquiry" in self.around else None

    @cached_property
    def others(self) -> list[Case]:
        """What else is open for them, the latest first."""
        return also_open(self.case)

    @cached_property
    def may_propose(self) -> bool:
        return self.may("cases.propose") and self.case.may_propose(self.person)

    @cached_property
    def missing(self) -> list[Any]:
        """What is missing at the gate, while it stands there."""
        return self.case.missing() if self.case.state == Case.State.INTAKE else []
