"""Clocks that tick: when each scheduled act ran last, and how far the demo's clock is moved."""

from datetime import timedelta

from django.db import models

from .record import Record


class Tick(Record):
    """When a scheduled act ran last; its row lock keeps two clocks from striking the same hour."""

    name = models.TextField(unique=True)
    last_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return self.name


class ClockShift(Record):
    """How far this installation's clock is moved from the real one: one row, in demos and journeys only."""

    only = models.BooleanField(default=True, unique=True)
    by = models.DurationField(default=timedelta)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(only=True), name="core_clockshift_is_one_row"),)

    def __str__(self) -> str:
        return str(self.by)
