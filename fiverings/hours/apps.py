"""The part "hours" as Django knows it."""

from fiverings.core.parts import Part


class Hours(Part):
    name = "fiverings.hours"
