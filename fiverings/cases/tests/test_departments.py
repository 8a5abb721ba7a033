"""Another department that is asked carries its own promise to us; the customer hears nothing of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fiverings.cases.models import AtRisk, Case
from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.people.models import Person, Team
from fiverings.promises.models import Outstanding
from tests.world import World

HOUR = timedelta(hours=1)


def test_a_broken_promise_of_another_department_is_on_both_leads_screens_and_never_told_to_the_customer(
    world: World, settle: Any
) -> None:
    now = clock.now()
    theirs = Person(email="mia@northbell.example", name="Mia Berg", known_as="Mia", roles=["lead"], zone=world.kai.zone)
    theirs.save()
    billing = Team.establish(name="Billing", by=world.dana)
    for person in (world.kai, theirs):
        billing.memberships.create(person=person, since=now - HOUR)
    case = Case.open_for(world.maple, need="What do we pay for the card?", contact=world.priya, by=world.ana)
    asked = case.ask(to=billing, what="Was the spare card billed?", needed_by=now + HOUR, by=world.ana)
    asked.accept(by=world.kai)
    settle()
    late = now + HOUR + timedelta(minutes=1)
    Outstanding.objects.filter(promise=asked.promise).overdue(late).break_all(at=late)
    settle()
    for lead in (world.dana, theirs):
        rows = [due for row in AtRisk.seen_by(lead, at=late) for due in (row.due, *row.besides)]
        assert [(due.owed_by, due.is_broken) for due in rows if due.promise == asked.promise] == [(world.kai, True)]
    told = Message.objects.filter(thread__journey=case.journey).values_list("text", flat=True)
    assert told and not any("spare card" in each or "billed" in each for each in told)
