"""What cases show on the homes of those who own them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fiverings.core import clock, slots
from fiverings.core.templatetags.moments import when
from fiverings.people.models import Role

from ..models import WAITING, Case, Due, PromisedDay, Ribbon
from .counting import spelled
from .gathered import cases_at_risk, escalated, to_allow
from .warned import warned_of

ROWS_AT_MOST = 12
ROWS_AT_LEAST = 4


@slots.home(order=5)
def promised(request: Any) -> slots.Panel | None:
    """What I promised, the next first: what I must do now."""
    person = request.person
    if not person.may("cases.open"):
        return None
    day, rows = _owed_to_say(request)
    if person.has_role(Role.LEAD) and not rows:
        return None
    unpromised = Case.objects.visible_to(person).owned_by(person).without_word().latest_first()[:ROWS_AT_MOST]
    context = {"day": day, "ribbon": Ribbon(day), "zone": person.zone, **_without_word(list(unpromised), rows)}
    context |= {"named": _named(rows), "counted": _counted(rows, day) if rows else None, **_now_and_later(rows, day)}
    return slots.Panel("", "cases/_promised.html", context, sentence=_what_is_owed(day), wide=True)


def _owed_to_say(request: Any) -> tuple[PromisedDay, list[Due]]:
    """The day of the reader, and of its promises those that no block above shows; asked once for a page."""
    if not hasattr(request, "promised"):
        day = PromisedDay.of(request.person, at=clock.now())
        request.promised = (day, _not_above(day.rows, request))
    found: tuple[PromisedDay, list[Due]] = request.promised
    return found


def _not_above(owed: list[Due], request: Any) -> list[Due]:
    above = cases_at_risk(request)
    decided_above = {each.escalation.promise_id for each in escalated(request)}
    decided_above |= {each.promise_id for each in to_allow(request)}
    rows = [each for each in owed if each.promise.pk not in decided_above]
    rows = [each for each in rows if not (each.case and each.case.pk in above)]
    return [each for each in rows if each.promise.pk not in warned_of(request)] or rows


def _without_word(unpromised: list[Case], rows: list[Due]) -> dict[str, Any]:
    """Whose customers know of no next step: said in their row, or below where they have none."""
    above = {each.case.pk for each in rows if each.case}
    return {"unpromised": unpromised, "unlisted": [each for each in unpromised if each.pk not in above]}


def _now_and_later(rows: list[Due], day: PromisedDay) -> dict[str, list[Due]]:
    """What is broken, late or due today stands open, and a few at least; what comes later waits behind its number."""
    pressing = sum(each.is_broken or each.is_late or each in day.left_today for each in rows)
    shown = max(pressing, ROWS_AT_LEAST)
    return {"rows": rows[:shown], "later": rows[shown:]}


def _said_above(request: Any) -> set[int]:
    """The cases that stand open among the promises, each with since when they wait."""
    if not request.person.may("cases.open"):
        return set()
    day, rows = _owed_to_say(request)
    return {each.case.pk for each in _now_and_later(rows, day)["rows"] if each.case}


def _named(rows: list[Due]) -> str:
    """What stands below: what is due, or only what is broken."""
    return _("Broken promises") if rows and all(each.is_broken for each in rows) else _("Promises due next")


def _counted(rows: list[Due], day: PromisedDay) -> str:
    """How many are broken, late and left today, of those that stand below; never a zero."""
    broken, late = sum(each.is_broken for each in rows), sum(each.is_late for each in rows)
    left = sum(each in day.left_today for each in rows)
    told = [pgettext("promises", "{count} late").format(count=late)] if late else []
    told += [_("{count} left today").format(count=left)] if left else []
    if broken and broken < len(rows):
        told.insert(0, pgettext("promises", "{count} broken").format(count=broken))
    return ", ".join(told) or (str(broken) if broken else _("none today"))


def _what_is_owed(day: PromisedDay) -> str:
    """What is broken, what is late and what is due today, in a sentence each; nothing when nothing is owed."""
    zone = day.person.zone
    said = [_broken(day.broken), _late(day.late, zone), _left(day.left_today, zone)]
    return " ".join(each for each in said if each)


def _broken(broken: list[Due]) -> str:
    if not broken:
        return ""
    waiting = min(broken, key=lambda each: each.due_at).to
    if len(broken) == 1:
        return _("One promise is broken: {waiting} is waiting.").format(waiting=waiting)
    return _("{count} promises are broken; {waiting} has waited longest.").format(
        count=spelled(len(broken)), waiting=waiting
    )


def _late(late: list[Due], zone: str) -> str:
    if not late:
        return ""
    longest = {"to": late[0].to, "at": when(late[0].due_at, zone)}
    if len(late) == 1:
        return _("One is late: it was due to {to} at {at}.").format(**longest)
    return _("{count} are late, the longest one to {to}, due at {at}.").format(count=spelled(len(late)), **longest)


def _left(left: list[Due], zone: str) -> str:
    if not left:
        return ""
    following = {"to": left[0].to, "at": when(left[0].due_at, zone)}
    if len(left) == 1:
        return _("One more is due today, to {to} at {at}.").format(**following)
    count = spelled(len(left))
    return _("{count} more are due today, the next to {to} at {at}.").format(count=count, **following)


@slots.home(order=10)
def customers_waiting(request: Any) -> slots.Panel:
    """Those whose last word is theirs, the longest first: mine for an advocate, everybody's for who leads."""
    person = request.person
    waiting = Case.objects.visible_to(person).customers_waiting()
    if not person.has_role(Role.LEAD):
        waiting = waiting.owned_by(person)
    above = cases_at_risk(request)
    waiting = waiting.with_everybody().with_last_words().order_by(WAITING.key, "id")
    found, said = list(waiting.exclude(pk__in=above)[: 2 * ROWS_AT_MOST]), _said_above(request)
    rows = [each for each in found if each.chased or each.pk not in said][:ROWS_AT_MOST]
    context = {"cases": rows, "said": bool(found), "zone": person.zone}
    context["above"] = not found and waiting.filter(pk__in=above).exists()
    return slots.Panel(_("Customers waiting"), "cases/_waiting.html", context, sentence=_who_waits(found, person.zone))


def _who_waits(cases: list[Case], zone: str) -> str:
    """Who waits for our word, in one sentence, with the one who has waited longest."""
    if not cases:
        return ""
    longest = {"account": cases[0].account, "since": when(cast(datetime, cases[0].waiting_since), zone)}
    if len(cases) == 1:
        return _("{account} waits for your word, since {since}.").format(**longest)
    count = _("{number} customers").format(number=spelled(len(cases)))
    return _("{count} wait for your word, {account} the longest, since {since}.").format(count=count, **longest)


@slots.home(order=30)
def my_open_cases(request: Any) -> slots.Panel | None:
    """What else I own, the liveliest first: the ball is with the customer, or with somebody else of us."""
    person = request.person
    if not person.may("cases.close"):
        return None
    mine = Case.objects.visible_to(person).open().owned_by(person).filter(waiting_since=None)
    mine = mine.with_everybody().with_last_words()
    found = list(mine.order_by("-last_word_at", "-id")[:ROWS_AT_MOST])
    if person.has_role(Role.LEAD) and not found:
        return None
    context = {"cases": found, "zone": person.zone}
    return slots.Panel(_("My other open cases"), "cases/_mine.html", context, count=len(found) or None)
