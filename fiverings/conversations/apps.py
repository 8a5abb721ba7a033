"""The part "conversations" as Django knows it."""

from fiverings.core.parts import Part


class Conversations(Part):
    name = "fiverings.conversations"
