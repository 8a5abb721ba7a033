"""The part "promises" as Django knows it."""

from fiverings.core.parts import Part


class Promises(Part):
    name = "fiverings.promises"
