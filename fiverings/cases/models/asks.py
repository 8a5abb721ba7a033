"""Asks: what a promise asks of whoever owes it, in a whole sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fiverings.promises.models import Kind as Promised
from fiverings.promises.models import Promise

if TYPE_CHECKING:
    from .case import Case


def asks(promise: Promise, case: Case | None) -> str:
    """What the promise asks of whoever owes it: whom to call, what to say, whom to help."""
    whom = promise.to_contact or (case and (case.contact or case.account))
    if whom is None or case is None:
        return promise.words
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
