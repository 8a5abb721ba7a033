"""The part "exchange" as Django knows it."""

from fiverings.core.parts import Part


class Exchange(Part):
    name = "fiverings.exchange"
