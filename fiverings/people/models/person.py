"""Person: a member of our staff, or a program of the house that acts with roles of its own; never a contact."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from fiverings.core.journal import announce
from fiverings.core.together import together
from fiverings.core.written import Written

from ..events import ProfileChanged
from .away import BeingAway
from .leaving import Leaving
from .presence import BeingPresent, BeingPresentQuerySet
from .roles import HavingRoles, HavingRolesQuerySet
from .skill import Learning, LearningQuerySet
from .team import Membership, Team
from .working import Working


class PersonQuerySet(HavingRolesQuerySet, BeingPresentQuerySet, LearningQuerySet):  # type: ignore[override]
    """The words by which staff are found."""

    def visible_to(self, person: Person) -> Self:
        """Everybody here knows everybody here."""
        return self if person.is_active else self.none()


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Finds staff by mail address, as sign-in does."""

    def get_by_natural_key(self, email: str | None) -> Person:
        return self.get(email__iexact=email)  # type: ignore[no-any-return]


class Person(HavingRoles, Learning, BeingPresent, BeingAway, Working, Leaving, AbstractBaseUser):
    """A member of our staff, who signs in with a mail address."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.TextField()
    known_as = models.TextField(blank=True, default="")
    languages = ArrayField(models.TextField(), default=list, blank=True)
    language = models.TextField(default="en")
    zone = models.TextField(default="UTC")
    phone = models.TextField(blank=True, default="")

    is_acting: bool = False

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    personal = ("email", "name", "known_as", "phone")

    class Meta:
        verbose_name_plural = "people"
        constraints = (
            models.UniqueConstraint(Lower("email"), name="people_person_email_is_unique"),
            models.CheckConstraint(
                condition=models.Q(is_program=False) | models.Q(password__startswith=UNUSABLE_PASSWORD_PREFIX),
                name="people_nobody_signs_in_as_a_program",
            ),
        )

    def __str__(self) -> str:
        return self.known_as or self.name

    @property
    def standing(self) -> tuple[Any, ...]:
        """What somebody may see hangs on this and on who they are, and on nothing else."""
        return self.is_active, self.is_program, self.is_acting, *self.roles

    def with_id(self, pk: int) -> Person:
        """Somebody else of the same standing; nothing more is known of them."""
        known = {"id": pk, "roles": self.roles, "is_active": self.is_active, "is_program": self.is_program}
        columns = [field.attname for field in self._meta.concrete_fields if field.attname in known]
        other = type(self).from_db(None, columns, [known[name] for name in columns])
        other.is_acting = self.is_acting
        return other

    @together
    def change_profile(self, *, by: models.Model, at: datetime | None = None, **columns: Any) -> None:
        """Change what colleagues read about this person: name, known_as, phone, language, languages, zone."""
        changed = [name for name, value in columns.items() if getattr(self, name) != value]
        for name in changed:
            setattr(self, name, columns[name])
        if changed:
            self.save(update_fields=changed)
            announce(ProfileChanged(person=self, changed=sorted(changed)), by=by, at=at)

    def team(self) -> Team | None:
        """The team this person joined first, whose calendar and lead are theirs."""
        membership = _memberships.first(self.pk)
        return membership.team if membership else None


@Written
def _memberships(person: int) -> models.QuerySet[Membership]:
    return Membership.objects.select_related("team__calendar__current").first_of(person)
