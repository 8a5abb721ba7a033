"""The part "insight" as Django knows it."""

from fiverings.core.parts import Part


class Insight(Part):
    name = "fiverings.insight"
