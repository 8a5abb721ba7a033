"""Striking out: what an account no longer has, or never had, is struck out, and stays as a record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together

from ..events import StrikeUndone, StruckOut
from .belonging import OfAnAccount

if TYPE_CHECKING:
    from .account import Account


class StillNeeded(Refused):
    """Something else of the account hangs on it."""


class NameTaken(Refused):
    """Two places of an account have two names."""


class AlreadyStruckOut(Refused):
    """What was struck out is struck out, and what stands need not be restored."""


class StandingWords(OfAnAccount):
    """The words by which what an account has is found."""

    def standing(self) -> Self:
        """What was not struck out."""
        return self.filter(struck_at=None)


class Striking(models.Model):
    """The ability of what belongs to an account to be struck out and restored."""

    struck_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def needed_by(self) -> Iterable[models.Model]:
        """What would hang in the air without it."""
        return ()

    @together
    def strike_out(self, *, by: models.Model | None, at: datetime | None = None) -> None:
        """The account has it no longer; AlreadyStruckOut, or StillNeeded by something that hangs on it."""
        self._lock(is_standing=True)
        if needing := next(iter(self.needed_by()), None):
            raise StillNeeded(_("{needing} hangs on {what}. Change that first.").format(needing=needing, what=self))
        self.struck_at = at or clock.now()
        self.save(update_fields=["struck_at"])
        announce(StruckOut(account=self._account(), what=cast(Any, self)), by=by, at=at)

    @together
    def restore(self, *, by: models.Model | None, at: datetime | None = None) -> None:
        """The account has it after all; AlreadyStruckOut when it stands, NameTaken when another took its place."""
        self._lock(is_standing=False)
        self.struck_at = None
        keep(self, "struck_at")
        announce(StrikeUndone(account=self._account(), what=cast(Any, self)), by=by, at=at)

    def _lock(self, *, is_standing: bool) -> None:
        rows = type(self)._default_manager.select_for_update()
        if not rows.filter(pk=self.pk, struck_at__isnull=is_standing):
            raise AlreadyStruckOut(_("Somebody else has done that: {what}.").format(what=self))

    def _account(self) -> Account:
        return cast("Account", cast(Any, self).account)


def keep(record: models.Model, *columns: str) -> None:
    """Save it, or these columns of it; NameTaken when another thing of the account that stands is called the same."""
    try:
        with transaction.atomic():
            record.save(update_fields=columns or None)
    except IntegrityError as error:
        if "named_once" not in str(error):
            raise
        raise NameTaken(_("{name} stands there already.").format(name=record)) from None
