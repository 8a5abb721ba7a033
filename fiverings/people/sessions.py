"""Sessions: how a browser is known again at each page, by questions that are written once."""

from __future__ import annotations

from datetime import UTC, datetime

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from fiverings.core.written import Written
from fiverings.people.models import Person


class SessionStore(DatabaseSessions):
    """The sessions of browsers, in the database; they end by the clock on the wall, however far ours is shifted."""

    def _get_session_from_db(self) -> Session | None:
        found: Session | None = _sessions.first(self.session_key, datetime.now(UTC))
        if found is None:
            self._session_key = None
        return found


class StaffBackend(AuthenticationBackend):
    """Whose session it is, as they are now: who has left is nobody."""

    def get_user(self, user_id: int) -> Person | None:
        person: Person | None = _people.first(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None


@Written
def _sessions(key: str, at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=at)


@Written
def _people(person: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=person)
