"""Sending: a promised visit names who comes; it need not be the owner."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core.problems import Refused
from fiverings.people.models import Person
from fiverings.promises.models import Kind as Promised

if TYPE_CHECKING:
    from .case import Case

ARRIVE = "cases.arrive"


class CannotCome(Refused):
    """Only a visit names who comes: somebody who works here, goes to customers, and is not away then."""


class Sending(models.Model):
    """The ability of a case to have somebody sent to its customer."""

    class Meta:
        abstract = True

    def who_comes(self, kind: str, comes: Person | None, *, due_at: datetime, by: Person) -> Person | None:
        """Who is named, else whoever promises it; nobody in particular where the owner comes. CannotCome."""
        case = cast("Case", self)
        if kind == Promised.VISIT and comes is None and by.may(ARRIVE):
            comes = by
        if comes is None or comes.pk == case.owner_id:
            return None
        refuse_coming(comes, kind=kind, due_at=due_at)
        return comes


def refuse_coming(comes: Person | None, *, kind: str, due_at: datetime) -> None:
    """Whoever is named must be able to come."""
    if comes is None:
        return
    if kind != Promised.VISIT:
        raise CannotCome(_("Say who comes only where you promise a visit."))
    if not comes.may(ARRIVE):
        raise CannotCome(_("{person} does not go to customers.").format(person=comes))
    if comes.is_away(due_at):
        raise CannotCome(_("{person} is away then. Name somebody else.").format(person=comes))
