"""The head of a case: what is broken and what recovers it, then what is next; what else is missing at the gate."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.people.models import Person

from ..models import Due
from .acting import acts_on, may_sort
from .intake import what_is_missing
from .promising import TALKED, in_short, may_be_arrived_for
from .reading import Reading


def the_head(reading: Reading) -> dict[str, Any]:
    """What everybody must know before they read on."""
    standing = [(owed, due) for owed, due in reading.owed if not due.is_broken]
    acts = list(acts_on(reading))
    return {
        "acts": [each for each in acts if not each.get("rare")],
        "rare": [each for each in acts if each.get("rare")],
        "may_sort": may_sort(reading),
        "unkept": [_broken(owed, due, reading) for owed, due in reading.owed if due.is_broken],
        "next_due": _next(*standing[0], reading) if standing else None,
        "missing": what_is_missing(reading),
        "open_promises": len(reading.owed),
    }


def _broken(owed: Any, due: Due, reading: Reading) -> dict[str, Any]:
    """What was not kept, and who makes it right by when."""
    makes_right = _("{who} was to make it right by") if owed.due_at < clock.now() else _("{who} makes it right by")
    return {
        "due": due,
        "sentence": in_short(due.promise, due.promise.owed_by, reading.case, comes=_comes(due, reading)),
        "recovery": makes_right.format(who=owed.person),
        "recovered_by": owed.due_at,
        **_way_on(reading, owed, due, talks=True),
    }


def _next(owed: Any, due: Due, reading: Reading) -> dict[str, Any]:
    promise = due.promise
    sentence = in_short(promise, due.owed_by, reading.case, comes=_comes(due, reading))
    return {"due": due, "sentence": sentence, **_way_on(reading, owed, due, talks=promise.kind in TALKED)}


def _comes(due: Due, reading: Reading) -> Person | None:
    return reading.who_comes.get(due.promise.pk)


def _way_on(reading: Reading, owed: Any, due: Due, *, talks: bool) -> dict[str, Any]:
    """The act by which it is done, for whoever may."""
    if reading.may("cases.arrive") and may_be_arrived_for(owed, due, reading.case):
        href = reverse("case-arrival", args=[reading.case.number])
        return {"act": _("We have arrived"), "icon": "visits", "href": href, "sheet": True}
    if reading.listener is None or not reading.may("cases.reply"):
        return {}
    address = reading.case.get_absolute_url()
    if talks:
        return {"act": _("Call now"), "icon": "call", "href": f"{address}?write=call#composer"}
    return {"act": _("Write"), "icon": "mail-out", "href": f"{address}#composer"}
