"""What must be well among the staff."""

from django.utils.translation import gettext as _

from fiverings.core import slots
from fiverings.people.models import Duty, Person, Role


@slots.check("somebody is on duty")
def somebody_is_on_duty() -> slots.Finding:
    """Each seat of the roster is held by its own person; a house without staff has nobody to miss."""
    if not Person.objects.active().exists():
        return slots.Finding(True, _("Nobody works here yet."))
    empty = [seat.label for seat in Duty.Seat if not Duty.objects.in_seat(seat).exists()]
    if empty:
        return slots.Finding(False, _("Nobody was put on duty as: {seats}.").format(seats=", ".join(map(str, empty))))
    return slots.Finding(True, _("A lead and an executive are on duty."))


@slots.check("somebody can administer")
def somebody_can_administer() -> slots.Finding:
    """Somebody has the role of an administrator."""
    is_well = not Person.objects.active().exists() or Person.objects.with_role(Role.ADMIN).exists()
    return slots.Finding(is_well, _("There is an administrator.") if is_well else _("Nobody is an administrator."))
