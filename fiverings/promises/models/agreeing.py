"""Agreeing: where we told later than they expect, one of the two becomes the time that both count on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, cast

from django.utils.translation import gettext as _

from fiverings.conversations.models import TheirWords
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from ..events import PromiseConsented
from .agreement import Agreement
from .expectation import Expectation
from .kind import How
from .measuring import Measuring
from .promise_consent import PromiseConsent
from .renegotiating import NoConsent, Renegotiating

if TYPE_CHECKING:
    from .promise import Promise


class NoGap(Refused):
    """Nothing was told later than they expect, or they have agreed to it."""


@dataclass(frozen=True)
class Gap:
    """That a promise was told for later than they expect, and nobody says that they agree."""

    promise: Promise
    heard: Expectation
    expected_at: datetime

    @property
    def span(self) -> timedelta:
        """How much later we told it, by the clock on the wall."""
        return self.promise.due_at - self.expected_at

    def may_close(self, at: datetime) -> bool:
        """Whether their time is still to come, so that it can be promised."""
        return self.expected_at > at


class Agreeing(Renegotiating, Measuring):
    """The ability of a promise to be brought together with what they expect."""

    class Meta:
        abstract = True

    def gap(self, heard: Expectation | None) -> Gap | None:
        """How far apart it is from what they said, unless they agreed."""
        promise, expected = cast("Promise", self), self.expected_by(heard)
        if heard is None or expected is None or promise.is_internal or promise.due_at <= expected:
            return None
        return None if self.is_agreed(heard) else Gap(promise, heard, expected)

    heard_with: ClassVar[tuple[str, ...]] = ("to_contact", "told_by")

    @property
    def holds_their_words(self) -> bool:
        """Whether they agreed as they were told; of another in its place, their words stand beside both."""
        promise = cast("Promise", self)
        return bool(promise.consent) and promise.replaces_id is None

    def in_their_words(self) -> TheirWords:
        """What they said as they were told, and to whom."""
        return Agreement.when_told(cast("Promise", self)).in_their_words()

    def agreement(self) -> Agreement | None:
        """Who agreed to its time, how and in which words: to it instead of another, as they were told, or since."""
        promise = cast("Promise", self)
        if promise.consent:
            changed = promise.replaces.renegotiation if promise.replaces else None
            return Agreement.to_another(changed) if changed else Agreement.when_told(promise)
        since = promise.consents.select_related("contact", "by").order_by("-at", "-id").first()
        return Agreement.since(since) if since else None

    def agreed_in_spite_of(self, heard: Expectation | None) -> Agreement | None:
        """What they said to its time, where they expect it sooner or gave up another for it."""
        promise, expected = cast("Promise", self), self.expected_by(heard)
        is_later = expected is not None and promise.due_at > expected and self.is_agreed(heard)
        return self.agreement() if promise.consent or is_later else None

    @together
    def consent_to(
        self, heard: Expectation | None, *, words: str, how: str = How.SPOKEN, by: Person, at: datetime | None = None
    ) -> PromiseConsent:
        """They agree to our time in spite of what they said; it stands as it was told. NoConsent, NoGap."""
        promise, at = cast("Promise", self), at or clock.now()
        if not words.strip():
            raise NoConsent(_("Write down in their words that they agree."))
        owed, gap = promise._owed(), promise._gap_or_refuse(heard)
        contact = cast(Contact, promise.to_contact).survivor
        consent = PromiseConsent(
            promise=promise, expectation=gap.heard, contact=contact, words=words.strip(), how=how, by=by, at=at
        )
        consent.save()
        about = {"promise": promise, "journey": promise.journey, "matter": owed.matter()}
        announce(PromiseConsented(**about, consent=consent, contact=contact), by=by, at=at)
        return consent

    @together
    def tighten(self, heard: Expectation | None, *, by: Person, at: datetime | None = None) -> Promise:
        """It is promised by the time that they expect, in place of ours, and told them in writing at once.

        What they said is their consent. Refused: NoGap, DueInThePast, and as `renegotiate`.
        """
        gap = self._gap_or_refuse(heard)
        heard = gap.heard
        return self.renegotiate(
            due_at=gap.expected_at,
            consent=str(heard),
            how=heard.how,
            message=heard.message,
            told=How.WRITTEN,
            by=by,
            at=at,
        )

    def _gap_or_refuse(self, heard: Expectation | None) -> Gap:
        gap = self.gap(heard)
        if gap is None:
            raise NoGap(_("They do not expect it sooner, or have agreed to it."))
        return gap
