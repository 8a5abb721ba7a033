"""Package: what a colleague must know who takes a case over, made from the record where nobody can be asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from fiverings.conversations.models import Call, Message
from fiverings.core.templatetags.moments import when

from .case import Case
from .due import Due, in_order
from .handing_off import Handoff

WORDS_AT_MOST = 400


def package(case: Case, *, why: str, note: str = "", zone: str, at: datetime) -> dict[str, Any]:
    """Why it is offered, what was said last on either side and what comes next; the rest stands beside the offer."""
    said, told = case.last_said(), _last_told(case)
    lines = [
        why,
        note,
        _("They said last, {when}: “{words}”").format(when=when(said.at, zone), words=_short(said)) if said else "",
        _("We said last, {when}: “{words}”").format(when=when(told.at, zone), words=_short(told)) if told else "",
    ]
    return {"note": "\n".join(each for each in lines if each), "next_step": _next(case, at)}


def as_it_stands(offer: Handoff, *, at: datetime) -> Handoff:
    """The offer as it is read now: what comes next is what is owed by now, where the house had written it."""
    if offer.cover_id is not None and offer.outcome == offer.Outcome.OFFERED:
        offer.next_step = _next(offer.case, at)
    return offer


def _last_told(case: Case) -> Message | None:
    said = Message.objects.standing().filter(thread__journey=case.journey_id, direction="out", auto="")
    return said.order_by("-at", "-id").first()


def _next(case: Case, at: datetime) -> str:
    """What is owed next, in a whole sentence; what is broken comes before anything else."""
    due = in_order(Due.about(case, each, at=at) for each in case.owed_as_read())
    return _("{asks}, by {when}.").format(asks=due[0].asks, when=when(due[0].due_at, case.account.zone)) if due else ""


def _short(said: Message | Call) -> str:
    words = " ".join(said.words.split())
    return words if len(words) <= WORDS_AT_MOST else f"{words[:WORDS_AT_MOST]}…"
