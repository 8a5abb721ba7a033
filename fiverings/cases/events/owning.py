"""A case changes its owner, or nearly does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from ..models import Case, CollaborationRequest, Handoff, Takeover


@dataclass(frozen=True)
class HandoffOffered(Event):
    """The owner asked a colleague to own a case; until it is accepted nothing changes."""

    case: Case
    handoff: Handoff
    giver: Person
    receiver: Person
    quotes = ("{handoff.note}", _("What comes next: {handoff.next_step}"), _("Why: {handoff.why}"))
    sentence = _("{case} was offered to {receiver}; until then {giver} owns it")

    def told_to(self) -> Iterable[Person]:
        return [self.receiver]


@dataclass(frozen=True)
class CaseHandedOff(Event):
    """A colleague accepted a case, and owns it from now on."""

    case: Case
    handoff: Handoff
    giver: Person
    receiver: Person
    quotes = ("{handoff.read_back}",)
    sentence = _("{receiver} accepted {case} from {giver} and owns it")

    def told_to(self) -> Iterable[Person]:
        return [self.giver]


@dataclass(frozen=True)
class HandoffDeclined(Event):
    """A case stays with its owner."""

    case: Case
    handoff: Handoff
    giver: Person
    sentence = _("{by} declined {case}; {giver} still owns it")

    def told_to(self) -> Iterable[Person]:
        return [self.giver, *self.handoff.whoever_lets_them_go()]


@dataclass(frozen=True)
class CaseCameBack(Event):
    """A case went to a colleague and came back: it is passed on no more, both work on it."""

    case: Case
    request: CollaborationRequest
    owner: Person
    other: Person
    leads: list[Person]
    sentence = _("{case} went to and fro between {owner} and {other}: {owner} keeps it, and both settle it together")

    def told_to(self) -> Iterable[Person]:
        return self.leads


@dataclass(frozen=True)
class CaseTakenOver(Event):
    """A lead took a case over, and said why."""

    case: Case
    takeover: Takeover
    giver: Person
    taker: Person
    quotes = ("{takeover.reason}",)
    sentence = _("{taker} took {case} over from {giver}")

    def told_to(self) -> Iterable[Person]:
        return [person for person in (self.giver, self.taker) if person.is_active]
