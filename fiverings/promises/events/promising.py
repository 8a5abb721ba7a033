"""What can happen to a promise.

Each event also holds the matter that it is about, so that this finds its lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.conversations.models import Journey
    from fiverings.customers.models import Contact
    from fiverings.people.models import Person

    from ..models import Promise, PromiseAttempt, PromiseConsent, Renegotiation


@dataclass(frozen=True)
class PromiseTold(Event):
    """A promise exists from now on: a customer was told, or one of us took it upon themselves."""

    promise: Promise
    journey: Journey
    matter: models.Model
    contact: Contact | None
    person: Person
    found_by = ("promise", "matter")
    heard = "promise"
    sentence = _("{by} promised: {promise}")


@dataclass(frozen=True)
class PromiseAttempted(Event):
    """We tried to keep a promise and reached nobody; it is still owed."""

    promise: Promise
    journey: Journey
    matter: models.Model
    attempt: PromiseAttempt
    found_by = ("promise", "matter")
    sentence = _("{by} tried in vain to keep a promise: {promise}")


@dataclass(frozen=True)
class PromiseKept(Event):
    """What was promised was done in time."""

    promise: Promise
    journey: Journey
    matter: models.Model
    evidence: models.Model | None
    found_by = ("promise", "matter")
    sentence = _("A promise was kept: {promise}")


@dataclass(frozen=True)
class PromiseMayBreak(Event):
    """A promise is likely to break, or half of its time is over and nothing was done; who owes it is warned."""

    promise: Promise
    journey: Journey
    matter: models.Model
    person: Person
    found_by = ("promise", "matter")
    opens = ("matter",)
    sentence = _("A promise may break: {promise}")

    def told_to(self) -> Iterable[Person]:
        """Who owes it can still call, ask for help, or agree on another time."""
        return [self.person]


@dataclass(frozen=True)
class PromiseBroken(Event):
    """The time of a promise passed without its being kept; the recovery is owed now."""

    promise: Promise
    journey: Journey
    matter: models.Model
    recovery: Promise
    person: Person
    found_by = ("promise", "recovery", "matter")
    opens = ("matter",)
    sentence = _("{promise.unkept}: {matter}")

    @classmethod
    def reaches(cls) -> list[tuple[str, str]]:
        """Whom it was promised to is asked for with the others."""
        return [*super().reaches(), ("promise", "to_contact")]

    def told_to(self) -> Iterable[Person]:
        """Who owed it makes it right."""
        return [self.person]


@dataclass(frozen=True)
class PromiseFulfilledLate(Event):
    """What a broken promise said was done after all."""

    promise: Promise
    journey: Journey
    matter: models.Model
    evidence: models.Model | None
    found_by = ("promise", "matter")
    sentence = _("A broken promise was fulfilled late: {promise}")


@dataclass(frozen=True)
class PromiseReplaced(Event):
    """A customer agreed in time to another promise in place of this one."""

    promise: Promise
    journey: Journey
    matter: models.Model
    replacement: Promise
    renegotiation: Renegotiation
    found_by = ("promise", "replacement", "matter")
    heard = "renegotiation"
    sentence = _("{by} changed a promise with the consent of the customer: {replacement}")


@dataclass(frozen=True)
class PromiseConsented(Event):
    """A customer who expects it sooner agreed to the time that we had told them."""

    promise: Promise
    journey: Journey
    matter: models.Model
    consent: PromiseConsent
    contact: Contact
    found_by = ("promise", "matter")
    heard = "consent"
    sentence = _("{by} noted that {contact} agrees to what we told: {promise}")


@dataclass(frozen=True)
class PromiseReleased(Event):
    """A promise is no longer owed, and somebody said why."""

    promise: Promise
    journey: Journey
    matter: models.Model
    found_by = ("promise", "matter")
    sentence = _("{by} released a promise: {promise}")
