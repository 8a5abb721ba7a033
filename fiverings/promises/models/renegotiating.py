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
        comes: Person | None = None,
    ) -> Promise:
        """Another promise in place of this one, with the customer's consent in their words; it follows in writing.

        `how` they agreed, the `message` in which they did, and how it is `told` them where not in the same way. Whoever
        agrees to a later time than our standard asked for it. Of a visit, who `comes`; else who was to
        come, unless they are gone or away then. Refused: NoConsent, NobodyToAgree, AlreadySettled,
        TooLateToRenegotiate, DueInThePast; NoAddress when it is told in writing alone and no mail reaches them.
        """
        promise, at = cast("Promise", self), at or clock.now()
        owed = promise._agreed_to(consent, at=at)
        comes = comes or promise.still_comes(due_at)
        comes = None if comes is None or comes.pk == owed.person_id else comes
        words: dict[str, Any] = {"due_at": due_at, "consent": consent, "comes": comes}
        replacement = promise._replacement(owed, words, how=told or how, by=by, at=at)
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

    def still_comes(self, at: datetime) -> Person | None:
        """Who was to come, unless they are gone or away at this moment, or whoever owes it comes."""
        comes = cast("Promise", self).comes
        return None if comes is None or not comes.is_active or comes.is_away(at) else comes

    def _replacement(self, owed: Outstanding, words: dict[str, Any], *, how: str, by: Person, at: datetime) -> Promise:
        """The same in other words: another time, who comes, and whoever owes it now."""
        promise = cast("Promise", self)
        offers = cast("type[Offer]", type(promise)._meta.get_field("offer").related_model)
        matter = owed.matter()
        offer = offers.draw_up(
            subject=matter, journey=promise.journey, kind=promise.kind, to=cast(Any, promise.to_contact),
            owed_by=owed.person, what=promise.what, severity=promise.severity,
            calendar=promise.journey.account.calendar, zone=promise.zone, mends=promise.mends, **words,
            instead_of=promise.due_at, by=by, at=at,
        )  # fmt: skip
        offer.save()
        message = offer.write_down(None, at=at)
        if how == How.WRITTEN and message is None:
            refused = _("No mail reaches {contact}: tell them, and then change it with their consent.")
            raise NoAddress(refused.format(contact=offer.to_contact))
        return offer.tell(how=how, by=by, at=at, message=message, replaces=promise)
