"""The cast: Northbell, a telephony reseller, its people, and three of its customers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Self

from fiverings.people.models import Person

PASSWORD = "ring-five-times-softly"
ZONE = "America/Toronto"

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

    @classmethod
    def read(cls) -> Self:
        """The cast as it stands in the database."""
        staff = {person.email.split("@")[0]: person for person in Person.objects.all()}
        return cls(**staff)
