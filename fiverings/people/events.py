"""What can happen among the staff."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from .models import Absence, Duty, Invitation, Key, Person, Presence, Skill, Team


class ToldToThePerson:
    """What happens to somebody, they hear of; and of a program, those who look after keys."""

    person: Person

    def told_to(self) -> Iterable[Person]:
        person = self.person
        return type(person).objects.who_may("people.keys") if person.is_program else [person]


@dataclass(frozen=True)
class PersonInvited(Event):
    """Somebody was invited to work here."""

    invitation: Invitation
    sentence = _("{by} invited {invitation}")


@dataclass(frozen=True)
class InvitationWithdrawn(Event):
    """An invitation was taken back."""

    invitation: Invitation
    sentence = _("{by} took the invitation of {invitation} back")


@dataclass(frozen=True)
class PersonJoined(Event):
    """Somebody accepted an invitation and works here now."""

    person: Person
    invitation: Invitation
    sentence = _("{person} joined")


@dataclass(frozen=True)
class ProfileChanged(Event):
    """What colleagues read about a person was changed."""

    person: Person
    changed: list[str]
    sentence = _("{by} changed the profile of {person}")


@dataclass(frozen=True)
class RolesChanged(ToldToThePerson, Event):
    """A person was given roles, or lost some."""

    person: Person
    granted: list[str]
    withdrawn: list[str]
    sentence = _("{by} changed the roles of {person}")


@dataclass(frozen=True)
class PersonDeactivated(Event):
    """A person no longer works here."""

    person: Person
    sentence = _("{by} ended the access of {person}")


@dataclass(frozen=True)
class PersonReturned(Event):
    """A person works here again."""

    person: Person
    sentence = _("{by} let {person} work here again")


@dataclass(frozen=True)
class PresenceChanged(Event):
    """A person said where their attention is."""

    person: Person
    presence: Presence
    sentence = _("{presence}")


@dataclass(frozen=True)
class AbsencePlanned(Event):
    """A person will be away, and a colleague stands in."""

    person: Person
    absence: Absence
    substitute: Person | None
    sentence = _("{person} will be away from {absence.since:%d %b %Y} to {absence.until:%d %b %Y}")

    def told_to(self) -> Iterable[Person]:
        return [person for person in (self.person, self.substitute) if person]


@dataclass(frozen=True)
class AbsenceEnded(Event):
    """A person is back, or will not be away after all."""

    person: Person
    absence: Absence
    sentence = _("{person} is here again")


@dataclass(frozen=True)
class DutyTaken(ToldToThePerson, Event):
    """A person was put on the duty roster."""

    person: Person
    duty: Duty
    since: datetime
    sentence = _("{by} put {person} on duty from {since:%d %b %Y %H:%M} UTC")


@dataclass(frozen=True)
class DutyEnded(ToldToThePerson, Event):
    """A person's span on the duty roster was ended."""

    person: Person
    duty: Duty
    sentence = _("{by} took {person} off duty")


@dataclass(frozen=True)
class TeamEstablished(Event):
    """A team was established."""

    team: Team
    sentence = _("{by} established the team {team}")


@dataclass(frozen=True)
class TeamRevised(Event):
    """A team was given another name, calendar, executive or brand."""

    team: Team
    changed: list[str]
    sentence = _("{by} revised the team {team}")


@dataclass(frozen=True)
class TeamJoined(ToldToThePerson, Event):
    """A person began to work in a team."""

    team: Team
    person: Person
    sentence = _("{person} joined the team {team}")


@dataclass(frozen=True)
class TeamLeft(Event):
    """A person no longer works in a team."""

    team: Team
    person: Person
    sentence = _("{person} left the team {team}")


@dataclass(frozen=True)
class SkillNoted(Event):
    """How well a person knows how to do something; 0 when they no longer do it."""

    person: Person
    skill: Skill
    level: int
    sentence = _("{by} noted how well {person} knows {skill}: {level}")


@dataclass(frozen=True)
class KeyMade(ToldToThePerson, Event):
    """A key was made by which a program comes in, as a person or with rights of its own."""

    person: Person
    key: Key
    sentence = _("{by} made the key “{key}” for {person.in_full}")


@dataclass(frozen=True)
class KeyWithdrawn(ToldToThePerson, Event):
    """A key no longer opens anything."""

    person: Person
    key: Key
    sentence = _("{by} revoked the key “{key}” of {person.in_full}")
