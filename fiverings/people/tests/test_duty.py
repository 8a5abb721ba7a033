"""The duty roster is never empty, whoever tries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from fiverings.core.models import Entry
from fiverings.core.problems import Refused
from fiverings.people.events import DutyEnded, DutyTaken
from fiverings.people.models import Duty, NotTheirSeat, Person, RosterWouldBeEmpty, StillOnDuty
from tests.world import World

WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def three_leads(world: World) -> None:
    """Ana and Ben may take the lead's seat too."""
    for each in (world.ana, world.ben):
        each.change_roles(["lead", "advocate"], by=world.admin)


@pytest.mark.parametrize("seat", ["lead", "executive"])
def test_a_seat_is_only_for_those_with_its_role(world: World, seat: str) -> None:
    before = Duty.on(seat)
    with pytest.raises(NotTheirSeat, match=r"Chidi Okafor cannot be .* on duty: that takes the role"):
        Duty.take(seat, person=world.chidi, by=world.admin)
    assert Duty.on(seat) == before and not Duty.objects.filter(person=world.chidi).exists()


def test_the_lead_and_the_executive_on_duty_answer_at_any_moment(world: World) -> None:
    assert Duty.lead(world.now) == world.dana
    assert Duty.executive(world.now) == world.ines
    assert Duty.lead(world.now - 1000 * WEEK) == world.dana


def test_a_cover_lies_over_the_standing_arrangement_and_ends_by_itself(world: World) -> None:
    Duty.take("lead", person=world.ana, since=world.now, until=world.now + WEEK, by=world.dana)
    assert Duty.lead(world.now) == world.ana
    assert Duty.lead(world.now + WEEK) == world.dana
    assert Entry.objects.filter(kind=DutyTaken.kind, subject_id=world.ana.pk).exists()


def test_a_new_standing_arrangement_ends_the_one_before(world: World) -> None:
    Duty.take("lead", person=world.ana, since=world.now, by=world.dana)
    assert Duty.lead(world.now + 100 * WEEK) == world.ana
    assert Duty.lead(world.now - WEEK) == world.dana
    assert Duty.objects.in_seat("lead").filter(until=None).count() == 1


def test_who_stands_in_answers_when_the_person_on_duty_is_away(world: World) -> None:
    world.dana.be_away(world.now, world.now + WEEK, substitute=world.ben, by=world.dana)
    assert Duty.lead(world.now) == world.ben
    world.ben.be_away(world.now, world.now + WEEK / 2, by=world.ben)
    assert Duty.lead(world.now) == world.dana, "somebody must be called"
    Duty.take("lead", person=world.ana, since=world.now - WEEK, until=world.now + WEEK, by=world.dana)
    world.ana.be_away(world.now, world.now + WEEK, by=world.ana)
    assert Duty.lead(world.now + WEEK * 0.75) == world.ben


def test_the_last_span_of_a_seat_cannot_be_ended(world: World) -> None:
    standing = Duty.objects.get(seat="lead")
    with pytest.raises(RosterWouldBeEmpty, match="put somebody else on duty"):
        standing.end(by=world.admin, at=world.now)
    assert not Entry.objects.filter(kind=DutyEnded.kind).exists()
    assert Duty.lead(world.now) == world.dana


def test_a_cover_can_be_ended_early_and_one_that_has_not_begun_is_dropped(world: World) -> None:
    cover = Duty.take("lead", person=world.ana, since=world.now, until=world.now + WEEK, by=world.dana)
    cover.end(by=world.dana, at=world.now + WEEK / 2)
    assert Duty.lead(world.now + WEEK / 2) == world.dana
    later = Duty.take("lead", person=world.ben, since=world.now + WEEK, until=world.now + 2 * WEEK, by=world.dana)
    later.end(by=world.dana, at=world.now)
    assert not Duty.objects.filter(person=world.ben).exists()


@pytest.mark.parametrize(
    "emptied_by",
    [
        lambda: Duty.objects.filter(seat="lead").delete(),
        lambda: Duty.objects.filter(seat="lead").update(seat="executive"),
        lambda: Duty.objects.filter(seat="executive").update(until="2026-12-31T00:00Z"),
        lambda: connection.cursor().execute("DELETE FROM people_duty"),
        lambda: connection.cursor().execute("UPDATE people_duty SET until = since + interval '1 day'"),
    ],
    ids=["the ORM", "another seat", "an end", "SQL", "an SQL end"],
)
def test_no_bulk_act_and_no_sql_leaves_a_seat_empty(world: World, emptied_by: object) -> None:
    with pytest.raises(IntegrityError, match="nobody is on duty"), transaction.atomic():
        emptied_by()  # type: ignore[operator]
        connection.check_constraints()
    assert Duty.lead(world.now) == world.dana


def test_the_roster_cannot_be_truncated(world: World) -> None:
    with pytest.raises(IntegrityError, match="never empty"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE people_duty CASCADE")


def test_a_gap_in_the_roster_is_refused(world: World) -> None:
    with pytest.raises(IntegrityError, match="nobody is on duty"), transaction.atomic():
        Duty.objects.filter(seat="lead").update(until=world.now)
        Duty.objects.create(seat="lead", person=world.ana, since=world.now + timedelta(minutes=1))
        connection.check_constraints()


def test_somebody_on_the_standing_roster_cannot_leave(world: World) -> None:
    with pytest.raises(StillOnDuty):
        world.dana.deactivate(by=world.admin)
    assert Person.objects.get(pk=world.dana.pk).is_active
    with pytest.raises(IntegrityError, match="cannot leave"), transaction.atomic():
        Person.objects.filter(pk=world.dana.pk).update(is_active=False)
        connection.check_constraints()


def test_somebody_who_left_cannot_be_put_on_duty(world: World) -> None:
    world.ben.deactivate(by=world.admin)
    with pytest.raises(Exception, match="works here"):
        Duty.take("lead", person=world.ben, by=world.dana)
    assert Duty.lead() == world.dana


def test_a_duty_that_is_over_stays_as_it_was(world: World) -> None:
    cover = Duty.take("lead", person=world.ana, since=world.now - 2 * WEEK, until=world.now - WEEK, by=world.dana)
    with pytest.raises(Refused, match="over"):
        cover.end(by=world.dana, at=world.now)
    cover.refresh_from_db()
    assert cover.until == world.now - WEEK


def test_a_duty_that_was_dropped_meanwhile_is_over(world: World) -> None:
    planned = Duty.take("lead", person=world.ana, since=world.now + WEEK, until=world.now + 2 * WEEK, by=world.dana)
    Duty.objects.get(pk=planned.pk).end(by=world.dana, at=world.now)
    with pytest.raises(Refused, match="over"):
        planned.end(by=world.dana, at=world.now)
