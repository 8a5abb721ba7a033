"""The part "core" as Django knows it."""

from fiverings.core.parts import Part


class Core(Part):
    name = "fiverings.core"
