"""What stands beside promises: our standards, what a customer expects and pays, and what we wait for.

Each event also holds the matter that it is about, so that this finds its lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.conversations.models import Journey, Message
    from fiverings.customers.models import Contact

    from ..models import ChargeDisclosure, Expectation, Guarantee, Inquiry, Pause


@dataclass(frozen=True)
class StandardSet(Event):
    """We hold ourselves to another standard from now on."""

    guarantee: Guarantee
    sentence = _("{by} set our standard: {guarantee}")


@dataclass(frozen=True)
class ExpectationAsked(Event):
    """A customer is asked, in a message of ours, by when they need it."""

    inquiry: Inquiry
    journey: Journey
    matter: models.Model
    contact: Contact
    found_by = ("matter",)
    sentence = _("{by} asked {contact} by when they need it")


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
