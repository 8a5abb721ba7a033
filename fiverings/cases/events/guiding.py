"""What the guide to escalating says, and to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from ..models import Case, EscalationGuide, EscalationProposal


@dataclass(frozen=True)
class EscalationGuideSet(Event):
    """Other rules say when a case is escalated from now on."""

    guide: EscalationGuide
    before: EscalationGuide
    number: int
    sentence = _("{by} set the guide to escalating: {guide}")


@dataclass(frozen=True)
class EscalationProposed(Event):
    """A rule of the guide proposes to escalate a case; its owner says whether."""

    case: Case
    proposal: EscalationProposal
    owner: Person
    lead: Person
    rule: str
    version: int
    quotes = ("{proposal.name}: {proposal.reason}",)
    sentence = _("The guide proposes to escalate {case}; {owner} says whether")

    def told_to(self) -> Iterable[Person]:
        return [self.owner, self.lead]


@dataclass(frozen=True)
class EscalationProposalDeclined(Event):
    """Somebody says that a case need not be escalated, though a rule proposed it."""

    case: Case
    proposal: EscalationProposal
    owner: Person
    rule: str
    sentence = _("{by} declined to escalate {case}, as the guide proposed")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]
