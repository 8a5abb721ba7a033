"""What cases show on the homes of those who own them and who lead."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fiverings.core import clock, slots
from fiverings.core.templatetags.moments import when
from fiverings.people.models import Role

from ..models import WAITING, Case, Due, PromisedDay, Ribbon

ROWS_AT_MOST = 12


@slots.home(order=2)
def at_risk(request: Any) -> slots.Panel | None:
    """For who leads: what is broken, and what may break within the hour, whoever owes it."""
    person = request.person
    if not person.has_role(Role.LEAD):
        return None
    due = Due.at_risk(person, at=clock.now())
    context = {"due": due, "zone": person.zone}
    title = _("Promises broken or at risk")
    return slots.Panel(title, "cases/_at_risk.html", context, count=len(due), sentence=_what_is_at_risk(due), wide=True)


def _what_is_at_risk(due: list[Due]) -> str:
    broken, near = sum(each.is_broken for each in due), sum(not each.is_broken for each in due)
    said = []
    if broken:
        said.append(ngettext("One promise is broken.", "{count} promises are broken.", broken))
    if near:
        said.append(ngettext("One is due within the hour.", "{count} are due within the hour.", near))
    counts = [count for count in (broken, near) if count]
    told = (each.format(count=_spelled(count)) for each, count in zip(said, counts, strict=True))
    return " ".join(told) or _("No promise is broken, and none is due within the hour.")


@slots.home(order=5)
def promised(request: Any) -> slots.Panel | None:
    """What I promised, the next first: what I must do now."""
    person = request.person
    if not person.may("cases.open"):
        return None
    day = PromisedDay.of(person, at=clock.now())
    if person.has_role(Role.LEAD) and not day.due:
        return None
    unpromised = Case.objects.visible_to(person).owned_by(person).without_word().latest_first()[:ROWS_AT_MOST]
    context = {"day": day, "ribbon": Ribbon(day), "zone": person.zone, "unpromised": list(unpromised)}
    left = _("{count} left today").format(count=len(day.left_today))
    return slots.Panel("", "cases/_promised.html", context | {"left": left}, sentence=_what_is_owed(day), wide=True)


def _what_is_owed(day: PromisedDay) -> str:
    """What is broken, what is due today and what is next, in one sentence; nothing when nothing is owed."""
    said = [_broken(day.broken), _left(day.left_today, day.person.zone)]
    return " ".join(each for each in said if each)


def _broken(broken: list[Due]) -> str:
    if not broken:
        return ""
    waiting = broken[0].to
    if len(broken) == 1:
        return _("One promise is broken: {waiting} is waiting.").format(waiting=waiting)
    return _("{count} promises are broken; {waiting} has waited longest.").format(
        count=_spelled(len(broken)), waiting=waiting
    )


def _left(left: list[Due], zone: str) -> str:
    if not left:
        return ""
    following = {"to": left[0].to, "at": when(left[0].due_at, zone)}
    if len(left) == 1:
        return _("One more is due today, to {to} at {at}.").format(**following)
    count = _spelled(len(left))
    return _("{count} more are due today, the next to {to} at {at}.").format(count=count, **following)


@slots.home(order=10)
def customers_waiting(request: Any) -> slots.Panel:
    """Those whose last word is theirs, the longest first: mine for an advocate, everybody's for who leads."""
    person = request.person
    waiting = Case.objects.visible_to(person).customers_waiting()
    if not person.has_role(Role.LEAD):
        waiting = waiting.owned_by(person)
    found = list(waiting.with_everybody().with_last_words().order_by(WAITING.key, "id")[:ROWS_AT_MOST])
    context = {"cases": found, "zone": person.zone}
    return slots.Panel(_("Customers waiting"), "cases/_waiting.html", context, sentence=_who_waits(found, person.zone))


def _who_waits(cases: list[Case], zone: str) -> str:
    """Who waits for our word, in one sentence, with the one who has waited longest."""
    if not cases:
        return _("Nobody waits for your word.")
    longest = {"account": cases[0].account, "since": when(cases[0].waiting_since, zone)}
    if len(cases) == 1:
        return _("{account} waits for your word, since {since}.").format(**longest)
    count = _("{number} customers").format(number=_spelled(len(cases)))
    return _("{count} wait for your word, {account} the longest, since {since}.").format(count=count, **longest)


def _spelled(count: int) -> str:
    """A small number, as one begins a sentence with it."""
    words = _("One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten").split("|")
    return words[count - 1] if count <= len(words) else _("More than ten")


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
    return slots.Panel(_("My other open cases"), "cases/_mine.html", context)
