"""Somebody leaves on a Friday evening: nothing of theirs is without an owner for a second, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from fiverings.cases.events import CaseHandedOff, CaseTakenOver
from fiverings.cases.models import CannotHandOff, CannotLetGo, Case, Farewell
from fiverings.cases.tests.leaving import FRIDAY, IN_TIME, MINUTE, READ_BACK, go_on, is_here, let_go, offers, opened
from fiverings.cases.tests.standing import past_the_gate, written
from fiverings.core.models import Entry
from fiverings.notices.models import Notice
from fiverings.people.events import PersonDeactivated
from fiverings.people.models import LastAdministrator, StillOwnsCases
from fiverings.promises.models import Outstanding, Promise
from tests.world import World


@pytest.fixture(autouse=True)
def friday_evening(world: World) -> Any:
    with time_machine.travel(FRIDAY, tick=False):
        yield


def test_who_leaves_on_friday_at_five_to_five_with_seven_cases_leaves_nothing_behind(world: World) -> None:
    cases = opened(world, at=FRIDAY - timedelta(hours=3), count=7)
    promised = set(Outstanding.objects.owed_by(world.ana).values_list("promise", flat=True))
    assert len(promised) == 7
    farewell = let_go(world)
    go_on(at=FRIDAY)
    for minute, case in enumerate(cases[:6], 1):
        assert is_here(world.ana) and Case.objects.owned_by(world.ana).count() == 8 - minute
        offers(case).accept(read_back=READ_BACK, by=world.ben, at=FRIDAY + minute * MINUTE)
        go_on(at=FRIDAY + minute * MINUTE)
    assert is_here(world.ana)
    go_on(at=FRIDAY + IN_TIME)
    assert not is_here(world.ana)
    assert {each.owner for each in Case.objects.filter(pk__in=[case.pk for case in cases[:6]])} == {world.ben}
    assert Case.objects.get(pk=cases[6].pk).owner == world.dana
    assert set(Outstanding.objects.values_list("promise", flat=True)) == promised
    assert not Outstanding.objects.owed_by(world.ana).exists() and not Promise.objects.exclude(outcome=None).exists()
    farewell.refresh_from_db()
    assert (farewell.ending, farewell.ended_at) == ("left", FRIDAY + IN_TIME)
    assert seconds_without_an_owner(cases, until=FRIDAY + IN_TIME) == 0


def seconds_without_an_owner(cases: list[Case], *, until: datetime) -> float:
    """As the journal tells: each case is somebody's who had not left, from one line to the next."""
    lines = Entry.objects.filter(kind__in=[CaseHandedOff.kind, CaseTakenOver.kind, "cases.CaseOpened"])
    left = Entry.objects.filter(kind=PersonDeactivated.kind).get()
    bare = 0.0
    for case in cases:
        told = list(lines.about(case).order_by("id"))
        assert [each.kind for each in told[1:]] in ([CaseHandedOff.kind], [CaseTakenOver.kind])
        assert told[-1].at <= until and told[-1].pk < left.pk
        bare += max(0.0, (told[-1].at - left.at).total_seconds())
    return bare


def test_a_colleague_is_told_all_that_the_record_knows(world: World, settle: Callable[..., None]) -> None:
    case = past_the_gate(written(world.priya, settle, "No voice mail since noon.", at=FRIDAY - timedelta(hours=4)))
    let_go(world, note="She calls at five.")
    offer = offers(case)
    assert "Ana leaves." in offer.note and "She calls at five." in offer.note
    assert "“No voice mail since noon.”" in offer.note
    assert "Priya Raman" in offer.next_step and offer.giver == world.ana


def test_each_case_goes_to_whom_it_was_meant_for(world: World) -> None:
    first, second = opened(world, at=FRIDAY, count=2)
    let_go(world, receivers={second: world.dana})
    assert (offers(first).receiver, offers(second).receiver) == (world.ben, world.dana)


def test_whoever_owns_nothing_leaves_at_once(world: World) -> None:
    Farewell.begin(world.kai, successor=world.ben, by=world.dana, at=FRIDAY)
    go_on(at=FRIDAY)
    assert not is_here(world.kai)


def test_nobody_is_let_go_by_themselves_or_twice_or_to_themselves(world: World) -> None:
    for more in ({"by": world.ana}, {"by": world.ben}, {"successor": world.ana}):
        with pytest.raises(CannotLetGo):
            let_go(world, **more)
    with pytest.raises(CannotLetGo, match="Somebody else"):
        Farewell.begin(world.dana, successor=world.ben, by=world.dana, at=FRIDAY)
    let_go(world)
    with pytest.raises(CannotLetGo, match="leaving already"):
        let_go(world)


def test_the_last_administrator_is_not_let_go(world: World) -> None:
    with pytest.raises(LastAdministrator):
        Farewell.begin(world.admin, successor=world.ben, by=world.dana, at=FRIDAY)


def test_what_cannot_be_offered_lets_nobody_go(world: World) -> None:
    [case] = opened(world, at=FRIDAY)
    with pytest.raises(CannotHandOff, match="no customer advocate"):
        let_go(world, successor=world.kai)
    assert case.offer() is None and not Farewell.objects.exists()


def test_until_all_is_accepted_nobody_ends_their_access(world: World) -> None:
    opened(world, at=FRIDAY)
    let_go(world)
    with pytest.raises(StillOwnsCases):
        world.ana.deactivate(by=world.admin, at=FRIDAY)


def test_who_lets_them_leave_asks_somebody_else_when_the_first_declines(
    world: World, settle: Callable[..., None]
) -> None:
    [case] = opened(world, at=FRIDAY)
    farewell = let_go(world)
    offers(case).decline(reason="I am at the dentist's.", by=world.ben, at=FRIDAY)
    settle()
    assert Notice.objects.filter(person=world.dana, entry__kind="cases.HandoffDeclined").exists()
    go_on(at=FRIDAY)
    assert case.offer() is None
    farewell.offer(case, to=world.dana, by=world.dana, at=FRIDAY)
    offers(case).accept(read_back=READ_BACK, by=world.dana, at=FRIDAY)
    go_on(at=FRIDAY)
    assert not is_here(world.ana)


def test_nobody_else_offers_what_they_do_not_own(world: World) -> None:
    [case] = opened(world, at=FRIDAY)
    with pytest.raises(CannotHandOff, match="Only Ana"):
        case.hand_off(to=world.ben, note="Yours.", by=world.dana)
    farewell = let_go(world)
    farewell.call_off(by=world.dana, at=FRIDAY)
    with pytest.raises(CannotLetGo):
        farewell.offer(case, to=world.ben, by=world.dana, at=FRIDAY)


def test_who_stays_after_all_keeps_what_nobody_accepted(world: World) -> None:
    first, second = opened(world, at=FRIDAY, count=2)
    farewell = let_go(world)
    offers(first).accept(read_back=READ_BACK, by=world.ben, at=FRIDAY)
    farewell.call_off(by=world.dana, at=FRIDAY + MINUTE)
    go_on(at=FRIDAY + 2 * IN_TIME)
    assert is_here(world.ana) and second.offer() is None
    assert (Case.objects.get(pk=first.pk).owner, Case.objects.get(pk=second.pk).owner) == (world.ben, world.ana)
    with pytest.raises(CannotLetGo, match="not leaving"):
        farewell.call_off(by=world.dana)
