"""Declining: a link in a mailed notice by which its reader gets no more of its kind by mail, without signing in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.core import signing
from django.urls import reverse

from fiverings.core.events import KINDS, Event
from fiverings.people.models import Person

from .wish import Way, Wish

SALT = "notices.declining"


@dataclass(frozen=True)
class Declining:
    """Whoever reads the mail, and the kind of event of which it tells."""

    person: Person
    kind: type[Event]

    @classmethod
    def of_token(cls, token: str) -> Self | None:
        """What a link names; None when it was not made by us, or its reader or kind is no more."""
        try:
            number, _dot, kind = signing.Signer(salt=SALT).unsign(token).partition(".")
        except signing.BadSignature:
            return None
        person = Person.objects.filter(pk=int(number), is_active=True).first()
        return cls(person, KINDS[kind]) if person and kind in KINDS else None

    @property
    def headers(self) -> dict[str, str]:
        """The fields by which mail programs offer it (RFC 2369), in one press (RFC 8058)."""
        token = signing.Signer(salt=SALT).sign(f"{self.person.pk}.{self.kind.kind}")
        address = f"{settings.PUBLIC_ADDRESS}{reverse('no-more-mail', args=[token])}"
        return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}

    @property
    def is_done(self) -> bool:
        """Whether they get none by mail."""
        return not Wish.objects.filter(person=self.person, kind=self.kind.kind, way=Way.MAIL).exists()

    def decline(self) -> None:
        """From now on only the bell tells them; where it is so already, nothing changes."""
        if not self.is_done:
            Wish.make(person=self.person, kind=self.kind.kind, way=Way.BELL)
