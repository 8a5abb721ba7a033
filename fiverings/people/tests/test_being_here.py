"""Presence, absence, skills, teams: who is here, who stands in, who knows what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fiverings.core.models import Entry
from fiverings.core.problems import Refused
from fiverings.people.events import (
    AbsenceEnded,
    AbsencePlanned,
    PresenceChanged,
    ProfileChanged,
    SkillNoted,
    TeamEstablished,
    TeamJoined,
    TeamLeft,
    TeamRevised,
)
from fiverings.people.models import Absence, Person, Skill, SubstituteUnavailable, Team
from tests.world import ZONE, World

DAY = timedelta(days=1)


def told(kind: type) -> int:
    return Entry.objects.filter(kind=kind.kind).count()  # type: ignore[attr-defined]


def test_presence_is_a_record_with_its_since_and_the_last_one_is_repeated_on_the_person(world: World) -> None:
    world.ana.set_presence("available", at=world.now)
    world.ana.set_presence("break", at=world.now + DAY)
    first, second = world.ana.presences.order_by("since")
    assert (first.state, first.until) == ("available", second.since) and second.until is None
    assert Person.objects.get(pk=world.ana.pk).presence == "break"
    assert told(PresenceChanged) == 2


def test_saying_the_same_presence_twice_changes_nothing(world: World) -> None:
    world.ana.set_presence("available")
    assert world.ana.set_presence("available") is None
    assert told(PresenceChanged) == 1


def test_a_substitute_stands_in_along_the_chain_and_never_in_a_circle(world: World) -> None:
    until = world.now + 5 * DAY
    world.ana.be_away(world.now, until, substitute=world.ben, by=world.ana)
    assert world.ana.stand_in(world.now) == world.ben
    assert world.ana.stand_in(until) == world.ana
    world.ben.be_away(world.now + DAY, until + DAY, substitute=world.ana, by=world.ben)
    assert world.ana.stand_in(world.now + DAY) is None
    assert told(AbsencePlanned) == 2


def test_who_stands_in_must_be_a_colleague_who_is_here(world: World) -> None:
    with pytest.raises(SubstituteUnavailable):
        world.ana.be_away(world.now, world.now + DAY, substitute=world.ana, by=world.ana)
    world.ben.be_away(world.now - DAY, world.now + 9 * DAY, by=world.ben)
    with pytest.raises(SubstituteUnavailable, match="Ben is away"):
        world.ana.be_away(world.now, world.now + DAY, substitute=world.ben, by=world.ana)
    with pytest.raises(Refused):
        world.ana.be_away(world.now, world.now, by=world.ana)
    assert not Absence.objects.filter(person=world.ana).exists()


def test_an_absence_ends_when_the_person_is_back(world: World) -> None:
    absence = world.ana.be_away(world.now, world.now + 5 * DAY, by=world.ana)
    absence.end(by=world.ana, at=world.now + DAY)
    assert world.ana.is_away(world.now) and not world.ana.is_away(world.now + DAY)
    assert told(AbsenceEnded) == 1


def test_people_are_found_by_skill_and_language(world: World) -> None:
    trunks = Skill.named("SIP trunks")
    assert Skill.named(" sip TRUNKS ") == trunks
    world.chidi.learn(trunks, level=3, by=world.dana)
    world.ana.learn(trunks, level=1, by=world.dana)
    world.ana.change_profile(languages=["en", "fr"], by=world.ana)
    assert list(Person.objects.skilled_in(trunks, level=2)) == [world.chidi]
    assert list(Person.objects.speaking("fr")) == [world.ana]
    world.chidi.unlearn(trunks, by=world.dana)
    assert not Person.objects.skilled_in(trunks, level=2).exists()
    assert told(SkillNoted) == 3 and told(ProfileChanged) == 1


def test_a_team_has_exactly_the_people_it_is_given(world: World) -> None:
    team = Team.establish(name="Field", by=world.admin)
    team.seat([world.eli, world.ana], by=world.admin)
    team.seat([world.eli, world.ben], by=world.admin)
    assert {each.person for each in team.memberships.current()} == {world.eli, world.ben}
    assert team.memberships.filter(person=world.ana, until__isnull=False).count() == 1
    team.revise(brand_name="Northbell on site", by=world.admin)
    told_of = [told(kind) for kind in (TeamEstablished, TeamRevised, TeamLeft)]
    assert told_of == [2, 1, 1] and told(TeamJoined) >= 3


def test_the_next_working_moment_respects_absence_and_the_hours_of_the_team(world: World) -> None:
    saturday = datetime(2026, 5, 2, 15, tzinfo=UTC)
    assert world.gus.next_working(saturday) == saturday, "without a team there are no hours to respect"
    world.care.revise(calendar=world.calendar, by=world.admin)
    monday = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
    assert world.ana.next_working(saturday) == monday
    world.ana.be_away(saturday, monday + timedelta(hours=3), by=world.ana)
    assert world.ana.next_working(saturday) == monday + timedelta(hours=3)


def test_colleagues_are_asked_half_a_working_day_before_an_absence(world: World) -> None:
    world.care.revise(calendar=world.calendar, by=world.admin)
    monday = datetime(2026, 5, 4, 8, 30, tzinfo=ZoneInfo(ZONE))
    absence = world.ana.be_away(monday, monday + 7 * DAY, by=world.ana)
    assert absence.covered_from == datetime(2026, 5, 1, 13, 0, tzinfo=ZoneInfo(ZONE))
    assert world.gus.be_away(monday, monday + DAY, by=world.gus).covered_from == monday - timedelta(hours=4)


def test_who_goes_home_is_back_when_their_team_opens_again(world: World) -> None:
    world.care.revise(calendar=world.calendar, by=world.admin)
    evening = datetime(2026, 4, 30, 16, 45, tzinfo=ZoneInfo(ZONE))
    back = datetime(2026, 5, 1, 8, 30, tzinfo=ZoneInfo(ZONE))
    assert world.ana.back_after(evening) == world.ana.back_after(evening + timedelta(hours=2)) == back
    world.ana.go_home(back_at=back, by=world.ana, at=evening)
    assert world.ana.is_away(evening) and not world.ana.is_away(back)
    assert world.ana.presence == "offline"
