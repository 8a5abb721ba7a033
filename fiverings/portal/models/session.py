"""Sessions of contacts: a cookie and a table of their own, which no staff page reads."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import models

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together
from fiverings.customers.models import Contact

from ..events import PortalEntered, PortalLeft

LASTS = timedelta(days=14)
REMEMBERS_USE_EVERY = timedelta(minutes=5)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class PortalSessionQuerySet(Records):
    """The words by which sessions are found."""

    def open(self, at: datetime) -> PortalSessionQuerySet:
        return self.filter(ended_at=None, expires_at__gt=at, contact__merged_into=None)

    def of(self, contact: Contact) -> PortalSessionQuerySet:
        return self.filter(contact=contact)

    def begun_since(self, at: datetime) -> PortalSessionQuerySet:
        return self.filter(began_at__gte=at)

    def end_all(self, *, at: datetime) -> None:
        """Sign them out, whoever they are."""
        self.filter(ended_at=None).update(ended_at=at)

    def of_token(self, token: str, at: datetime) -> PortalSession | None:
        """The open session whose cookie holds this token, with its contact."""
        found: PortalSession | None = (
            self.open(at).filter(hash=_hash(token)).select_related("contact__account").first() if token else None
        )
        return found


class PortalSession(Record):
    """A span in which a contact is signed in to the portal; only the hash of its token is kept."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    hash = models.TextField(unique=True)
    agent = models.TextField(blank=True, default="")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PortalSessionQuerySet.as_manager()
    personal = ("agent",)

    def __str__(self) -> str:
        return f"{self.contact}, {self.began_at:%Y-%m-%d %H:%M}"

    @classmethod
    @together
    def begin(cls, contact: Contact, *, agent: str = "", at: datetime | None = None) -> tuple[PortalSession, str]:
        """A new session and its token, for the cookie."""
        moment, token = at or clock.now(), secrets.token_urlsafe(32)
        session = cls(contact=contact, hash=_hash(token), agent=agent[:200])
        session.began_at = session.seen_at = moment
        session.expires_at = moment + LASTS
        session.save()
        announce(PortalEntered(contact=contact, session=session), by=contact, at=at)
        return session, token

    @together
    def end(self, *, at: datetime | None = None) -> None:
        """Sign out."""
        if PortalSession.objects.filter(pk=self.pk, ended_at=None).update(ended_at=at or clock.now()):
            announce(PortalLeft(contact=self.contact, session=self), by=self.contact, at=at)

    def note_use(self, at: datetime) -> None:
        """Remember that the session is used, now and then."""
        if at - self.seen_at >= REMEMBERS_USE_EVERY:
            PortalSession.objects.filter(pk=self.pk).update(seen_at=at)
