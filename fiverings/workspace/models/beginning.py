"""Beginning: what a new house lacks before its first customer can be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.channels.models import Mailbox
from fiverings.core.clock import now
from fiverings.people.models import Duty, Invitation, Person, Role, Team


@dataclass(frozen=True)
class Step:
    """One thing to do, why, and the page on which it is done."""

    label: Any
    reason: Any
    page: str
    icon: str

    @property
    def href(self) -> str:
        return reverse(self.page)


COLLEAGUES = Step(_("Invite somebody"), _("You are the only one here."), "people", "people")
TEAM = Step(_("Establish a team"), _("Mailboxes and opening hours belong to one."), "teams", "people")
MAILBOX = Step(_("Open a mailbox"), _("Customers write to its address."), "mail", "mail-in")
LEAD = Step(_("Put a lead on duty"), _("They own the cases that nobody else does."), "duty", "calendar")
EXECUTIVE = Step(_("Put an executive on duty"), _("They are told when a promise is badly broken."), "duty", "calendar")


def steps_missing(person: Person) -> list[Step]:
    """The first steps that nobody took yet, in order, for an administrator; one query."""
    if not person.has_role(Role.ADMIN):
        return []
    others, invited = Person.objects.active().exclude(pk=person.pk), Invitation.objects.waiting(now())
    taken: tuple[bool, ...] = Person.objects.filter(pk=person.pk).values_list(
        Exists(others) | Exists(invited), Exists(Team.objects.all()), Exists(Mailbox.objects.all()),
        *(Exists(_on_duty(seat)) for seat in (Duty.Seat.LEAD, Duty.Seat.EXECUTIVE)),
    ).get()  # fmt: skip
    steps = (COLLEAGUES, TEAM, MAILBOX, LEAD, EXECUTIVE)
    return [step for step, done in zip(steps, taken, strict=True) if not done]


def _on_duty(seat: Duty.Seat) -> Any:
    """Spans of now, of people who work here and still have the role of their seat."""
    return Duty.objects.in_seat(seat).at(now()).filter(person__is_active=True, person__roles__contains=[seat.value])
