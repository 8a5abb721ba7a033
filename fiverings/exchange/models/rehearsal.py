"""Rehearsal: the few lives from which a seed is written, each lived in a transaction that is taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from fiverings.cases.models import Case, Closure
from fiverings.core import clock
from fiverings.core.journal import history
from fiverings.core.models import Entry
from fiverings.core.problems import Refused
from fiverings.customers.models import Account, Contact
from fiverings.people.models import Person, Role, Team

from .living import ADDRESS, NAME, NUMBER, SOLUTION, SUBJECT, WHO, Life, said
from .pattern import Pattern, Record
from .stories import SPOKEN
from .trace import Trace

ZONE = "America/Toronto"
HOURS = (13, 15)
MET_BEFORE = timedelta(days=30)
STAY_OPEN = ((Case.State.ACTIVE, timedelta(hours=8)), (Case.State.INTAKE, timedelta(minutes=20)))
ASK_NOTHING, ASK_ONCE = (2, 5, 7), (1, 8)
"""Which of ten were written by a machine, or by somebody who sells; and which are met by the first answer."""


class NobodyToOwn(Refused):
    """A case needs somebody who owns it."""


@dataclass(frozen=True, eq=False)
class Rehearsal:
    """Whoever is there lives some lives, each when it is first asked for; nothing of it stays but the pattern."""

    owner: Person
    team: Team
    until: datetime
    turns: int
    patterns: dict[tuple[Any, ...], Pattern] = field(default_factory=dict)

    @classmethod
    def by_whoever_is_there(cls, *, turns: int, until: datetime | None = None) -> Rehearsal:
        """The first advocate of a team that has an address; NobodyToOwn when there is none."""
        teams = Team.objects.exclude(address="").order_by("id")
        found = (each for each in advocates() if (team := each.team()) and team in teams)
        owner = next(found, None)
        if owner is None:
            raise NobodyToOwn(_("Nobody is there who could own a case: open a mailbox, and invite an advocate first."))
        return cls(owner, cast(Team, owner.team()), until or clock.now(), turns)

    def met(self, n: int) -> Pattern:
        """A need that is met, one way or another."""
        at = (self.until - MET_BEFORE).replace(hour=HOURS[n % len(HOURS)])
        if n % 10 in ASK_NOTHING:
            return self._once(at, Closure.Ground.NOBODY_ASKED, 1)
        return self._once(at, Case.State.CLOSED, 1 if n % 10 in ASK_ONCE else self.turns)

    def open(self, n: int) -> Pattern:
        """A need that is open, one way or another."""
        state, since = STAY_OPEN[n % len(STAY_OPEN)]
        return self._once(self.until - since, state, self.turns)

    def long(self, turns: int) -> Pattern:
        """An open need about which much was said."""
        return self._once(self.until - timedelta(days=8), Case.State.ACTIVE, turns)

    def customer(self) -> Pattern:
        """A customer with one contact."""
        if () not in self.patterns:
            with Trace.of_what_follows() as trace, history(Entry.Mark.SEEDED):
                self._stand_in(self.until - timedelta(days=900))
            others: dict[Record, str] = {(Person, self.owner.pk): "owner"}
            words = {NAME: "account_name", WHO: "contact_name", ADDRESS: "address", NUMBER: "number"}
            self.patterns[()] = Pattern(trace, zone=ZONE, others=others, words=words)
        return self.patterns[()]

    def _once(self, *life: Any) -> Pattern:
        """Nobody lives the same twice."""
        if life not in self.patterns:
            self.patterns[life] = self._life(*life)
        return self.patterns[life]

    def _life(self, at: datetime, state: str, turns: int) -> Pattern:
        with transaction.atomic():
            with history(Entry.Mark.SEEDED):
                contact = self._stand_in(at)
            with Trace.of_what_follows() as trace:
                life = Life(contact, self.owner, self.team, at=at, turns=turns)
                life.live(until=state)
            transaction.set_rollback(True)
        others: dict[Record, str] = {
            (Account, contact.account_id): "account",
            (Contact, contact.pk): "contact",
            (Person, self.owner.pk): "owner",
        }
        return Pattern(trace, zone=ZONE, others=others, words=self._words(life))

    def _words(self, life: Life) -> dict[str, str]:
        """What stands for the words of others, and where theirs go."""
        spoken = {said(turn): f"said_{turn % SPOKEN}" for turn in range(life.turns)}
        return spoken | {
            NAME: "account_name", WHO: "contact_name", ADDRESS: "address", NUMBER: "number",
            SUBJECT: "subject", SOLUTION: "solution", life.case.number: "case", self.owner.name: "owner_name",
        }  # fmt: skip

    def _stand_in(self, at: datetime) -> Contact:
        return Life.stand_in(self.owner, at=at, zone=ZONE, calendar=self.team.calendar)


def advocates() -> list[Person]:
    """Those who may own cases."""
    return list(Person.objects.filter(is_active=True, is_program=False, roles__contains=[Role.ADVOCATE]).order_by("id"))
