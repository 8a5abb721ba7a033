"""On the page of a colleague: the way to let them leave."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from fiverings.core import slots

from ..models import Farewell


@slots.panel("people.profile", order=20)
def letting_go(request: Any, person: Any) -> slots.Panel | None:
    """For who may let others leave; nobody sees themselves off."""
    reader = request.person
    if not reader.may("cases.let_leave") or reader.pk == person.pk or not person.is_active:
        return None
    standing = Farewell.objects.visible_to(reader).standing().filter(person=person).first()
    title = _("Is leaving") if standing else _("Leaving")
    return slots.Panel(title, "cases/_farewell.html", {"person": person, "farewell": standing, "zone": reader.zone})
