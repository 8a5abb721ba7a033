"""The part "channels" as Django knows it."""

from fiverings.core.parts import Part


class Channels(Part):
    name = "fiverings.channels"
