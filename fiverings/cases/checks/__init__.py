"""What the audit asks of cases, of visits, of absences, of answers to many, and of goodwill."""

from . import arriving, cascading, covering, granting
from .cases import (
    asked_of_nobody,
    chases_that_are_none,
    open_ones_that_nobody_promised,
    severities_stand_on_their_ground,
    told_later_than_they_expect,
    waits_without_a_ground,
)

__all__ = [
    "arriving",
    "asked_of_nobody",
    "cascading",
    "chases_that_are_none",
    "covering",
    "granting",
    "open_ones_that_nobody_promised",
    "severities_stand_on_their_ground",
    "told_later_than_they_expect",
    "waits_without_a_ground",
]
