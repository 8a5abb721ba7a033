"""The part "workspace" as Django knows it."""

from fiverings.core.parts import Part


class Workspace(Part):
    name = "fiverings.workspace"
