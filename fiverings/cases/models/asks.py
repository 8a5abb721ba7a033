"""Asks: what a promise asks of whoever owes it, and who does what for whom, in a whole sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fiverings.promises.models import Kind as Promised
from fiverings.promises.models import Promise

if TYPE_CHECKING:
    from .case import Case


def asks(promise: Promise, case: Case | None, *, goes: bool = False) -> str:
    """What the promise asks of whoever owes it, or of who goes there: whom to call, what to say, whom to help."""
    whom = promise.to_contact or (case and (case.contact or case.account))
    if whom is None or case is None:
        return promise.words
    if goes:
        return _("Go to {whom}").format(whom=whom)
    return _sentences()[Promised(promise.kind)].format(whom=whom, owner=case.owner)


def _sentences() -> dict[Promised, str]:
    return {
        Promised.CALL_BACK: _("Call {whom} back"),
        Promised.NEXT_UPDATE: _("Tell {whom} where things stand"),
        Promised.ANSWER: _("Answer {whom}"),
        Promised.FIX: _("Tell {whom} that it works again"),
        Promised.VISIT: _("See that somebody comes to {whom}"),
        Promised.COST: _("Tell {whom} what it costs"),
        Promised.CONFIRM: _("Ask {whom} whether it is solved"),
        Promised.CHECK_IN: _("Ask {whom} how it is going"),
        Promised.DECISION: _("Decide what is done for {whom}"),
        Promised.RECOVERY: _("Make it right with {whom}"),
        Promised.HELP: _("Help {owner} with the case of {whom}"),
    }


def in_short(promise: Promise, who: Any, case: Case, *, comes: Any = None) -> str:
    """Who does what for whom, as one says it; of a visit, who comes where it is not who owes it."""
    whom = promise.to_contact or case.contact or case.account
    sentence = _short_words()[Promised(promise.kind)]
    if comes is not None:
        sentence, who = _("{who} comes to {whom}"), comes
    words = sentence.format(who=who, whom=whom, owner=case.owner)
    return f"{words}: {promise.what}" if promise.what else words


def _short_words() -> dict[Promised, str]:
    return {
        Promised.CALL_BACK: _("{who} calls {whom}"),
        Promised.NEXT_UPDATE: _("{who} tells {whom} where things stand"),
        Promised.ANSWER: _("{who} answers {whom}"),
        Promised.FIX: _("{who} tells {whom} that it works again"),
        Promised.VISIT: _("{who} sees that somebody comes to {whom}"),
        Promised.COST: _("{who} tells {whom} what it costs"),
        Promised.CONFIRM: _("{who} asks {whom} whether it is solved"),
        Promised.CHECK_IN: _("{who} asks {whom} how it is going"),
        Promised.DECISION: _("{who} decides what is done for {whom}"),
        Promised.RECOVERY: _("{who} makes it right with {whom}"),
        Promised.HELP: _("{who} helps {owner} with this case"),
    }
