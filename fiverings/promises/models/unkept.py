"""Unkept: what was not done of a broken promise, as we say it among us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fiverings.core.templatetags.moments import place, when

from .kind import Kind

if TYPE_CHECKING:
    from .promise import Promise


def unkept(promise: Promise) -> str:
    """To whom what was promised for when and not done; of what we owe to ourselves, what it is."""
    due_at = _("{when} {place}").format(when=when(promise.due_at, promise.zone), place=place(promise.zone))
    if promise.is_internal:
        return _("What was owed by {when} was not done ({kind})").format(when=due_at, kind=promise.words)
    return _sentences()[Kind(promise.kind)].format(to=promise.to_contact, when=due_at)


def _sentences() -> dict[Kind, str]:
    return {
        Kind.CALL_BACK: _("The call to {to} promised for {when} was not made"),
        Kind.NEXT_UPDATE: _("{to} was promised word by {when} and was not told where things stand"),
        Kind.ANSWER: _("The answer to {to} promised for {when} was not given"),
        Kind.FIX: _("{to} was promised by {when} that it works again, and was not told so"),
        Kind.VISIT: _("The visit to {to} promised for {when} was not made"),
        Kind.COST: _("{to} was promised by {when} what it costs, and was not told"),
        Kind.CONFIRM: _("{to} was not asked by {when} whether it is solved, as promised"),
        Kind.CHECK_IN: _("{to} was not asked by {when} how it is going, as promised"),
        Kind.DECISION: _("{to} was promised a decision by {when} and was not told"),
        Kind.RECOVERY: _("What we broke was not made right with {to} by {when}, as promised"),
        Kind.HELP: _("The help promised to {to} for {when} was not given"),
    }
