"""The scene in which every operation of the API is called: records in sight, the same out of sight, and who calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from django.db import connection
from django.test import Client

from fiverings.cases.models import (
    Case,
    Cover,
    DiagnosisReview,
    EscalationGuide,
    Farewell,
    Goodwill,
    GoodwillApproval,
    Resolution,
)
from fiverings.cases.tests.letters import write_in
from fiverings.conversations.models import Template
from fiverings.core import clock
from fiverings.core.doors import SCOPES
from fiverings.customers.models import Account, Contact
from fiverings.diagnosis.models import Guide
from fiverings.people.models import Key, Person
from fiverings.portal.middleware import COOKIE
from fiverings.portal.models import PortalSession
from fiverings.promises.models import Promise
from tests.calling import Place
from tests.world import STAFF, World

SECRET = "Quietwater"
"""A word in everything that is out of sight; no answer to anybody who may not see it holds it."""


@dataclass(frozen=True)
class Stage:
    """Everybody who calls, and what they call about."""

    callers: list[Caller]
    shown: dict[str, Place]
    hidden: dict[str, Place]
    written: int

    @classmethod
    def set(cls) -> Stage:
        """Build the scene in the world, within the transaction that the caller rolls back."""
        world = World.read()
        hidden, shown, everybody = out_of_sight(world), in_sight(world), callers(world)
        Key.objects.update(last_used_at=clock.now() + timedelta(hours=1))  # noted, as far as the calls are concerned
        return cls(everybody, shown, hidden, written())


def written() -> int:
    """How many lines the journal and the kept answers hold."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM core_entry) + (SELECT count(*) FROM core_keptanswer)")
        return int(cursor.fetchone()[0])


def in_sight(world: World) -> dict[str, Place]:
    """Records of an account that everybody sees who sees accounts."""
    return _places(world, world.maple, world.priya, "Calls ring at the wrong place.")


def out_of_sight(world: World) -> dict[str, Place]:
    """Records of an account that is confidential, and to which nobody was given access."""
    world.nadia.name = f"Nadia {SECRET}"
    world.nadia.save()
    places = _places(world, world.harbour, world.nadia, f"The {SECRET} affair must not be told.")
    Account.objects.filter(pk=world.harbour.pk).update(name=f"{SECRET} Foods")
    world.harbour.make_confidential(reason="A lawsuit", by=world.dana)
    world.harbour.accesses.all().delete()
    return places


def _places(world: World, account: Account, contact: Contact, need: str) -> dict[str, Place]:
    owner, receiver = (world.ana, world.ben) if account.primary_advocate == world.ana else (world.ben, world.ana)
    leaver, away = (world.farah, world.jo) if account == world.maple else (world.gus, world.hana)
    case = Case.open_for(account, need=need, contact=contact, by=world.dana, owner=owner)
    twin = Case.open_for(account, need=f"{need} Still.", contact=contact, by=world.dana, owner=owner)
    later, guide = clock.now() + timedelta(hours=30), EscalationGuide.current()
    return {
        "account": Place(account),
        "contact": Place(contact),
        "number": Place(case, "number", "NB-987654321"),
        "into": Place(twin, "number", "NB-987654322"),
        "promise": Place(Promise.objects.of(case).get()),
        "message": Place(write_in(contact, need, thread=case.thread(contact))),
        "handoff": Place(case.hand_off(to=receiver, note="They know the site.", by=owner)),
        "asked": Place(case.ask(to=world.chidi, what="Read the alarm log.", needed_by=later, by=owner)),
        "escalation": Place(case.escalate(kind="hierarchical", reason="They lose calls.", by=owner)),
        "proposal": Place(twin.propose_escalation(guide.rules[0], guide=guide)),
        "session": Place(case.diagnose(by=owner)),
        "review": Place(reviewed(Case.open_for(account, need=f"{need} Again.", contact=contact, by=owner), owner)),
        "guide": Place(Guide.plain(), "code", "whales"),
        "goodwill": Place(granted(case, "10.00", owner)),
        "approval": Place(granted(case, "160.00", owner)),
        "template": Place(Template.write(kind="answer", name="Hello", language="en", text="Hello", by=world.dana)),
        "entrustment": Place(account.entrustments.get()),
        "cover": Place(covered(away)),
        "absence": Place(away.absences.get()),
        "farewell": Place(Farewell.begin(leaver, successor=receiver, by=world.dana)),
        "person": Place(world.eli),
        "successor": Place(receiver),
        "to": Place(receiver),
        "to_person": Place(world.chidi),
    }


