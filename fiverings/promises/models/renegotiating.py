"""Renegotiating: a customer agrees, before the time has passed, to another promise in place of one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from fiverings.conversations.models import Message, NoAddress
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import PromiseReplaced
from .kind import How
from .outcome import Ending
from .outstanding import Outstanding
from .renegotiation import Renegotiation
from .settling import Settling

if TYPE_CHECKING:
    from .offer import Offer
    from .promise import Promise


class NoConsent(Refused):
    """Nobody wrote down that the customer agrees."""


class NobodyToAgree(Refused):
    """What we owe to ourselves is kept or released; there is nobody who could agree to another time."""


class TooLateToRenegotiate(Refused):
    """The time has passed: what comes now is making it right."""


class Renegotiating(Settling):
    """The ability of a promise to be replaced with the customer's consent."""

    class Meta:
        abstract = True

    @together
    def renegotiate(
        self,
        *,
        due_at: datetime,
        consent: str,
        how: str = How.SPOKEN,
        by: Person,
        at: datetime | None = None,
        message: Message | None = None,
        told: str = "",
    ) -> Promise:
        """Another promise in place of this one, with the customer's consent in their words; it follows in writing.

        `how` they agreed, the `message` in which they did, and how it is `told` them where not in the same way. Whoever
        agrees to a later time than our standard asked for it. Refused: NoConsent, NobodyToAgree, AlreadySettled,
        TooLateToRenegotiate, DueInThePast; NoAddress when it is told in writing alone and no mail reaches them.
        """
        promise, at = cast("Promise", self), at or clock.now()
        owed = promise._agreed_to(consent, at=at)
        replacement = promise._replacement(owed, due_at=due_at, consent=consent, how=told or how, by=by, at=at)
        agreed = Renegotiation(
            promise=promise, replacement=replacement, consent=consent.strip(), how=how, message=message, by=by, at=at
        )
        agreed.save()
        promise._end(Ending.REPLACED, owed, at=at, by=by)
        about = {"promise": promise, "journey": promise.journey, "matter": owed.matter()}
        announce(PromiseReplaced(**about, replacement=replacement, renegotiation=agreed), by=by, at=at)
        return replacement

    def _agreed_to(self, consent: str, *, at: datetime) -> Outstanding:
        """What is owed, locked, when somebody agreed to another time before this one came."""
        promise = cast("Promise", self)
        if not consent.strip():
            raise NoConsent(_("Write down in their words that they agree."))
        if promise.is_internal:
            raise NobodyToAgree(_("We owe this to ourselves: keep it or release it."))
        owed = promise._owed()
        if at > owed.due_at:
            raise TooLateToRenegotiate(_("Its time has passed: the promise is broken, and stays so."))
        return owed

    def _replacement(
        self, owed: Outstanding, *, due_at: datetime, consent: str, how: str, by: Person, at: datetime
    ) -> Promise:
        """The same in other words: another time, and whoever owes it now."""
        promise = cast("Promise", self)
        offers = cast("type[Offer]", type(promise)._meta.get_field("offer").related_model)
        matter = owed.matter()
        offer = offers.draw_up(
            subject=matter, journey=promise.journey, kind=promise.kind, to=cast(Any, promise.to_contact),
            owed_by=owed.person, what=promise.what, due_at=due_at, severity=promise.severity,
            calendar=promise.journey.account.calendar, zone=promise.zone, consent=consent,
            mends=promise.mends, by=by, at=at,
        )  # fmt: skip
        offer.save()
        message = offer.write_down(None, at=at)
        if how == How.WRITTEN and message is None:
            words = _("No mail reaches {contact}: tell them, and then change it with their consent.")
            raise NoAddress(words.format(contact=offer.to_contact))
        return offer.tell(how=how, by=by, at=at, message=message, replaces=promise)
