"""Mending: a word was broken, somebody said so to the customer, and what was promised is done: a week later we ask."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from fiverings.core.references import Gone
from fiverings.hours.models import NotAnswerable
from fiverings.people.models import Person

from .kind import Kind
from .outcome import Ending, LateFulfilment, Outcome
from .outstanding import Outstanding
from .recovering import hours_of
from .settling import Settling

if TYPE_CHECKING:
    from .promise import Promise

FOLLOWED_UP_AFTER = timedelta(days=7)


class Mending(Settling):
    """The ability of a promise to make good another one, or to be made good."""

    class Meta:
        abstract = True

    def recovered(self) -> Promise:
        """What was broken, for which a recovery is owed; itself, where it is none."""
        promise = cast("Promise", self)
        while promise.recovers is not None:
            promise = promise.recovers
        return promise

    def first_broken(self) -> Promise:
        """The word with whose breach all of it began; itself, where nothing was broken before."""
        promise = self.recovered()
        while promise.mends is not None:
            promise = promise.mends.recovered()
        return promise

    def is_acknowledged(self) -> bool:
        """Whether the customer has heard from us since it broke: the last of its recoveries is kept."""
        last = cast("Promise", self)
        while recovery := type(last).objects.filter(recovers=last).first():
            last = recovery
        return last.recovers_id is not None and Outcome.objects.filter(promise=last, kind=Ending.KEPT).exists()

    def _kept_for_a_broken_word(self, person: Person, matter: Any, *, at: datetime) -> None:
        """It was kept: where that made a broken word to a customer good, we ask later whether it is well again."""
        promise = cast("Promise", self)
        broken = promise.recovered()
        if promise.recovers_id is not None:
            is_done = not broken.is_internal and LateFulfilment.objects.filter(promise=broken).exists()
        else:
            is_done = promise.mends_id is not None and promise.kind != Kind.CHECK_IN
        if is_done:
            broken._ask_later(person, matter, at=at)

    def _done_after_all(self, matter: Any, *, at: datetime) -> None:
        """It was broken and is done: where the customer has heard from us since, whoever owns the matter asks later."""
        promise = cast("Promise", self)
        if not promise.is_internal and promise.is_acknowledged():
            promise._ask_later(getattr(matter, "owner", promise.owed_by), matter, at=at)

    def _ask_later(self, person: Person, matter: Any, *, at: datetime) -> None:
        """A week later somebody asks whether it is well again; once for all that was broken about a matter."""
        promise = cast("Promise", self)
        asked = Outstanding.objects.filter(promise__kind=Kind.CHECK_IN)
        if isinstance(matter, Gone) or asked.of(matter).exists():
            return
        version, due_at = hours_of(promise.journey, person), at + FOLLOWED_UP_AFTER
        try:
            due_at = version.working_time().days_after(due_at, 0) if version else due_at
        except NotAnswerable:
            version = None
        type(promise).to_ourselves(
            subject=matter, journey=promise.journey, kind=Kind.CHECK_IN, person=person, due_at=due_at,
            severity=promise.severity, zone=promise.zone, at=at, mends=promise.first_broken(),
            calendar_version=version,
        )  # fmt: skip
