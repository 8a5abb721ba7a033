"""Northbell, a telephony reseller: its people, teams, hours, roster and mailboxes."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from fiverings.channels.models import Mailbox
from fiverings.hours.models import BusinessCalendar
from fiverings.people.models import Duty, Person, Skill, Team

PASSWORD = "ring-five-times-softly"
ZONE = "America/Toronto"
DOMAIN = "northbell.example"
OPEN = [["08:30", "17:00"]]

STAFF = {
    "ana": ("Ana Costa", ["advocate"], ["en", "pt"]),
    "ben": ("Ben Achebe", ["advocate"], ["en"]),
    "lou": ("Lou Tremblay", ["advocate"], ["fr", "en"]),
    "mads": ("Mads Iversen", ["advocate"], ["en", "da"]),
    "nour": ("Nour Saleh", ["advocate"], ["en", "ar", "fr"]),
    "chidi": ("Chidi Okafor", ["specialist"], ["en"]),
    "dana": ("Dana Lindqvist", ["lead", "advocate"], ["en", "sv"]),
    "eli": ("Eli Novak", ["field"], ["en", "cs"]),
    "farah": ("Farah Haddad", ["coach"], ["en", "ar"]),
    "gus": ("Gus Petit", ["knowledge"], ["en", "fr"]),
    "hana": ("Hana Mori", ["csm"], ["en", "ja"]),
    "ines": ("Ines Duarte", ["executive"], ["en", "pt"]),
    "jo": ("Jo Marsh", ["vendor_manager"], ["en"]),
    "kai": ("Kai Brandt", ["billing"], ["en", "de"]),
    "admin": ("Alex Admin", ["admin"], ["en"]),
}
CARE = ("ana", "ben", "mads", "nour", "dana")
TEAMS = {
    "Customer care": (CARE, "help"),
    "Service à la clientèle": (("lou",), "aide"),
    "Technicians": (("chidi", "eli"), ""),
    "Business": (("hana", "jo", "kai", "gus", "farah"), ""),
}
SKILLS = {
    "chidi": (("PRI and T1 lines", 3), ("SIP trunks", 3), ("Networks", 2)),
    "eli": (("Cabling", 3), ("Door phones", 3), ("PRI and T1 lines", 2)),
    "ben": (("Number porting", 3), ("SIP trunks", 1)),
    "lou": (("Service en français", 3), ("Number porting", 1)),
    "nour": (("Contact centres", 2), ("Service en français", 1)),
    "kai": (("Billing", 3),),
    "ana": (("Call routes", 2), ("Voicemail", 3)),
}


class Northbell:
    """The company before its first customer writes: build it once, then ask it for its people."""

    def __init__(self, *, began: datetime, now: datetime) -> None:
        self.began, self.now = began, now

    def build(self) -> None:
        """Everything that is there on the first morning."""
        self.engage()
        by: dict[str, Any] = {"by": self.people["admin"], "at": self.began}
        calendar = BusinessCalendar.establish(name="Northbell", definition=self.hours(), **by)
        for name, (members, mailbox) in TEAMS.items():
            address = f"{mailbox}@{DOMAIN}" if mailbox else ""
            team = Team.establish(
                name=name, branch="Toronto", executive=self.people["ines"], calendar=calendar,
                brand_name="Northbell", address=address, signature="Northbell, 416 555 0190", **by,
            )  # fmt: skip
            for each in members:
                team.admit(self.people[each], **by)
            if address:
                Mailbox.open(address=address, team=team, **by)
        for person, skills in SKILLS.items():
            for skill, level in skills:
                self.people[person].learn(Skill.named(skill), level=level, **by)
        Duty.take("lead", person=self.people["dana"], since=self.began, **by)
        Duty.take("executive", person=self.people["ines"], since=self.began, **by)

    def engage(self) -> None:
        """Write down who works here; all have the one password of the demo, hashed once."""
        password = make_password(PASSWORD)
        people = [
            Person(
                email=f"{key}@{DOMAIN}", name=name, known_as=key.title() if key != "admin" else "Alex", roles=roles,
                languages=languages, language="en", zone=ZONE, password=password,
                phone=f"+141655501{60 + number}",
            )
            for number, (key, (name, roles, languages)) in enumerate(STAFF.items())
        ]  # fmt: skip
        Person.objects.bulk_create(people)
        EmailAddress.objects.bulk_create(
            EmailAddress(user=person, email=person.email, primary=True, verified=True) for person in people
        )

    def plan_an_absence(self, at: datetime) -> None:
        """Mads will be away next week, and Nour stands in."""
        leaves = self.now.replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=6)
        mads = self.people["mads"]
        mads.be_away(leaves, leaves + timedelta(days=5), substitute=self.people["nour"], by=mads, at=at)

    def come_to_work(self, at: datetime) -> None:
        """Who is there today."""
        for key in ("ana", "ben", "lou", "nour", "dana", "chidi"):
            self.people[key].set_presence("talking" if key == "chidi" else "available", at=at)

    def everybody(self) -> None:
        """Remember who and what there is, so that nobody asks for it twice."""
        _ = self.people, self.calendar, self.mailboxes

    @cached_property
    def people(self) -> dict[str, Person]:
        return {person.email.partition("@")[0]: person for person in Person.objects.all()}

    @cached_property
    def calendar(self) -> BusinessCalendar:
        found: BusinessCalendar = BusinessCalendar.objects.select_related("current").get(name="Northbell")
        return found

    @cached_property
    def mailboxes(self) -> dict[str, Mailbox]:
        """The mailbox for each language of customers."""
        found = {mailbox.address.partition("@")[0]: mailbox for mailbox in Mailbox.objects.select_related("team")}
        return {"en": found["help"], "fr": found["aide"]}

    def hours(self) -> dict[str, object]:
        """Working days from half past eight to five, without Ontario's holidays."""
        years = [self.now.year - 1, self.now.year, self.now.year + 1]
        return {
            "tz": ZONE,
            "hours": {day: OPEN for day in ("mon", "tue", "wed", "thu", "fri")},
            "holidays_of": {"country": "CA", "subdivision": "ON", "years": years},
        }
