"""Cases as tests find them: past the gate, with a solution proposed, or resolved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import time_machine

from fiverings.cases.models import Case, Resolution, State
from fiverings.cases.tests.letters import write_in
from fiverings.conversations.models import Outbox
from fiverings.customers.models import Contact
from fiverings.promises.models import Outstanding
from tests.world import World

NEED = "Calls ring at the wrong place."
SOLUTION = "The carrier mended the line."


def written(contact: Contact, settle: Callable[..., None], words: str = NEED, *, at: datetime) -> Case:
    """A contact wrote, and it is a case at the gate."""
    message = write_in(contact, words, at=at)
    settle()
    return Case.objects.get(journey=message.thread.journey)


def past_the_gate(case: Case) -> Case:
    """As the gate leaves it; what the gate asks is told elsewhere."""
    Case.objects.filter(pk=case.pk).update(state=State.ACTIVE)
    case.refresh_from_db()
    return case


def propose(case: Case, world: World, **more: Any) -> Resolution:
    given = {"solution": SOLUTION, "by": world.ana, "at": world.now} | more
    return case.propose_resolution(**given)


def resolved(case: Case, world: World, **more: Any) -> Case:
    """Proposed, and confirmed by its contact."""
    at = more.get("at", world.now)
    propose(case, world, **more)
    case.confirm(contact=case.contact, by=case.contact, at=at)
    return case


def owed(case: Case) -> list[str]:
    """The kinds of what is owed about it, the next due first."""
    return [each.promise.kind for each in Outstanding.objects.of(case).select_related("promise")]


def tell_everything(settle: Callable[..., None], *, at: datetime) -> None:
    """What waits in the outbox is told, and everything follows at that time: what lies too long comes back."""
    with time_machine.travel(at):
        Outbox.objects.all().tell_all(at=at)
        settle()
