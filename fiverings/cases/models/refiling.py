"""Refiling: what was filed with one case was about another that is known, and lies there from now on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from fiverings.conversations.models import Division, Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import MessageRefiled
from .splitting import Splitting

if TYPE_CHECKING:
    from .case import Case


class CannotRefile(Refused):
    """A message goes to another open case of the same customer."""


class Refiling(Splitting):
    """The ability of a case to let a message go that belongs to another."""

    class Meta:
        abstract = True

    @together
    def refile(self, message: Message, *, into: Case, by: Person, at: datetime | None = None) -> None:
        """The message lies with the other case, and who answers it answers that; CannotRefile, CannotSplit.

        What comes later under the same subject follows it there.
        """
        case, at = cast("Case", self), at or clock.now()
        if into.pk == case.pk or into.account_id != case.account_id:
            raise CannotRefile(_("Choose another case of {account}.").format(account=case.account))
        case.lock_both(into)
        case, into = case._lock(), into._lock()
        said = case._refuse_to_split([message], by, stays=False)
        if not case.splittable().exclude(pk=message.pk).exists():
            raise CannotRefile(_("Nothing else was told in {case}: merge it into {into}.").format(case=case, into=into))
        if not into.is_open:
            raise CannotRefile(_("{case} is closed: open it again first.").format(case=into))
        Division.take(said, before=said[0].thread, to=into.journey, at=at)
        announce(MessageRefiled(case=case, into=into, message=said[0], owner=into.owner), by=by, at=at)
        for each in (case, into):
            each.count_words()
            each.keep_promising(by=by, at=at)
