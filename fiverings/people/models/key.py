"""Keys: how programs come in, with the rights of a person or of their own, and no more than the scopes they name."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self, cast

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.written import Written

from ..events import KeyMade, KeyWithdrawn
from .person import Person
from .roles import Role

PREFIX = "fr_"
NOWHERE = "programs.invalid"
SCOPE = re.compile(r"[a-z_]+(:[a-z_]+)*")
REMEMBERS_USE_EVERY = timedelta(minutes=1)


class UnknownScope(Refused):
    """A scope is written as words with colons between them."""


class KeyOfAnother(Refused):
    """A key that acts as somebody is made by them alone."""


class UnfitRoles(Refused):
    """A program of the house has the rights of some roles, and administers nothing."""


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
        """The working key with this token, of a person who works here or of a program of the house."""
        return cast("Key | None", _opening.first(_hash(token), at))


class Key(Record):
    """What a program shows to come in; only its hash is kept, and the token is shown once.

    A personal key acts as its person, who made it. A key of the house acts as a program: a person of its own that
    nobody is, with roles chosen when the key was made, gone with the key; so it outlasts whoever made it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="keys")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="keys_made")
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
    @together
    def make(
        cls,
        *,
        person: Person,
        name: str,
        scopes: Iterable[str],
        by: Person,
        expires_at: datetime | None = None,
        at: datetime | None = None,
    ) -> tuple[Key, str]:
        """A key that acts as its person, and its token, which nobody can read again; KeyOfAnother, UnknownScope."""
        if by.pk != person.pk:
            raise KeyOfAnother(_("A key that acts as {person} is made by {person} alone.").format(person=person))
        key, token = cls._cut(person, name, scopes, by, expires_at, at)
        announce(KeyMade(person=person, key=key), by=by, at=at)
        return key, token

    @classmethod
    @together
    def make_for_house(
        cls,
        *,
        name: str,
        roles: Iterable[str],
        scopes: Iterable[str],
        by: Person | None,
        expires_at: datetime | None = None,
        at: datetime | None = None,
    ) -> tuple[Key, str]:
        """A key of the house with the rights of these roles, and its token; UnfitRoles, UnknownScope."""
        wanted = [role.value for role in Role if role.value in set(roles)]
        if not wanted or Role.ADMIN in wanted:
            raise UnfitRoles(_("A program of the house has the rights of some roles, but never an administrator's."))
        program = Person(email=f"{secrets.token_hex(8)}@{NOWHERE}", name=name, roles=wanted, is_program=True)
        program.set_unusable_password()
        program.save()
        key, token = cls._cut(program, name, scopes, by, expires_at, at)
        announce(KeyMade(person=program, key=key), by=by, at=at)
        return key, token

    @classmethod
    def _cut(
        cls,
        person: Person,
        name: str,
        scopes: Iterable[str],
        by: Person | None,
        expires_at: datetime | None,
        at: datetime | None,
    ) -> tuple[Key, str]:
        named = sorted(set(scopes))
        if unknown := [scope for scope in named if not SCOPE.fullmatch(scope)]:
            raise UnknownScope(_("{scope} is not a scope.").format(scope=unknown[0]))
        token = PREFIX + secrets.token_urlsafe(32)
        key = cls(person=person, made_by=by, name=name, scopes=named, hash=_hash(token), hint=token[:7])
        key.made_at, key.expires_at = at or clock.now(), expires_at
        key.save()
        return key, token

    @together
    def revoke(self, *, by: models.Model | None, at: datetime | None = None) -> None:
        """Let nothing come in by this key any more; a program of the house is gone with it. KeyRevoked."""
        moment = at or clock.now()
        if not Key.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=moment):
            raise KeyRevoked(_("This key was revoked already."))
        self.revoked_at = moment
        if self.person.is_program:
            self.person.is_active = False
            self.person.save(update_fields=["is_active"])
        announce(KeyWithdrawn(person=self.person, key=self), by=by, at=at)

    def note_use(self, at: datetime) -> None:
        """Remember that the key was used, to the minute."""
        if self.last_used_at is None or at - self.last_used_at >= REMEMBERS_USE_EVERY:
            Key.objects.filter(pk=self.pk).update(last_used_at=at)


@Written
def _opening(hash: str, at: datetime) -> models.QuerySet[Key]:
    return Key.objects.working(at).filter(hash=hash, person__is_active=True).select_related("person")
