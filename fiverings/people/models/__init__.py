"""The nouns of people."""

from .away import Absence, SubstituteUnavailable
from .duty import Duty, NobodyOnDuty, NotTheirSeat, RosterWouldBeEmpty
from .house_mail import house_mail, house_name, house_sender
from .invitation import AlreadyHere, Invitation, InvitationSpent
from .key import Key, KeyOfAnother, KeyRevoked, UnfitRoles, UnknownScope
from .leaving import Departure, LastAdministrator, StillOnDuty, StillOwnsCases
from .person import Person
from .presence import Presence, PresenceState
from .roles import Role
from .skill import PersonSkill, Skill
from .team import Membership, Team

__all__ = [
    "Absence",
    "AlreadyHere",
    "Departure",
    "Duty",
    "Invitation",
    "InvitationSpent",
    "Key",
    "KeyOfAnother",
    "KeyRevoked",
    "LastAdministrator",
    "Membership",
    "NobodyOnDuty",
    "NotTheirSeat",
    "Person",
    "PersonSkill",
    "Presence",
    "PresenceState",
    "Role",
    "RosterWouldBeEmpty",
    "Skill",
    "StillOnDuty",
    "StillOwnsCases",
    "SubstituteUnavailable",
    "Team",
    "UnfitRoles",
    "UnknownScope",
    "house_mail",
    "house_name",
    "house_sender",
]