def covered(person: Person) -> Cover:
    """Their absence of a week, as it is looked after."""
    absence = person.be_away(clock.now(), clock.now() + timedelta(days=7), by=person)
    Cover.begin(absence, at=clock.now())
    return Cover.objects.get(absence=absence)


def reviewed(case: Case, owner: Person) -> DiagnosisReview | None:
    """What was called severity 1, and was 2 in the end."""
    at = clock.now()
    case.raise_severity(level=1, reason="They cannot work.", by=owner)
    told = {"solution": "A cable was loose.", "severity_confirmed": 2, "confirmed_by": owner, "proposed_by": owner}
    ended = {"answer": Resolution.Answer.CONFIRMED, "answered_at": at}
    return DiagnosisReview.of(Resolution.objects.create(case=case, proposed_at=at, **told, **ended))


def granted(case: Case, amount: str, giver: Person) -> Goodwill | GoodwillApproval:
    """Goodwill within the limit of an advocate, or what is asked to be allowed beyond it."""
    return case.grant_goodwill(kind="credit", amount=Decimal(amount), currency="CAD", reason="We were late.", by=giver)


@dataclass(frozen=True)
class Caller:
    """Somebody who calls, and as whom: nobody, when they are not let in at all."""

    name: str
    client: Client
    person: Person | None = None
    scopes: frozenset[str] = frozenset()
    seen: dict[tuple[Place, bool], bool] = field(default_factory=dict, compare=False, repr=False)

    def sees(self, place: Place, *, acting: bool = False) -> bool:
        """Whether they may see it, or also act on it; asked once, for every call leaves everything as it was."""
        if (place, acting) not in self.seen:
            if self.person is not None:
                self.person.is_acting = acting
            self.seen[place, acting] = self.person is not None and place.is_seen_by(self.person)
        return self.seen[place, acting]

    def reader(self) -> Person | None:
        """They, as they read."""
        if self.person is not None:
            self.person.is_acting = False
        return self.person

    def may(self, scope: str, right: str) -> bool:
        return self.person is not None and scope in self.scopes and (not right or self.person.may(right))


def callers(world: World) -> list[Caller]:
    """Everybody of the world with a key that opens everything, and those whom nothing lets in."""
    staff = [_with_key(getattr(world, name), name, SCOPES) for name in STAFF]
    unscoped = _with_key(world.dana, "a key without scopes", set())
    key, token = Key.make_for_house(name="A program", roles=["advocate"], scopes=SCOPES, by=world.admin)
    program = Caller("a program of the house", _bearing(token), key.person, frozenset(SCOPES))
    return [*staff, unscoped, program, *_outside(world)]


def _outside(world: World) -> list[Caller]:
    contact = Client()
    contact.cookies[COOKIE] = PortalSession.begin(world.priya)[1]
    key, token = Key.make(person=world.dana, name="Revoked", scopes=SCOPES, by=world.dana)
    key.revoke(by=world.dana)
    return [Caller("nobody", Client()), Caller("a contact", contact), Caller("a revoked key", _bearing(token))]


def _with_key(person: Person, name: str, scopes: set[str]) -> Caller:
    _key, token = Key.make(person=person, name=name, scopes=scopes, by=person)
    return Caller(name, _bearing(token), person, frozenset(scopes))


def _bearing(token: str) -> Client:
    return Client(headers={"authorization": f"Bearer {token}"})
