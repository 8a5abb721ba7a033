"""While somebody is away, two clocks and who accepts act at once; one owner is here all the time."""

from __future__ import annotations

from typing import Any

from fiverings.cases.models import Case, Cover
from fiverings.cases.tests.away import ASKED, MINUTE, MONDAY, READ_BACK, away, go_on, now, opened
from fiverings.core.models import Entry
from fiverings.promises.models import Outstanding
from tests.racing import alone, apart, leaving_nothing, meanwhile
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


def test_what_is_promised_goes_along_to_whoever_takes_the_case_at_that_moment(world: World) -> None:
    def handed_to_dana() -> Any:
        told = {"need": "It hums.", "contact": world.nadia, "by": world.ben}
        theirs = Case.open_for(world.harbour, owner=world.ben, at=ASKED, **told)
        Outstanding.objects.of(theirs).update(person=world.ana)
        away(world)
        Cover.begin_all(at=MONDAY)
        return theirs.hand_off(to=world.dana, note="It hums at noon.", by=world.ben, at=ASKED)

    with leaving_nothing():
        offer = alone(handed_to_dana)
        meanwhile(
            lambda: offer.accept(read_back=READ_BACK, by=world.dana, at=MONDAY),
            lambda: Cover.objects.standing().further_all(at=MONDAY),
        )
        assert alone(lambda: [each.person for each in Outstanding.objects.of(offer.case)]) == [world.dana]
