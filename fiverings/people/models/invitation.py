"""Invitations: how somebody becomes a member of our staff, by a link that works once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.jobs import later
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together

from ..events import InvitationWithdrawn, PersonInvited, PersonJoined
from .house_mail import house_mail
from .person import Person
from .roles import Role

SALT = "people.invitation"
LASTS = timedelta(days=7)


class AlreadyHere(Refused):
    """Somebody with this mail address works here already."""


class InvitationSpent(Refused):
    """An invitation was accepted, withdrawn, or has run out."""


class InvitationQuerySet(Records):
    """The words by which invitations are found."""

    def visible_to(self, person: Person) -> Self:
        return self if person.may("people.invite") else self.none()

    def waiting(self, at: datetime) -> Self:
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)


class Invitation(Record):
    """An offer to work here, with the roles that come with it; the link is computed, so no secret is kept."""

    email = models.EmailField(max_length=254, blank=True, default="")
    name = models.TextField(blank=True, default="")
    roles = ArrayField(models.TextField(choices=Role.choices), default=list, blank=True)
    language = models.TextField(default="en")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation")

    objects = InvitationQuerySet.as_manager()
    personal = ("email", "name")

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, person=None)
                | models.Q(accepted_at__isnull=False, person__isnull=False),
                name="people_an_accepted_invitation_has_its_person",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.email or str(_("the first administrator"))

    @classmethod
    @together
    def make(
        cls, *, email: str, name: str, roles: list[str], by: models.Model | None, at: datetime | None = None
    ) -> Invitation:
        """Invite somebody; an earlier invitation to the same address is withdrawn. AlreadyHere when they work here."""
        moment = at or clock.now()
        if email and Person.objects.filter(email__iexact=email).exists():
            raise AlreadyHere(_("Somebody with this mail address works here already."))
        cls.objects.waiting(moment).filter(email__iexact=email).update(withdrawn_at=moment)
        invitation = cls(email=email, name=name, roles=roles, made_at=moment, expires_at=moment + LASTS)
        invitation.language = getattr(by, "language", settings.LANGUAGE_CODE)
        invitation.save()
        announce(PersonInvited(invitation=invitation), by=by, at=at)
        if email:
            later(invitation.send_mail)
        return invitation

    @classmethod
    def of_token(cls, token: str) -> Invitation | None:
        """The invitation that a link names, whether it still waits or not."""
        try:
            number = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            return None
        found: Invitation | None = cls.objects.filter(pk=number).first()
        return found

    def link(self) -> str:
        """The address at which the invitation is accepted."""
        token = signing.dumps(self.pk, salt=SALT)
        return f"{settings.PUBLIC_ADDRESS}{reverse('people-welcome', args=[token])}"

    def is_waiting(self, at: datetime | None = None) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > (at or clock.now())

    def send_mail(self) -> None:
        """Mail the link, unless the invitation no longer waits."""
        if not self.is_waiting():
            return
        house_mail("people/mail/invitation.txt", to=self.email, language=self.language, invitation=self).send()

    @together
    def withdraw(self, *, by: models.Model, at: datetime | None = None) -> None:
        """Take the invitation back."""
        self._require_waiting(at).withdrawn_at = self.withdrawn_at = at or clock.now()
        self.save(update_fields=["withdrawn_at"])
        announce(InvitationWithdrawn(invitation=self), by=by, at=at)

    @together
    def accept(
        self, *, name: str, password: str, email: str = "", zone: str = "UTC", at: datetime | None = None
    ) -> Person:
        """Become a member of the staff; InvitationSpent when that was done already or it is too late."""
        waiting = self._require_waiting(at)
        person = Person(email=waiting.email or email, name=name, roles=waiting.roles, zone=zone)
        if Person.objects.filter(email__iexact=person.email).exists():
            raise AlreadyHere(_("Somebody with this mail address works here already."))
        person.language = waiting.language
        person.set_password(password)
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
        self.accepted_at, self.person = at or clock.now(), person
        self.save(update_fields=["accepted_at", "person"])
        announce(PersonJoined(person=person, invitation=self), by=person, at=at)
        return person

    def _require_waiting(self, at: datetime | None) -> Invitation:
        current = Invitation.objects.select_for_update().get(pk=self.pk)
        if not current.is_waiting(at):
            raise InvitationSpent(_("This invitation was used, taken back, or has run out. Ask for a new one."))
        return current  # type: ignore[no-any-return]
