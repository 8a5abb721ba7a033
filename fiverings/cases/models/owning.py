"""Owning: every case has exactly one owner at all times, who is an advocate and works here while it is open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Self, cast

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Records
from fiverings.core.problems import SAID_BY_THE_DATABASE, Refused
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.customers.models import Account
from fiverings.people.models import Duty, NobodyOnDuty, Person, Role
from fiverings.promises.models import Kind as Promised
from fiverings.promises.models import Outstanding

if TYPE_CHECKING:
    from .case import Case

NOT_THE_OWNERS = (Promised.HELP, Promised.DECISION)
"""What helpers and deciders promise stays theirs, whoever owns the case."""


class NobodyToOwn(Refused):
    """Nobody here may own what a customer needs."""


class NotHereToOwn(Refused):
    """Who was to own a case has left, or gave up their role, at the same moment."""


SAID_BY_THE_DATABASE["cases_an_open_case_has_an_owner_who_is_here"] = NotHereToOwn(
    _("Who was to own it has just left, or is no customer advocate any more: try again, with somebody else.")
)


class OwningWords(Records):
    """The words by which cases are found by their owner."""

    def owned_by(self, person: Person) -> Self:
        return self.filter(owner=person)


class Owning(models.Model):
    """The ability of a case to be owned, and locked by whoever acts on it."""

    class Meta:
        abstract = True

    def _lock(self) -> Case:
        """Take the row as it is now, so that two who act at once act one after the other.

        The row alone is asked for: had its owner changed meanwhile, a lock that joins the owner would find nothing.
        Its key stays free: what only names the case is written meanwhile, where both would wait for each other.
        """
        case = cast("Case", self)
        [now] = _locked(case.pk)
        for field in case._meta.concrete_fields:
            setattr(case, field.attname, getattr(now, field.attname))
        return case

    def _is_free(self) -> bool:
        """Take the row unless somebody is at it: the clock waits for nobody."""
        rows = type(cast("Case", self)).objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
        return rows.filter(pk=self.pk).first() is not None

    def may_be_owned_by(self, person: Person) -> bool:
        """Customers are owned by advocates; what is internal may meanwhile be a specialist's."""
        case = cast("Case", self)
        interim = case.kind == case.Kind.INTERNAL and person.has_role(Role.SPECIALIST)
        return person.is_active and not person.is_program and (person.has_role(Role.ADVOCATE) or interim)

    def is_worked_on_by(self, person: Person) -> bool:
        """Whether this person, who sees it, may also act: who is only asked about it looks until they accept."""
        account = cast("Case", self).account
        everybodys = not account.is_confidential and (person.has_role(Role.ADVOCATE) or person.has_role(Role.LEAD))
        return everybodys or Account.objects.worked_for_by(person).filter(pk=account.pk).exists()

    def _show_to_its_owner(self, *, at: datetime) -> None:
        """Whoever owns it sees its account, also when that is confidential."""
        case = cast("Case", self)
        account = _confidential.first(case.account_id)  # as it is by now
        if account is not None:
            account.open_to([case.owner], by=None, at=at)

    @classmethod
    @together
    def keep_in_sight(cls, account: Account, *, at: datetime) -> None:
        """An account became confidential: who owns its cases or is asked about them goes on seeing it."""
        for case in cast("type[Case]", cls).objects.open().about(account).with_everybody():
            case._show_to_its_owner(at=at)
            case._show_to_those_asked(at=at)

    def _show_to_those_asked(self, *, at: datetime) -> None:
        """Who has accepted what is asked works for its account; who is yet to answer looks."""
        case = cast("Case", self)
        for accepted in (*case.requests.filter(state="helping"), *case.escalations.filter(state="held")):
            accepted._let_in(at=at)
        for asked in (*case.requests.unanswered(), *case.escalations.unanswered()):
            asked._let_look(at=at)

    def _give_to(self, heir: Person) -> None:
        """From now on the heir owns it, and owes what the giver owed about it."""
        case = cast("Case", self)
        giver, case.owner = case.owner, heir
        case.save(update_fields=["owner"])
        Outstanding.objects.exclude(promise__kind__in=NOT_THE_OWNERS).pass_to(case, heir, giver=giver)


def natural_owner(account: Account, *, at: datetime) -> Person:
    """Who owns what this account needs: its advocate, who stands in for them, the lead on duty, any advocate.

    NobodyToOwn in a house without a single advocate.
    """
    for person in owners_by_turns(account, at):
        if person is not None and person.is_active and person.has_role(Role.ADVOCATE):
            return person
    raise NobodyToOwn(_("Nobody here may own a case: give somebody the role of customer advocate first."))


def owners_by_turns(account: Account, at: datetime) -> Iterator[Person | None]:
    """Who comes to mind to own what this account needs, one after the other; somebody who may not, too."""
    yield from (advocate.stand_in(at) for advocate in account.advocates())
    with suppress(NobodyOnDuty):
        yield Duty.lead(at)
    advocates = list(Person.objects.with_role(Role.ADVOCATE).order_by("id"))
    yield from (person for person in advocates if not person.is_away(at))
    yield from advocates


@Written
def _confidential(account: int) -> models.QuerySet[Account]:
    return Account.objects.filter(pk=account, is_confidential=True)


@Written
def _locked(case: int) -> models.QuerySet[Case]:
    cases = apps.get_model("cases.case")._base_manager
    return cases.filter(pk=case).select_for_update(no_key=True)
