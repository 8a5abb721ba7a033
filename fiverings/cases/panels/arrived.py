"""What cases show on the page of a mail: the case in which it lies."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from fiverings.core import slots

from ..models import Case


@slots.panel("channels.arrival", order=10)
def case_of_the_mail(request: Any, arrival: Any) -> slots.Panel | None:
    """Where it was filed, for whoever may see that."""
    if arrival.message is None:
        return None
    journey = arrival.message.thread.journey
    found = Case.objects.visible_to(request.person).filter(journey=journey).with_everybody().with_last_words()
    cases = list(found)
    context = {"cases": cases, "zone": journey.account.zone}
    return slots.Panel(_("Its case"), "cases/_of_mail.html", context) if cases else None
