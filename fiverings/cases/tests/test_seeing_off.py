"""While somebody leaves: what comes meanwhile, what they held besides, whom the lead may not see, and two at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from fiverings.cases.checks import asked_of_nobody
from fiverings.cases.events import CaseHandedOff, CaseTakenOver
from fiverings.cases.models import CannotLetGo, Case, Farewell
from fiverings.cases.tests.leaving import FRIDAY, IN_TIME, MINUTE, READ_BACK, go_on, is_here, let_go, offers, opened
from fiverings.cases.tests.standing import past_the_gate, resolved, written
from fiverings.conversations.models import Message
from fiverings.core.models import Entry
from fiverings.people.models import Duty, Person
from fiverings.promises.models import Outstanding
from tests.racing import alone, apart, leaving_nothing
from tests.settling import settle_everything
from tests.world import World


@pytest.fixture(autouse=True)
def friday_evening(world: World) -> Any:
    with time_machine.travel(FRIDAY, tick=False):
        yield


def test_what_comes_to_them_while_they_leave_is_offered_too(world: World, settle: Callable[..., None]) -> None:
    opened(world, at=FRIDAY)
    let_go(world)
    late = written(world.omar, settle, "The exchange is down.", at=FRIDAY + MINUTE)
    assert late.owner == world.ana
    go_on(at=FRIDAY + MINUTE)
    assert offers(late).receiver == world.ben
    go_on(at=FRIDAY + IN_TIME)
    assert not is_here(world.ana) and Case.objects.get(pk=late.pk).owner == world.dana


def test_a_customer_reads_who_looks_after_them_before_the_owner_is_gone(world: World) -> None:
    opened(world, at=FRIDAY)
    let_go(world)
    go_on(at=FRIDAY + IN_TIME)
    told = Message.objects.get(auto="handoff")
    assert "Dana Lindqvist looks after" in told.text and "it was Ana Costa" in told.text


def test_what_they_helped_with_and_promised_to_others_goes_on_with_somebody(
    world: World, settle: Callable[..., None]
) -> None:
    theirs = Case.open_for(world.harbour, need="The line hums.", contact=world.nadia, by=world.ben, owner=world.ben)
    asked = theirs.ask(to=world.ana, what="Who hums?", needed_by=FRIDAY + timedelta(hours=2), by=world.ben, at=FRIDAY)
    asked.accept(by=world.ana, at=FRIDAY)
    solved = resolved(past_the_gate(written(world.priya, settle, at=FRIDAY)), world, at=FRIDAY)
    Outstanding.objects.of(theirs).filter(promise__kind="answer").update(person=world.ana)
    let_go(world)
    go_on(at=FRIDAY)
    assert not is_here(world.ana) and not Outstanding.objects.owed_by(world.ana).exists()
    asked.refresh_from_db()
    assert asked.holder == world.dana and asked.state == "asked"
    assert {each.person for each in Outstanding.objects.of(solved)} <= {world.ben}


def test_who_is_on_the_roster_is_relieved_in_the_same_act(world: World) -> None:
    by = {"successor": world.ben, "by": world.admin, "at": FRIDAY}
    with pytest.raises(CannotLetGo, match="lead on duty instead"):
        Farewell.begin(world.dana, **by)
    world.ben.change_roles(["lead", "advocate"], by=world.admin)
    world.ben.refresh_from_db()
    Farewell.begin(world.dana, **by, relief={Duty.Seat.LEAD: world.ben})
    go_on(at=FRIDAY)
    assert not is_here(world.dana) and Duty.lead(FRIDAY) == world.ben


def test_a_confidential_customers_case_goes_to_who_works_for_them_and_is_not_shown_to_the_lead(world: World) -> None:
    [case] = opened(world, at=FRIDAY)
    world.maple.make_confidential(reason="A lawsuit", by=world.admin)
    world.maple.accesses.all().delete()
    world.maple.open_to([world.ana, world.ben], by=None, at=FRIDAY)
    let_go(world, successor=world.dana)
    assert offers(case).receiver == world.ben
    go_on(at=FRIDAY + IN_TIME)
    assert Case.objects.get(pk=case.pk).owner == world.ben and not is_here(world.ana)


def test_a_case_that_nobody_else_may_see_keeps_its_owner_here_and_the_audit_finds_it(world: World) -> None:
    [case] = opened(world, at=FRIDAY)
    world.maple.make_confidential(reason="A lawsuit", by=world.admin)
    world.maple.accesses.all().delete()
    world.maple.open_to([world.ana], by=None, at=FRIDAY)
    farewell = let_go(world)
    go_on(at=FRIDAY + IN_TIME)
    assert is_here(world.ana) and Case.objects.get(pk=case.pk).owner == world.ana
    with time_machine.travel(FRIDAY + 2 * IN_TIME):
        assert [each for each, _words in asked_of_nobody()] == [farewell]


def test_two_who_let_the_same_person_go_at_once_do_it_once(world: World) -> None:
    with leaving_nothing():
        alone(lambda: past_the_gate(written(world.priya, settle_everything, at=FRIDAY)))
        ended = apart(lambda: let_go(world), lambda: let_go(world))
        assert sorted(type(each).__name__ for each in ended) == ["CannotLetGo", "Farewell"]


def test_who_accepts_at_the_last_moment_or_the_lead_owns_it_and_never_both(world: World) -> None:
    with leaving_nothing():
        case = alone(lambda: past_the_gate(written(world.priya, settle_everything, at=FRIDAY)))
        alone(lambda: let_go(world))
        offer = alone(lambda: offers(case))
        try:
            apart(
                lambda: offer.accept(read_back=READ_BACK, by=world.ben, at=FRIDAY + IN_TIME),
                lambda: go_on(at=FRIDAY + IN_TIME),
            )
            owner = alone(lambda: Case.objects.get().owner)
            told = alone(lambda: Entry.objects.filter(kind__in=[CaseHandedOff.kind, CaseTakenOver.kind]).count())
            assert owner in (world.ben, world.dana) and told == 1
        finally:
            alone(lambda: Person.objects.filter(is_active=False).update(is_active=True))
            alone(lambda: [each.save() for each in (world.maple, world.orion, world.harbour)])
