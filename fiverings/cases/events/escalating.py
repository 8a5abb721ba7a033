"""Authority or urgency is asked for, of a named person, by the clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from ..models import Case, Escalation


@dataclass(frozen=True)
class CaseEscalated(Event):
    """Somebody is asked to decide; a rule may have asked for it."""

    case: Case
    escalation: Escalation
    holder: Person
    owner: Person
    rule: str
    opens = ("escalation",)
    quotes = ("{escalation.reason}", _("Needed: {escalation.needed}"))
    sentence = _("{by} escalated {case} to {holder}; {owner} owns it")
    unseen = _("{by} escalated a case to {holder}; {owner} owns it")

    def told_to(self) -> Iterable[Person]:
        return [self.holder, self.owner]


@dataclass(frozen=True)
class EscalationAccepted(Event):
    """Its holder decides, by our standard."""

    case: Case
    escalation: Escalation
    holder: Person
    owner: Person
    sentence = _("{holder} accepted the escalation of {case}")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class EscalationClimbed(Event):
    """Nobody accepted it in time; who stands above is asked now."""

    case: Case
    escalation: Escalation
    holder: Person
    before: Person
    level: int
    opens = ("escalation",)
    sentence = _("{before} did not accept the escalation of {case} in time; {holder} is asked now")
    unseen = _("{before} did not accept the escalation of a case in time; {holder} is asked now")

    def told_to(self) -> Iterable[Person]:
        return [self.holder, self.before, self.case.owner]


@dataclass(frozen=True)
class EscalationStillWaits(Event):
    """Nobody stands above its holder; the time to accept begins again."""

    case: Case
    escalation: Escalation
    holder: Person
    opens = ("escalation",)
    sentence = _("The escalation of {case} still waits for {holder}")
    unseen = _("The escalation of a case still waits for {holder}")

    def told_to(self) -> Iterable[Person]:
        return [self.holder]


@dataclass(frozen=True)
class EscalationOverran(Event):
    """It was not decided in time; who stands above is asked now."""

    case: Case
    escalation: Escalation
    holder: Person
    before: Person
    opens = ("escalation",)
    sentence = _("{before} did not decide about {case} in time; {holder} is asked now")
    unseen = _("{before} did not decide about a case in time; {holder} is asked now")

    def told_to(self) -> Iterable[Person]:
        return [self.holder, self.before, self.case.owner]


@dataclass(frozen=True)
class EscalationDecided(Event):
    """Its holder decided; the owner does what was decided."""

    case: Case
    escalation: Escalation
    holder: Person
    owner: Person
    quotes = ("{escalation.decision}", _("On the authority of: {escalation.authority}"))
    sentence = _("{holder} decided about {case}; {owner} carries it out")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class EscalationClosed(Event):
    """What was decided met the need."""

    case: Case
    escalation: Escalation
    holder: Person
    sentence = _("{by} has what the escalation of {case} was for")
    unseen = _("{by} has what the escalation of a case was for")

    def told_to(self) -> Iterable[Person]:
        return [self.holder]


@dataclass(frozen=True)
class EscalationWithdrawn(Event):
    """It is not needed after all."""

    case: Case
    escalation: Escalation
    holder: Person
    sentence = _("{by} withdrew the escalation of {case}")
    unseen = _("{by} withdrew the escalation of a case")

    def told_to(self) -> Iterable[Person]:
        return [self.holder]
