"""What cases show to a contact in the portal."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from fiverings.conversations.models import Message
from fiverings.core import slots

from ..models import Case

ROWS_AT_MOST = 12


@slots.panel("portal.home", order=10)
def what_is_happening(request: Any, contact: Any) -> slots.Panel:
    """A contact's own cases in plain words; nothing but what stands in this list ever leaves the house."""
    mine = list(Case.objects.of_contact(contact).select_related("owner", "contact").latest_first()[:ROWS_AT_MOST])
    said: dict[int, list[Message]] = defaultdict(list)
    words = Message.objects.for_customer().filter(thread__journey__in=[case.journey_id for case in mine])
    for message in words.select_related("thread", "contact__merged_into").order_by("at", "id"):
        said[message.thread.journey_id].append(message)
    cases = [_for_customer(case, said[case.journey_id]) for case in mine]
    return slots.Panel(_("What is happening"), "cases/_for_customer.html", {"cases": cases, "zone": contact.own_zone()})


def _for_customer(case: Case, said: list[Message]) -> dict[str, Any]:
    return {
        "number": case.number,
        "need": case.need,
        "owner": str(case.owner),
        "opened_at": case.opened_at,
        "ended_at": case.ended_at,
        "sentence": _state_for_customer(case),
        "said": [
            {
                "ours": message.is_ours,
                "by": ""
                if message.is_ours or case.contact in (message.contact, message.contact.survivor)
                else str(message.contact),
                "at": message.told_at,
                "words": message.new_text or message.text,
            }
            for message in said
        ],
    }


def _state_for_customer(case: Case) -> str:
    if case.is_closed:
        return _("This is settled.")
    if case.state == case.State.WAITING:
        return _("{owner} waits for your answer.").format(owner=case.owner)
    if case.is_waiting_for_us:
        return _("{owner} owes you an answer.").format(owner=case.owner)
    return _("{owner} takes care of it.").format(owner=case.owner)
