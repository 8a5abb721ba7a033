"""Filing: a mail that arrived finds its place exactly once, or is set aside with a reason, and is never lost."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.db import InterfaceError, OperationalError, connection, models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.jobs import later
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.turns import in_turn
from fiverings.core.written import Written

from ..events import MailSetAside, MailTakenUpAgain
from ..gateways.mail.parsing import ParsedMail
from .place import Place
from .sorting import Sorting
from .trust import FOUND

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from .arrival import Arrival

log = logging.getLogger(__name__)

TRIES_AT_MOST = 8
PASSES = (OperationalError, InterfaceError)
SOON = "set_config('synchronous_commit', 'off', true)"
"""It is on disk a moment later: the job waits for that before it is over."""
COUNT = f"UPDATE channels_arrival SET tries = tries + 1 FROM {SOON} WHERE id = %s AND outcome = '' RETURNING tries"
ONE_AFTER_ANOTHER = f"SELECT pg_advisory_xact_lock(hashtextextended(%s, 5)), {SOON}"
SETTLED = ("outcome", "message", "reason", "error", "settled_at", "subject", "sender", "block", *FOUND)


class NotSetAside(Refused):
    """This mail has found its place."""


class Filing(models.Model):
    """The ability of a mail to be filed: its place and the mark that it is done, together or not at all."""

    class Meta:
        abstract = True

    def file(self) -> None:
        """Find the mail's place; does nothing when that is done. What cannot be filed is set aside and shown."""
        tried = self._count_try()
        if not tried:
            return
        if tried > TRIES_AT_MOST:
            self.set_aside("failed", error=f"Whoever tried to file it did not live to finish, {TRIES_AT_MOST} times.")
            return
        try:
            mail = self._read()
            with in_turn():
                self._file(mail)
        except PASSES:
            raise
        except Exception as error:
            log.exception("The mail %s could not be filed and was set aside", self.pk)
            self.set_aside("failed", error=f"{type(error).__name__}: {error}")

    @together
    def set_aside(self, reason: str, *, error: str = "", at: datetime | None = None) -> None:
        """Let it wait for somebody to look at it, and say why; does nothing to a mail that has found its place."""
        arrival = self._locked()
        if not arrival.outcome:
            arrival._settle(Place("aside", reason=reason), error=error, at=at)

    @together
    def try_again(self, *, by: Person, at: datetime | None = None) -> None:
        """File it again because somebody says so, even when a machine wrote it; NotSetAside when it has its place."""
        arrival = self._locked()
        if not arrival.is_set_aside:
            raise NotSetAside(_("This mail has found its place already."))
        arrival.outcome = arrival.reason = arrival.error = ""
        arrival.settled_at, arrival.tries = None, 0
        arrival.taken_up_by, arrival.taken_up_at = by, at or clock.now()
        arrival.save()
        announce(MailTakenUpAgain(arrival=arrival, mailbox=arrival.mailbox), by=by, at=at)
        later(arrival.file)

    def _read(self) -> ParsedMail:
        """The mail, and what lists show of it."""
        arrival = cast("Arrival", self)
        raw = arrival.kept.read()
        mail = ParsedMail.read(raw, at=arrival.came_at)
        arrival.subject = mail.subject
        arrival.sender = next((each.address.lower() for each in mail.from_ if "@" in each.address), "")
        arrival.look_at(raw)
        return mail

    @together
    def _file(self, mail: ParsedMail) -> None:
        arrival = self._locked()
        if not arrival.outcome:
            _one_after_another(mail.message_id)
            arrival._settle(Sorting(arrival, mail).place())

    def _settle(self, place: Place, *, error: str = "", at: datetime | None = None) -> None:
        arrival = cast("Arrival", self)
        arrival.outcome, arrival.message, arrival.reason = place.outcome, place.message, place.reason
        arrival.block = place.block
        arrival.error, arrival.settled_at = error.replace("\x00", ""), at or clock.now()
        arrival.save(update_fields=SETTLED)
        if place.reason:
            announce(MailSetAside(arrival=arrival, mailbox=arrival.mailbox, reason=place.reason), by=None, at=at)

    def _count_try(self) -> int:
        """Counted before anything is tried, so a mail that ends the worker is noticed too; 0 when it is settled."""
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [self.pk])
            counted = cursor.fetchone()
        return counted[0] if counted else 0

    def _locked(self) -> Arrival:
        """The row as it is now, ours until the end of the transaction, with what was read of the mail."""
        mine = cast("Arrival", self)
        arrival = cast("Arrival", _locked(self.pk)[0])
        if "mailbox" in mine._state.fields_cache:
            arrival.mailbox = mine.mailbox
        arrival.subject, arrival.sender = mine.subject or arrival.subject, mine.sender or arrival.sender
        for name in FOUND:
            setattr(arrival, name, getattr(mine, name))
        return arrival


def _one_after_another(message_id: str) -> None:
    """Copies of one mail, in two mailboxes or twice in one, are filed one after another."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AFTER_ANOTHER, [message_id])


@Written
def _locked(arrival: int) -> models.QuerySet[Arrival]:
    return apps.get_model("channels.arrival").objects.filter(pk=arrival).select_for_update()
