"""What belongs to an account is seen by whoever sees the account."""

from __future__ import annotations

from typing import Any, Self

from fiverings.core.models import Records


class OfAnAccount(Records):
    """The words of records that have an account."""

    def visible_to(self, person: Any) -> Self:
        accounts = self.model._meta.get_field("account").related_model
        return self.filter(account__in=accounts._default_manager.visible_to(person))
