"""What can happen to a promise, and to what a customer expects, pays and waits for.

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
    from fiverings.conversations.models import Journey, Message
    from fiverings.customers.models import Contact
    from fiverings.people.models import Person

    from .models import (
        ChargeDisclosure,
        Expectation,
        Guarantee,
        Pause,
        Promise,
        PromiseAttempt,
        PromiseConsent,
        Renegotiation,
    )


@dataclass(frozen=True)
class StandardSet(Event):
    """We hold ourselves to another standard from now on."""

    guarantee: Guarantee
    sentence = _("{by} set our standard: {guarantee}")


@dataclass(frozen=True)
class ExpectationHeard(Event):
    """A customer said what they expect, and by when; or could not say."""

    expectation: Expectation
    journey: Journey
    matter: models.Model
    contact: Contact | None
    found_by = ("matter",)
    sentence = _("{by} noted what {contact} expects: {expectation}")
    of_nobody_named = _("{by} noted what they expect: {expectation}")

    def tell(self) -> str:
        """By the name of who expects it, where somebody is named."""
        if self.contact is not None:
            return super().tell()
        return str(self.of_nobody_named).format(by=getattr(self, "by", None) or "Five Rings", **self.values())


@dataclass(frozen=True)
class PromiseTold(Event):
    """A promise exists from now on: a customer was told, or one of us took it upon themselves."""

    promise: Promise
    journey: Journey
    matter: models.Model
    contact: Contact | None
    person: Person
    found_by = ("promise", "matter")
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
class PromiseBroken(Event):
    """The time of a promise passed without its being kept; the recovery is owed now."""

    promise: Promise
    journey: Journey
    matter: models.Model
    recovery: Promise
    person: Person
    found_by = ("promise", "recovery", "matter")
    opens = ("matter",)
    sentence = _("A promise was broken: {promise}")

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
    sentence = _("{by} noted that {contact} agrees to what we told: {promise}")


@dataclass(frozen=True)
class PromiseReleased(Event):
    """A promise is no longer owed, and somebody said why."""

    promise: Promise
    journey: Journey
    matter: models.Model
    found_by = ("promise", "matter")
    sentence = _("{by} released a promise: {promise}")


@dataclass(frozen=True)
class ChargeDisclosed(Event):
    """A customer was told what this costs, or when we will tell them."""

    disclosure: ChargeDisclosure
    journey: Journey
    matter: models.Model
    contact: Contact
    found_by = ("matter",)
    sentence = _("{by} told {contact} about cost: {disclosure}")


@dataclass(frozen=True)
class ChargeAcknowledged(Event):
    """A customer said that they know what this costs."""

    disclosure: ChargeDisclosure
    journey: Journey
    matter: models.Model
    found_by = ("matter",)
    sentence = _("{disclosure.told_to} acknowledged the cost: {disclosure}")


@dataclass(frozen=True)
class PauseBegun(Event):
    """Our clock stands still: we asked the customer something and they know that we wait."""

    pause: Pause
    journey: Journey
    matter: models.Model
    question: Message
    found_by = ("matter",)
    sentence = _("Our clock is paused: {by} asked the customer")


@dataclass(frozen=True)
class PauseEnded(Event):
    """Our clock runs again."""

    pause: Pause
    journey: Journey
    matter: models.Model
    found_by = ("matter",)
    sentence = _("Our clock runs again")
