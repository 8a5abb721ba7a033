"""What is said to and by an account is seen by whoever sees the account."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from fiverings.core.models import Records
from fiverings.customers.models import Account


class OfAJourney(Records):
    """The words of records that belong to a journey, and so to an account."""

    to_account: ClassVar[str] = "journey__account"

    def visible_to(self, person: Any) -> Self:
        return self.filter(**{f"{self.to_account}__in": Account.objects.visible_to(person)})
