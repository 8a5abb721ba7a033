"""What can happen to words before they are told: prepared, and sent later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from ..models import Journey, Message, Template, TemplateVersion


@dataclass(frozen=True)
class MessagePlanned(Event):
    """Words were written that are sent at a later moment."""

    message: Message
    journey: Journey
    send_at: datetime
    sentence = _("{by} wrote to {message.contact} what is sent later")


@dataclass(frozen=True)
class MessageReplanned(Event):
    """What is sent later got other words, or another time."""

    message: Message
    before: Message
    journey: Journey
    send_at: datetime
    sentence = _("{by} changed what is sent to {message.contact} later")


@dataclass(frozen=True)
class MessageHurried(Event):
    """What was to be sent later is sent now."""

    message: Message
    journey: Journey
    sentence = _("{by} had a message sent now that waited for its time")


@dataclass(frozen=True)
class MessageHeldBack(Event):
    """The customer spoke before a message of ours was sent, so it was not."""

    message: Message
    journey: Journey
    author: Person
    sentence = _("{message.contact} spoke before {author} was heard: the message was not sent, its words are a draft")

    def told_to(self) -> Iterable[Person]:
        """Who wrote it looks whether it is still true."""
        return [self.author]


@dataclass(frozen=True)
class MessageUnaddressed(Event):
    """An address is not the customer's any more, so what was to be sent there later was not."""

    message: Message
    journey: Journey
    author: Person
    sentence = _("{message.contact} has another address now: the message was not sent, its words are a draft")

    def told_to(self) -> Iterable[Person]:
        """Who wrote it sends it where they are reached now."""
        return [self.author]


@dataclass(frozen=True)
class MessageLeftBehind(Event):
    """Who wrote a message left before it was sent, so it was not: its words are with whoever owns the case."""

    message: Message
    journey: Journey
    author: Person
    sentence = _("{message.author} left before {message.contact} was written to: the words are a draft of {author}")

    def told_to(self) -> Iterable[Person]:
        """Who has the words now says whether they are sent."""
        return [self.author]


@dataclass(frozen=True)
class TemplateWritten(Event):
    """Words were prepared for answers, or a signature."""

    template: Template
    sentence = _("{by} prepared the template {template}")


@dataclass(frozen=True)
class TemplateChanged(Event):
    """Prepared words were changed; what was written with them stands."""

    template: Template
    before: TemplateVersion
    changed: list[str]
    sentence = _("{by} changed the template {template}")


@dataclass(frozen=True)
class TemplateWithdrawn(Event):
    """Prepared words are taken by nobody any more."""

    template: Template
    sentence = _("{by} withdrew the template {template}")
