"""The part "notices" as Django knows it."""

from fiverings.core.parts import Part


class Notices(Part):
    name = "fiverings.notices"
