"""Owning: every case has exactly one owner at all times."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self, cast

from django.db import models

from fiverings.core.models import Records
from fiverings.customers.models import Account
from fiverings.people.models import Duty, Person

if TYPE_CHECKING:
    from .case import Case


class OwningWords(Records):
    """The words by which cases are found by their owner."""

    def owned_by(self, person: Person) -> Self:
        return self.filter(owner=person)


class Owning(models.Model):
    """The ability of a case to be owned, and locked by whoever acts on it."""

    class Meta:
        abstract = True

    def _lock(self) -> Case:
        """Take the row as it is now, so that two who act at once act one after the other."""
        case = cast("Case", self)
        case.refresh_from_db(from_queryset=type(case).objects.select_for_update(of=("self",)).with_everybody())
        return case


def natural_owner(account: Account, *, at: datetime) -> Person:
    """Who owns what this account needs: its advocate, or who stands in for them, else the lead on duty."""
    here = (advocate.stand_in(at) for advocate in account.advocates())
    return next((person for person in here if person is not None), None) or Duty.lead(at)
