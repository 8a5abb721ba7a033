"""What cases show on the page of an account."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from fiverings.core import slots

from ..models import Case

ROWS_AT_MOST = 12


@slots.panel("customers.account", order=10)
def open_cases_of_account(request: Any, account: Any) -> slots.Panel:
    """What is open for an account."""
    found = Case.objects.visible_to(request.person).about(account).open().with_everybody().with_last_words()
    cases = list(found.latest_first()[:ROWS_AT_MOST])
    context = {"cases": cases, "zone": account.zone}
    return slots.Panel(_("Open cases"), "cases/_of_account.html", context, count=len(cases))
