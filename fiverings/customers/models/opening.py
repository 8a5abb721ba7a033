"""How a relationship begins, and how what we know of it changes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models

from fiverings.core.journal import announce
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import AccountOpened, AccountRevised

if TYPE_CHECKING:
    from .account import Account


class Opening(models.Model):
    """The ability of an account to begin, and to be revised."""

    class Meta:
        abstract = True

    @classmethod
    @together
    def open(
        cls,
        *,
        name: str,
        by: Person | None,
        advocate: Person | None = None,
        backup: Person | None = None,
        at: datetime | None = None,
        **more: Any,
    ) -> Self:
        """Begin a relationship with a customer."""
        account: Any = cls(name=name, **more)
        account.save()
        announce(AccountOpened(account=account), by=by, at=at)
        if advocate or backup:
            account.entrust(to=advocate, backup=backup, by=by, at=at)
        return cast(Self, account)

    @together
    def revise(self, *, by: Person, at: datetime | None = None, **changes: Any) -> None:
        """Change what we know about the account: name, zone, language, calendar, business effect, since when."""
        account = cast("Account", self)
        for name, value in changes.items():
            setattr(account, name, value)
        account.save(update_fields=list(changes))
        announce(AccountRevised(account=account), by=by, at=at)
