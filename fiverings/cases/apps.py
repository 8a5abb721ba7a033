"""The part "cases" as Django knows it."""

from fiverings.core.parts import Part


class Cases(Part):
    name = "fiverings.cases"
