"""The part "portal" as Django knows it."""

from fiverings.core.parts import Part


class Portal(Part):
    name = "fiverings.portal"
