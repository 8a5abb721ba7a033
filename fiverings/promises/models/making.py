"""Making: an offer is drawn up, measured by our standard and by what the customer expects."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.conversations.models import Journey
from fiverings.core import clock
from fiverings.core.problems import Refused
from fiverings.core.templatetags.moments import when
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.hours.models import BusinessCalendar
from fiverings.people.models import Person

from .expectation import Expectation
from .guarantee import Guarantee
from .kind import Kind
from .matter import about
from .reaching import way_to
from .wording import sentence_for

if TYPE_CHECKING:
    from .offer import Offer
    from .promise import Promise


class DueInThePast(Refused):
    """A promise is for a time to come."""


class LaterThanOurStandard(Refused):
    """We hold ourselves to less time than that, and the customer did not ask for more."""


class ExpectsSooner(Refused):
    """The customer counts on an earlier time and has not agreed to this one."""


class Making(models.Model):
    """The ability of an offer to be drawn up."""

    class Meta:
        abstract = True

    @classmethod
    @together
    def make(
        cls,
        *,
        subject: models.Model,
        journey: Journey,
        kind: str,
        to: Contact,
        owed_by: Person,
        what: str = "",
        due_at: datetime,
        severity: int | None,
        calendar: BusinessCalendar | None,
        zone: str = "",
        consent: str = "",
        channel: str = "",
        number: str = "",
        mends: Promise | None = None,
        comes: Person | None = None,
        by: Person | None,
        at: datetime | None = None,
    ) -> Self:
        """An offer to a contact, with its sentence; nothing is promised yet.

        Refused: DueInThePast, LaterThanOurStandard, ExpectsSooner, Unreachable.
        """
        offer = cls.draw_up(
            subject=subject, journey=journey, kind=kind, to=to, owed_by=owed_by, what=what, due_at=due_at,
            severity=severity, calendar=calendar, zone=zone, consent=consent, channel=channel, number=number,
            mends=mends, comes=comes, by=by, at=at,
        )  # fmt: skip
        offer.refuse_later_than_our_standard()
        offer.refuse_later_than_expected()
        offer.save()
        return offer

    @classmethod
    def draw_up(
        cls,
        *,
        subject: models.Model,
        to: Contact,
        calendar: BusinessCalendar | None,
        zone: str = "",
        channel: str = "",
        number: str = "",
        by: Person | None,
        at: datetime | None = None,
        instead_of: datetime | None = None,
        **terms: Any,
    ) -> Self:
        """The offer as it would be, not kept yet, in whose sentence a time takes another's place.

        Refused: DueInThePast, Unreachable.
        """
        at, to = at or clock.now(), to.survivor
        way = way_to(to, terms["kind"], channel, number=number)
        offer: Any = cls(
            **about(subject), **terms, **way, to_contact=to, zone=zone or to.own_zone(),
            expectation=Expectation.current(subject), made_by=by, made_at=at,
        )  # fmt: skip
        offer.what, offer.consent = offer.what.strip(), offer.consent.strip()
        if offer.due_at <= at:
            raise DueInThePast(_("Promise a time that is still to come."))
        offer.calendar_version = calendar.current if calendar else None
        offer.guarantee = Guarantee.standard(offer.kind, offer.severity, account=offer.journey.account, at=at)
        if offer.guarantee:
            working_time = offer.calendar_version.working_time() if offer.calendar_version else None
            offer.guarantee_due_at = offer.guarantee.due(at, working_time)
        offer.sentence = sentence_for(offer, to=to, matter=subject, at=at, instead_of=instead_of)
        return cast(Self, offer)

    def expected_by(self) -> datetime | None:
        """The moment that the customer counts on for this, when they told us one."""
        offer = cast("Offer", self)
        if offer.expectation is None or not Kind(offer.kind).meets_the_need:
            return None
        return offer.expectation.asks_by(offer.made_at)

    def gap(self) -> timedelta | None:
        """How much later the offer is than what the customer expects; less than nothing when it is sooner."""
        expected = self.expected_by()
        return None if expected is None else cast("Offer", self).due_at.astimezone(UTC) - expected.astimezone(UTC)

    def refuse_later_than_our_standard(self) -> None:
        """Later than our standard is told only to a customer who asked for later."""
        offer, expected = cast("Offer", self), self.expected_by()
        if offer.guarantee_due_at is None or offer.due_at <= max(offer.guarantee_due_at, expected or offer.made_at):
            return
        latest = when(offer.guarantee_due_at, offer.zone)
        words = _("Our standard is {latest}; a later time is promised only when the customer asked for it.")
        raise LaterThanOurStandard(words.format(latest=latest))

    def refuse_later_than_expected(self) -> None:
        """Later than expected is told only to a customer who agreed."""
        offer, expected = cast("Offer", self), self.expected_by()
        if expected is not None and offer.due_at > expected and not offer.consent:
            words = _("They expect it by {expected}. Promise it by then, or write down that they agree to later.")
            raise ExpectsSooner(words.format(expected=when(expected, offer.zone)))
