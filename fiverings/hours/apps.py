"""The part "hours" as Django knows it."""

from fiverings.core.parts import Part


class Hours(Part):
    """Opening hours, and working time by them."""

    name = "fiverings.hours"
