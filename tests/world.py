"""The cast: Northbell, a telephony reseller, its people, and three of its customers."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, Self
from zoneinfo import ZoneInfo

from fiverings.channels.models import Mailbox
from fiverings.core.journal import history
from fiverings.customers.models import Account, Contact
from fiverings.hours.models import BusinessCalendar
from fiverings.people.models import Duty, Person, Team

PASSWORD = "ring-five-times-softly"
ZONE = "America/Toronto"
NOW = datetime(2026, 4, 30, 10, 22, tzinfo=ZoneInfo(ZONE))
MAILBOX = "support@northbell.example"
OPEN = [["08:30", "17:00"]]
HOURS = {
    "tz": ZONE,
    "hours": {day: OPEN for day in ("mon", "tue", "wed", "thu", "fri")},
    "holidays_of": {"country": "CA", "subdivision": "ON", "years": [2025, 2026, 2027]},
}

STAFF = {
    "ana": ("Ana Costa", ["advocate"]),
    "ben": ("Ben Achebe", ["advocate"]),
    "chidi": ("Chidi Okafor", ["specialist"]),
    "dana": ("Dana Lindqvist", ["lead", "advocate"]),
    "eli": ("Eli Novak", ["field"]),
    "farah": ("Farah Haddad", ["coach"]),
    "gus": ("Gus Petit", ["knowledge"]),
    "hana": ("Hana Mori", ["csm"]),
    "ines": ("Ines Duarte", ["executive"]),
    "jo": ("Jo Marsh", ["vendor_manager"]),
    "kai": ("Kai Brandt", ["billing"]),
    "admin": ("Alex Admin", ["admin"]),
}


class World(SimpleNamespace):
    """Everybody and everything that tests know by name: `world.ana`, `world.maple`, `world.priya`."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"The world has no {name}")

    @classmethod
    def build(cls) -> None:
        """Write the cast into the database, once."""
        for known_as, (name, roles) in STAFF.items():
            person = Person(
                email=f"{known_as}@northbell.example", name=name, known_as=known_as.title(), roles=roles, zone=ZONE
            )
            person.set_password(PASSWORD)
            person.save()
        with history("seeded"):
            Customers(cls._staff()).build()
            cls._put_on_duty(cls._staff())
            cls._open_mailbox(cls._staff())

    @classmethod
    def read(cls) -> Self:
        """The cast as it stands in the database."""
        accounts = {account.name.split()[0].lower(): account for account in Account.objects.known()}
        contacts = {contact.name.split()[0].lower(): contact for contact in Contact.objects.select_related("account")}
        ours = {
            "care": Team.objects.get(name="Care"),
            "calendar": BusinessCalendar.objects.get(name="Northbell"),
            "mailbox": Mailbox.objects.get(address=MAILBOX),
        }
        return cls(**cls._staff(), **accounts, **contacts, **ours, now=NOW)

    @staticmethod
    def _put_on_duty(staff: dict[str, Person]) -> None:
        """Dana is the lead on duty, Ines the executive."""
        Duty.take(Duty.Seat.LEAD, person=staff["dana"], since=NOW - timedelta(days=400), by=None)
        Duty.take(Duty.Seat.EXECUTIVE, person=staff["ines"], since=NOW - timedelta(days=400), by=None)

    @staticmethod
    def _open_mailbox(staff: dict[str, Person]) -> None:
        """The address that Northbell's customers write to."""
        by = {"by": staff["admin"], "at": NOW - timedelta(days=120)}
        care = Team.establish(name="Care", brand_name="Northbell", address=MAILBOX, executive=staff["ines"], **by)
        for each in ("ana", "ben", "dana"):
            care.admit(staff[each], **by)
        Mailbox.open(address=MAILBOX, team=care, **by)

    @staticmethod
    def _staff() -> dict[str, Person]:
        return {person.email.split("@")[0]: person for person in Person.objects.all()}


class Customers:
    """Three customers of Northbell: a dentist, a bank with ageing equipment, a fishmonger on an odyssey."""

    def __init__(self, staff: dict[str, Person]) -> None:
        self.by = {"by": staff["dana"], "at": NOW - timedelta(days=90)}
        self.calendar = BusinessCalendar.establish(name="Northbell", definition=HOURS, **self.by)
        self.voices = {"advocate": staff["ana"], "backup": staff["ben"]}

    def build(self) -> None:
        self.maple()
        self.orion()
        self.harbour()

    def open(self, name: str, since: int, **more: Any) -> Account:
        since_day = NOW.date().replace(year=since)
        more = {"zone": ZONE, "calendar": self.calendar, "since": since_day} | self.voices | more
        return Account.open(name=name, **more, **self.by)

    def maple(self) -> None:
        """A PRI of 23 channels that fails over to two analog lines."""
        maple = self.open("Maple Dental", 2019)
        Contact.introduce(
            account=maple, name="Priya Raman", address="priya@mapledental.example", number="+1 416 555 0142",
            position="Office manager", **self.by,
        )  # fmt: skip
        king = maple.add_site(name="King Street", address="200 King Street West, Toronto", **self.by)
        maple.add_trunk(first="+1 416 555 0100", last="+1 416 555 0124", site=king)
        pri = maple.install(
            name="PRI", model="Primary rate interface", site=king, capacity=23, criticality=3, **self.by
        )
        lines = [maple.install(name=f"Analog line {n}", site=king, capacity=1, **self.by) for n in (1, 2)]
        maple.connect(service="Calls", primary=[pri], failover=lines, unit="calls at a time", **self.by)
        self.agree(maple, "Care", NOW.date() + timedelta(days=500), self.calendar)

    def orion(self) -> None:
        """An ageing estate, three voices, and a contract that ends in 150 days."""
        orion = self.open("Orion Bank", 2020, impact_weight=3)
        for name, position in (
            ("Omar Haddad", "Operations, our daily contact"),
            ("Beatriz Lobo", "Business service owner, decides on renewal"),
            ("Lee Park", "IT infrastructure"),
        ):
            address = f"{name.split()[0].lower()}@orionbank.example"
            Contact.introduce(account=orion, name=name, address=address, position=position, **self.by)
        orion.install(
            name="PBX", model="Halden 400", installed_on=NOW.date().replace(year=2011), capacity=140, criticality=3,
            support_ends_on=NOW.date().replace(month=9), **self.by,
        )  # fmt: skip
        self.agree(orion, "Care Complete", NOW.date() + timedelta(days=150), None)

    def harbour(self) -> None:
        harbour = self.open("Harbour Foods", 2022, advocate=self.voices["backup"], backup=self.voices["advocate"])
        Contact.introduce(
            account=harbour, name="Nadia Fisk", address="nadia@harbourfoods.example", number="+1 416 555 0177",
            position="Owner", **self.by,
        )  # fmt: skip
        self.agree(harbour, "Care", NOW.date() + timedelta(days=300), self.calendar)

    def agree(self, account: Account, name: str, ends_on: Any, hours: BusinessCalendar | None) -> None:
        begins_on = ends_on - timedelta(days=3 * 365)
        covers = [("Calls, equipment and visits", hours)]
        account.agree(name=name, begins_on=begins_on, ends_on=ends_on, notice_days=90, covers=covers, **self.by)
