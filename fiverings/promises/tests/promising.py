"""Offers and promises that tests begin with: Ana will call Priya back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from fiverings.conversations.models import Journey
from fiverings.promises.models import Expectation, Offer, Outstanding, Promise
from fiverings.promises.models.matter import about
from tests.world import World


def journey_of(world: World) -> Journey:
    """The journey that Priya's promises are about."""
    return Journey.objects.filter(account=world.maple).first() or Journey.begin(world.maple, at=world.now)


def later(world: World, minutes: float = 0) -> datetime:
    return world.now + timedelta(minutes=minutes)


def expect(world: World, minutes: float | None = None, **more: Any) -> Expectation:
    """Priya says by when she expects a call."""
    journey = journey_of(world)
    by_at = None if minutes is None else later(world, minutes)
    columns = {"contact": world.priya, "by_at": by_at, "by": world.ana, "at": world.now} | more
    return Expectation.hear(subject=journey, journey=journey, **columns)


def offer(world: World, minutes: float = 38, **more: Any) -> Offer:
    """A call in so many minutes, at Severity 2."""
    journey = journey_of(world)
    terms = {
        "subject": journey, "journey": journey, "kind": "call_back", "to": world.priya, "owed_by": world.ana,
        "due_at": later(world, minutes), "severity": 2, "calendar": world.calendar, "by": world.ana, "at": world.now,
    }  # fmt: skip
    return Offer.make(**(terms | more))


def promise(world: World, minutes: float = 38, **more: Any) -> Promise:
    """A call that was promised on the telephone."""
    made = offer(world, minutes, **more)
    return made.speak(by=world.ana, at=made.made_at)


def forged(like: Promise, **changed: Any) -> Promise:
    """A row like this promise but for what is changed, written past every verb."""
    columns = {field.name: getattr(like, field.name) for field in Promise._meta.local_fields if field.name != "id"}
    made = Promise(**columns | {"offer": None, "recovers": None} | changed)
    made.save()
    Outstanding(promise=made, due_at=made.due_at, person=made.owed_by, **about(made.subject.find())).save()
    return made


def to_ourselves(world: World, minutes: float = 60, **more: Any) -> Promise:
    """What Ana owes while no customer can be told."""
    journey = journey_of(world)
    terms = {"kind": "answer", "person": world.ana, "due_at": later(world, minutes), "severity": 2, "at": world.now}
    return Promise.to_ourselves(subject=journey, journey=journey, **(terms | more))
