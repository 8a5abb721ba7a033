"""What stands beside the story of a case: who they are, how it is connected, what covers them, what else is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from fiverings.core import clock, slots
from fiverings.customers.models import Estate

from ..models import Case
from .reading import Reading


def who_they_are(reading: Reading) -> dict[str, Any]:
    """All that helps to know whom one helps, without leaving the case."""
    request, case = reading.request, reading.case
    return {
        "facts": list(_facts(case)),
        "estate": Estate(case.account, on=case.account.today(clock.now())),
        "others": reading.others,
        "left": slots.panels(slots.panel, "cases.case.left", request, case),
    }


def _facts(case: Case) -> Iterator[dict[str, Any]]:
    """What helps to reach them."""
    contact = case.contact
    if contact is None:
        return
    yield from ({"name": _("Writes from"), "words": each, "address": True} for each in contact.addresses.all())
    yield from ({"name": _("Calls from"), "words": each, "ltr": True} for each in contact.numbers.all())
    yield {"name": _("Likes"), "words": _("to be reached {way}").format(way=contact.get_prefers_display())}
    yield {"name": _("Their time"), "zone": contact.own_zone()}
    known_to = case.account.primary_advocate
    if known_to:
        yield {"name": _("Known to"), "words": known_to}
