"""Keys: how programs come in, with the rights of a person and no more than the scopes they name."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused

from ..events import KeyMade, KeyWithdrawn

if TYPE_CHECKING:
    from .person import Person

PREFIX = "fr_"
SCOPE = re.compile(r"[a-z_]+(:[a-z_]+)*")
REMEMBERS_USE_EVERY = timedelta(minutes=1)


class UnknownScope(Refused):
    """A scope is written as words with colons between them."""


class KeyRevoked(Refused):
    """A key that was revoked stays revoked."""


def _hash(token: str) -> str:
    """A token has 256 bits of chance, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


class KeyQuerySet(Records):
    """The words by which keys are found."""

    def visible_to(self, person: Person) -> Self:
        """One's own; those who look after keys see all."""
        return self.all() if person.may("people.keys") else self.filter(person=person)

    def working(self, at: datetime) -> Self:
        return self.filter(models.Q(expires_at=None) | models.Q(expires_at__gt=at), revoked_at=None)

    def opening(self, token: str, at: datetime) -> Key | None:
        """The working key with this token, of a person who works here."""
        found = self.working(at).filter(hash=_hash(token), person__is_active=True).select_related("person").first()
        return found


class Key(Record):
    """What a program shows to come in as a person; only its hash is kept, and the token is shown once."""

    class Use(models.TextChoices):
        """Whose program it is."""

        PERSONAL = "personal", _("My own program")
        SERVICE = "service", _("A program of the house")

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="keys")
    use = models.TextField(choices=Use.choices, default=Use.PERSONAL)
    name = models.TextField()
    scopes = ArrayField(models.TextField(), default=list, blank=True)
    hash = models.TextField(unique=True)
    hint = models.TextField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def make(
        cls,
        *,
        person: Person,
        name: str,
        scopes: Iterable[str],
        by: models.Model,
        use: str = Use.PERSONAL,
        expires_at: datetime | None = None,
        at: datetime | None = None,
    ) -> tuple[Key, str]:
        """A new key and its token, which nobody can read again."""
        named = sorted(set(scopes))
        if unknown := [scope for scope in named if not SCOPE.fullmatch(scope)]:
            raise UnknownScope(_("{scope} is not a scope.").format(scope=unknown[0]))
        token = PREFIX + secrets.token_urlsafe(32)
        key = cls(person=person, name=name, scopes=named, use=use, hash=_hash(token), hint=token[:7])
        key.made_at, key.expires_at = at or clock.now(), expires_at
        key.save()
        announce(KeyMade(person=person, key=key), by=by, at=at)
        return key, token

    @transaction.atomic
    def revoke(self, *, by: models.Model, at: datetime | None = None) -> None:
        """Let nothing come in by this key any more."""
        moment = at or clock.now()
        if not Key.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=moment):
            raise KeyRevoked(_("This key was revoked already."))
        self.revoked_at = moment
        announce(KeyWithdrawn(person=self.person, key=self), by=by, at=at)

    def note_use(self, at: datetime) -> None:
        """Remember that the key was used, to the minute."""
        if self.last_used_at is None or at - self.last_used_at >= REMEMBERS_USE_EVERY:
            Key.objects.filter(pk=self.pk).update(last_used_at=at)

    def works(self, at: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > at)
