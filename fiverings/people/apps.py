"""The part "people" as Django knows it."""

from fiverings.core.parts import Part


class People(Part):
    name = "fiverings.people"
