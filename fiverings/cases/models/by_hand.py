"""By hand: of which promises somebody may say themselves that they are kept, or needed no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fiverings.core.problems import Refused
from fiverings.promises.models import Kind, Promise

if TYPE_CHECKING:
    from .case import Case

DONE = (Kind.FIX, Kind.DECISION)
"""What is promised to be done; all else is said or visited, and what was said, or who arrived, shows it."""


class KeptByWhatShowsIt(Refused):
    """What was promised to be said is kept by saying it, a visit by arriving, what was asked by being answered."""


class OwedAllTheSame(Refused):
    """What we owe among ourselves, or owe for a broken word, is no customer's to let go."""


def refuse_keeping(case: Case, promise: Promise) -> None:
    """KeptByWhatShowsIt, unless it is something to be done that nobody else was asked to decide."""
    if promise.kind == Kind.VISIT:
        raise KeptByWhatShowsIt(_("It is kept when one of us arrives: say so with “We have arrived”."))
    if promise.kind not in DONE:
        raise KeptByWhatShowsIt(_("They have to hear it: call or write, and it is kept."))
    if case.escalations.unended().filter(promise=promise).exists():
        raise KeptByWhatShowsIt(_("It is kept when whoever holds the escalation decides."))
    if case.approvals.unended().filter(promise=promise).exists():
        raise KeptByWhatShowsIt(_("It is kept when whoever is asked allows the goodwill, or declines."))


def refuse_releasing(promise: Promise) -> None:
    """OwedAllTheSame, unless it was promised to the customer and not for a broken word."""
    if why := why_owed_all_the_same(promise):
        raise OwedAllTheSame(why)


def why_owed_all_the_same(promise: Promise) -> str:
    """Why they cannot let it go; empty where they can."""
    if promise.is_internal:
        return _("Nobody told them this, so they cannot let it go.")
    if promise.kind == Kind.RECOVERY:
        return _("A word of ours was broken: make it right, by telling them.")
    return ""
