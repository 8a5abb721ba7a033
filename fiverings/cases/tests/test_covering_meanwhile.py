"""While somebody is away, two clocks and who accepts act at once; one owner is here all the time."""

from __future__ import annotations

from fiverings.cases.models import Cover
from fiverings.cases.tests.away import MINUTE, MONDAY, READ_BACK, away, go_on, now, opened
from fiverings.core.models import Entry
from tests.racing import alone, apart, leaving_nothing
from tests.world import World


def test_no_case_is_without_an_owner_who_is_here_however_two_clocks_race(world: World) -> None:
    late = MONDAY + 15 * MINUTE
    with leaving_nothing():
        case = alone(lambda: opened(world))
        alone(lambda: away(world, substitute=world.ben))
        apart(lambda: go_on(at=MONDAY - MINUTE), lambda: go_on(at=MONDAY - MINUTE))
        offers = alone(lambda: list(case.handoffs.all()))
        assert len(offers) == 1 and alone(Cover.objects.count) == 1
        apart(lambda: offers[0].accept(read_back=READ_BACK, by=world.ben, at=late), lambda: go_on(at=late))
        told = {"kind__in": ["cases.CaseHandedOff", "cases.CaseTakenOver"]}
        assert alone(lambda: Entry.objects.filter(**told).count()) == 1
        assert alone(lambda: now(case).owner) in (world.ben, world.dana)
