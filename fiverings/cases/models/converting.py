"""Converting: what sort of need it is may turn out otherwise; what was promised stays as it was told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import CaseConverted

if TYPE_CHECKING:
    from .case import Case


class CannotConvert(Refused):
    """A need cannot be of this sort."""


class Converting(models.Model):
    """The ability of a case to be of another sort than we said at first."""

    class Meta:
        abstract = True

    @together
    def convert(self, *, kind: str, by: Person, at: datetime | None = None) -> None:
        """Past the gate: it is an incident, a request, a question after all. CannotConvert."""
        case = cast("Case", self)._lock()
        if case.state != case.State.ACTIVE:
            words = _("{case} is {state}: what we are on is sorted anew, nothing else.")
            raise CannotConvert(words.format(case=case, state=case.get_state_display().lower()))
        if kind == case.kind:
            raise CannotConvert(_("It is sorted so already."))
        before = case.kind
        case._sort(kind)
        announce(CaseConverted(case=case, before=before, sort=kind), by=by, at=at)

    def _sort(self, kind: str) -> None:
        case = cast("Case", self)
        case._refuse_sort(kind)
        case.kind = kind
        case.save(update_fields=["kind"])

    def _refuse_sort(self, kind: str) -> None:
        """What a customer needs is never ours alone: it has a gate to pass, and ends by their word."""
        case = cast("Case", self)
        if kind not in case.Kind.values or kind == case.Kind.UNSORTED:
            raise CannotConvert(_("Say what sort of need it is."))
        if kind == case.Kind.INTERNAL and case.contact is not None:
            raise CannotConvert(_("{contact} waits for it: it is not internal.").format(contact=case.contact))
        if case.kind == case.Kind.INTERNAL != kind:
            raise CannotConvert(_("{case} is ours. Open a case for what a customer needs.").format(case=case))
