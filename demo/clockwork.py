"""Clockwork: what the clocks of the house did about a told case, at the moments at which they struck."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db.models import Q

from demo.lines import Line
from fiverings.cases.models import REOPENS_WITHIN, Case, CollaborationRequest, Escalation, Resolution, Silence
from fiverings.promises.models import Kind, Outstanding, Pause, Promise

if TYPE_CHECKING:
    from demo.telling import Telling

STRIKES_AFTER = timedelta(seconds=3)
TRIES_AGAIN = timedelta(hours=6)
A_NIGHT = timedelta(hours=6)
ASKED_BEFORE = timedelta(hours=4)
FOLLOWS_UP = Q(promise__kind=Kind.CHECK_IN, promise__mends__isnull=False)
DECIDED = (
    ("Call them now and tell them when; the rest waits.", "Team lead, over the order of the day"),
    ("You keep it. I take your calls for an hour.", "Team lead, over the roster"),
    ("Tell them today what we know, even if it is little.", "Team lead"),
    ("Chidi drops what he has and looks with you.", "Team lead, over the technicians' day"),
)


class Clockwork:
    """The ability of a told case to stand under the clocks."""

    def strike(self: Telling, at: datetime) -> None:
        """Whatever has lasted too long by now has its end."""
        case = self.work
        case.refresh_from_db()
        for owed in (
            Outstanding.objects.of(case).overdue(at + ASKED_BEFORE).filter(FOLLOWS_UP).select_related("promise")
        ):
            self.checks(Line("", ""), min(at, owed.due_at))
        for owed in Outstanding.objects.of(case).overdue(at).select_related("promise"):
            self._break(owed, at)
        if case.state == case.State.WAITING and Pause.objects.of(case).too_long(at).exists():
            case.end_waiting(by=None, at=at)
        if case.state == case.State.PROPOSED:
            case.take_silence(at=at)
        if case.state == case.State.RESOLVED:
            case.close(at=at)
        if self.has_asked:
            for asked in (CollaborationRequest, Escalation):
                asked.objects.filter(case=case).overdue(at).climb_all(at=at)
        case.refresh_from_db()

    def _break(self: Telling, owed: Outstanding, at: datetime) -> None:
        """Nobody kept it: a lead is asked, and answers within the hour."""
        owed.promise.break_(at=at)
        recovery = cast(Promise, owed.promise.recovered_by)
        self.expected.append((at + (recovery.due_at - at) * 3 / 4, Line("", "", act="recovers")))
        reason = f"A promise was broken: {owed.promise}"
        if self.work.escalate_by_rule("promise.broken", reason=reason, at=at):
            self.has_asked = True
            words, authority = DECIDED[owed.promise_id % len(DECIDED)]
            self.expected += [
                (at + timedelta(minutes=5), Line("", "", act="holds")),
                (at + timedelta(minutes=13), Line("", words, act="decides", how={"authority": authority})),
                (at + timedelta(minutes=31), Line("", "", act="met")),
            ]

    def next_strike(self: Telling, at: datetime) -> datetime | None:
        """When a clock strikes next, as far as anybody can tell now; what nothing came of is tried again."""
        self.lasting = list(self.times(at))
        struck = (each + STRIKES_AFTER for each in self.lasting)
        return min((each if each > at else at + TRIES_AGAIN for each in struck), default=None)

    def times(self: Telling, at: datetime) -> Iterator[datetime]:
        """The moments at which something has lasted too long."""
        case = self.work
        found = Case.objects.filter(pk=case.pk).values_list("state", "next_due_at", "ended_at")
        state, due_at, ended_at = found.get()
        if due_at is not None:
            follow_up = Outstanding.objects.of(case).filter(FOLLOWS_UP).first()
            yield follow_up.due_at - ASKED_BEFORE if follow_up and follow_up.due_at == due_at else due_at
        if state == case.State.WAITING:
            yield from Pause.objects.of(case).lasting().values_list("until_at", flat=True)
        if state == case.State.PROPOSED and (until := self._silent_until(at)):
            yield until
        if state == case.State.RESOLVED:
            yield ended_at + REOPENS_WITHIN
        if self.has_asked:
            yield from self._asked()

    def _silent_until(self: Telling, at: datetime) -> datetime | None:
        """When silence is their answer, which is nobody's before we have asked on a second day."""
        resolution = cast(Resolution, self.work.proposed())
        return None if at - resolution.proposed_at < A_NIGHT else Silence.about(resolution, until=at).ends_at

    def _asked(self: Telling) -> Iterator[datetime]:
        """By when somebody accepts, or decides."""
        requests = CollaborationRequest.objects.unended().filter(case=self.work, state="asked")
        yield from requests.values_list("accept_by", flat=True)
        for escalation in Escalation.objects.unended().filter(case=self.work):
            if escalation.state != escalation.State.DECIDED:
                yield escalation.resolve_by or escalation.accept_by
