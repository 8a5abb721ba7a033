"""What cases show on the pages of an account and of a contact."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
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


@slots.panel("customers.contact", order=10)
def open_cases_of_contact(request: Any, contact: Any) -> slots.Panel:
    """What is open for a contact, and where a new need begins."""
    found = Case.objects.visible_to(request.person).of_contact(contact).open().with_everybody().with_last_words()
    cases = list(found.latest_first()[:ROWS_AT_MOST])
    may_open = request.person.may("cases.open")
    context = {
        "cases": cases,
        "zone": contact.own_zone(),
        "new_case": f"{reverse('new-case')}?contact={contact.pk}" if may_open else "",
    }
    return slots.Panel(_("Open cases"), "cases/_of_contact.html", context, count=len(cases))
