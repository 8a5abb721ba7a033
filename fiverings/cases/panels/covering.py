"""On the home of who looked after something: whoever was away is back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from fiverings.core import clock, slots

from ..models import Cover
from .gathered import kinds_asked


@slots.home(order=9)
def looked_after(request: Any) -> slots.Panel | None:
    """What may be given back by one press, to each who is here again."""
    if "cover" not in kinds_asked(request):
        return None
    over = Cover.objects.visible_to(request.person).over(clock.now()).with_everybody()
    found = [(each, each.may_be_given_back_by(request.person)) for each in over.order_by("-ended_at", "-id")]
    covers = [(cover, cases) for cover, cases in found if cases]
    return slots.Panel(_("Back again"), "cases/_looked_after.html", {"covers": covers}) if covers else None
