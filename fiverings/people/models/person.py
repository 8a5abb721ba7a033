"""Person: a member of our staff. A customer's contact is never one."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record, Records
from fiverings.core.rights import RIGHTS


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


class PersonQuerySet(Records):
    """The words by which staff are found."""

    def visible_to(self, person: Person) -> Self:
        """Everybody here knows everybody here."""
        return self if person.is_active else self.none()

    def active(self) -> Self:
        return self.filter(is_active=True)

    def with_role(self, role: str) -> Self:
        return self.active().filter(roles__contains=[role])


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Finds staff by mail address, as sign-in does."""

    def get_by_natural_key(self, email: str | None) -> Person:
        return self.get(email__iexact=email)


class Person(AbstractBaseUser, Record):
    """A member of our staff, who signs in with a mail address."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.TextField()
    known_as = models.TextField(blank=True, default="")
    roles = ArrayField(models.TextField(choices=Role.choices), default=list, blank=True)
    languages = ArrayField(models.TextField(), default=list, blank=True)
    language = models.TextField(default="en")
    zone = models.TextField(default="UTC")
    phone = models.TextField(blank=True, default="")
    is_active = models.BooleanField(default=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    personal = ("email", "name", "known_as", "phone")

    class Meta:
        verbose_name_plural = "people"
        constraints = (models.UniqueConstraint(Lower("email"), name="people_person_email_is_unique"),)

    def __str__(self) -> str:
        return self.known_as or self.name

    def may(self, right: Any) -> bool:
        """Whether this person has a right (by code or `Right`): the one place that decides it."""
        return self.is_active and not set(RIGHTS[str(right)].roles).isdisjoint(self.roles)

    def has_role(self, role: str) -> bool:
        return role in self.roles
