"""Roles: what a person is here for, and the rights that come with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.rights import RIGHTS

from ..events import RolesChanged
from .guards import refusing

if TYPE_CHECKING:
    from .person import Person


class Role(models.TextChoices):
    """What a person is here for; each role carries rights."""

    ADVOCATE = "advocate", _("Customer advocate")
    LEAD = "lead", _("Team lead")
    SPECIALIST = "specialist", _("Department specialist")
    FIELD = "field", _("Field technician")
    COACH = "coach", _("Quality coach")
    KNOWLEDGE = "knowledge", _("Knowledge owner")
    SUCCESS = "csm", _("Customer-success manager")
    BILLING = "billing", _("Billing")
    VENDORS = "vendor_manager", _("Vendor manager")
    EXECUTIVE = "executive", _("Executive")
    ADMIN = "admin", _("Administrator")


class LastAdministrator(Refused):
    """Somebody must be able to administer the house."""


class StillOwnsCases(Refused):
    """Somebody who owns open cases neither leaves nor stops being an advocate."""


REFUSALS: dict[str, Refused] = {
    "people_person_with_open_cases_stays": StillOwnsCases(
        _("They own open cases, which only a customer advocate may: hand each of them off first.")
    ),
}


class HavingRolesQuerySet(Records):
    """The words by which people of a role are found."""

    def staff(self) -> Self:
        """People, here or gone; programs aside."""
        return self.filter(is_program=False)

    def active(self) -> Self:
        """Those who work here now; programs aside."""
        return self.staff().filter(is_active=True)

    def with_role(self, role: str) -> Self:
        return self.active().filter(roles__contains=[role])

    def who_may(self, right: Any) -> Self:
        """Everybody who has a right."""
        return self.active().filter(roles__overlap=list(RIGHTS[str(right)].roles))


class HavingRoles(Record):
    """The ability to hold roles, and through them rights."""

    roles = ArrayField(models.TextField(choices=Role.choices), default=list, blank=True)
    is_active = models.BooleanField(default=True)
    is_program = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    def may(self, right: Any) -> bool:
        """Whether this person has a right (by code or `Right`): the one place that decides it."""
        return self.is_active and not set(RIGHTS[str(right)].roles).isdisjoint(self.roles)

    def has_role(self, role: str) -> bool:
        return role in self.roles

    @property
    def role_names(self) -> str:
        """The roles in words, for a line under a name."""
        return ", ".join(str(Role(role).label) for role in self.roles)

    @property
    def in_full(self) -> str:
        """Who this is for the journal: a name, or what a program of the house may do."""
        if self.is_program:
            return _("a program of the house, with the rights of: {roles}").format(roles=self.role_names)
        return str(self)

    def change_roles(self, roles: Iterable[str], *, by: models.Model | None, at: datetime | None = None) -> None:
        """Give the person these roles and no others. Refused: LastAdministrator, StillOwnsCases."""
        me = cast("Person", self)
        wanted = [role.value for role in Role if role.value in set(roles)]
        with refusing(REFUSALS):
            held = set(type(me).objects.select_for_update().get(pk=me.pk).roles)
            if Role.ADMIN in held and Role.ADMIN not in wanted:
                me.require_another_administrator()
            granted, withdrawn = sorted(set(wanted) - held), sorted(held - set(wanted))
            if granted or withdrawn:
                type(me).objects.filter(pk=me.pk).update(roles=wanted)
                announce(RolesChanged(person=me, granted=granted, withdrawn=withdrawn), by=by, at=at)
        self.roles = wanted

    def require_another_administrator(self) -> None:
        """LastAdministrator when this person is the only one; two who leave at once wait for each other."""
        me = cast("Person", self)
        administrators = type(me).objects.with_role(Role.ADMIN).select_for_update().order_by("id")
        if not [each for each in administrators if each.pk != me.pk]:
            raise LastAdministrator(_("Make somebody else an administrator first: one must remain."))
