"""Goodwill beside a case and on an account, what waits to be allowed on homes, and where its limits are set."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import slots
from fiverings.core.templatetags.moments import due_by

from ..models import Case, Goodwill, GoodwillApproval
from .counting import spelled
from .gathered import kinds_around, to_allow

ROWS_AT_MOST = 12


@slots.setting("goodwill", order=30, label=gettext_lazy("Limits of goodwill"), icon="cost", right="cases.read_goodwill")
def the_limits() -> str:
    return reverse("goodwill-limits")


@slots.act("goodwill", order=40, label=gettext_lazy("Goodwill granted"), icon="cost", right="cases.read_goodwill")
def the_ledger() -> str:
    return reverse("goodwill")


@slots.home(order=1)
def goodwill_to_allow(request: Any) -> slots.Panel | None:
    """What I am asked to allow, the first due first."""
    found, zone = to_allow(request), request.person.zone
    if not found:
        return None
    first = {"by": found[0].asked_by, "amount": found[0], "due": due_by(found[0].accept_by, zone)}
    asks = _("{by} asks you to allow {amount} of goodwill{due}.").format(**first)
    if len(found) > 1:
        words = _("{count} colleagues ask you to allow goodwill, the first{due}.")
        asks = words.format(count=spelled(len(found)), **first)
    context = {"approvals": found, "zone": zone}
    return slots.Panel(_("Goodwill to allow"), "cases/_approvals.html", context, count=len(found), asks=asks, wide=True)


@slots.panel("cases.case", order=40)
def goodwill_on_a_case(request: Any, case: Case) -> slots.Panel | None:
    """What was granted on a case, what waits to be allowed, and where more is granted."""
    kinds, person = kinds_around(request, case), request.person
    may_grant = case.is_open and person.may("cases.grant_goodwill")
    if not may_grant and not kinds.intersection(("goodwill", "approval", "merge")):
        return None
    context = {"case": case, "zone": case.account.zone, "may_grant": may_grant}
    if kinds.intersection(("goodwill", "merge")):
        context |= _ledger(Goodwill.objects.on(case), person)
    if "approval" in kinds and (asked := case.asked_to_grant()):
        context |= {"asked": asked, **_acts(asked, person)}
    return slots.Panel(_("Goodwill"), "cases/_goodwill.html", context)


@slots.panel("customers.account", order=60)
def goodwill_to_an_account(request: Any, account: Any) -> slots.Panel | None:
    """What was granted to an account on any case, the latest first."""
    given = Goodwill.objects.visible_to(request.person).to(account)
    context = {"zone": account.zone, "says_case": True, **_ledger(given, request.person)}
    return slots.Panel(_("Goodwill"), "cases/_ledger.html", context) if context["goodwill"] else None


def _ledger(given: Any, person: Any) -> dict[str, Any]:
    """The latest rows, and how much stands in each currency."""
    rows = list(given.with_everybody().latest_first()[:ROWS_AT_MOST])
    for each in rows:
        each.may_be_taken_back = person.may("cases.grant_goodwill") and each.may_take_back(person)
    return {"goodwill": rows, "sums": [f"{amount} {currency}" for currency, amount in given.sums().items()]}


def _acts(asked: GoodwillApproval, person: Any) -> dict[str, bool]:
    return {
        "may_allow": asked.holder_id == person.pk and person.may("cases.allow_goodwill"),
        "may_withdraw": person.pk in (asked.asked_by_id, asked.case.owner_id) and person.may("cases.grant_goodwill"),
    }
