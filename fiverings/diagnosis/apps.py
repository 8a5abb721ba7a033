"""The part "diagnosis" as Django knows it."""

from fiverings.core.parts import Part


class Diagnosis(Part):
    name = "fiverings.diagnosis"
