"""A case is told apart, linked to its cause, and answered together with others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.conversations.models import Message
    from fiverings.people.models import Person

    from ..models import Cascade, CascadePart, Case, Parentage, Split


@dataclass(frozen=True)
class CaseSplit(Event):
    """Some of what was said about a case became a case of its own."""

    case: Case
    part: Case
    split: Split
    owner: Person
    heard = "split"
    quotes = ("{split.reason}",)
    sentence = _("{by} split {part} from {case}: it is a need of its own")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class MessageRefiled(Event):
    """A message lay with the wrong case, and was moved to the one that it is about."""

    case: Case
    into: Case
    message: Message
    owner: Person
    sentence = _("{by} moved a message of {message.contact} from {case} to {into}, which it is about")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class CaseLinked(Event):
    """A case has another one as its cause."""

    case: Case
    parent: Case
    link: Parentage
    owner: Person
    sentence = _("{by} linked {case} to {parent}, which caused it")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class CaseUnlinked(Event):
    """A case was not caused by the other one after all."""

    case: Case
    parent: Case
    link: Parentage
    owner: Person
    sentence = _("{by} unlinked {case} from {parent}")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class AnswerCascaded(Event):
    """An answer on a parent goes to its children."""

    case: Case
    cascade: Cascade
    sentence = _("{by} answered {case} and those that it caused")


@dataclass(frozen=True)
class CascadeWritten(Event):
    """A case was answered with its parent, in the name of its owner."""

    case: Case
    parent: Case
    part: CascadePart
    owner: Person
    sentence = _("{by} answered {case} with the others, in the name of {owner}")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]


@dataclass(frozen=True)
class CascadeLeft(Event):
    """A case could not be answered with its parent: its owner does it."""

    case: Case
    parent: Case
    part: CascadePart
    owner: Person
    quotes = ("{part.reason}",)
    sentence = _("{case} was not answered with the others: {owner} tells them")

    def told_to(self) -> Iterable[Person]:
        return [self.owner]
