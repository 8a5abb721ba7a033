"""The part "customers" as Django knows it."""

from fiverings.core.parts import Part


class Customers(Part):
    name = "fiverings.customers"
