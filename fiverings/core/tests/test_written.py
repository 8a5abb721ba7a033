"""A question that is written once asks what it would ask if it were written anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import QuerySet

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Entry
from fiverings.core.written import MoreThanTold, Written
from fiverings.people.events import ProfileChanged
from fiverings.people.models import Membership, Person
from tests.asking import questions
from tests.world import World


@Written
def memberships(person: int) -> QuerySet[Membership]:
    """Where somebody works, with the team."""
    return Membership.objects.filter(person=person, until=None).select_related("team", "person").order_by("since")


@Written
def both(one: int, other: int) -> QuerySet[Any]:
    """Two people, by their addresses."""
    found: QuerySet[Any] = Person.objects.filter(pk__in=[other, one])
    return found.order_by("email").values_list("email", flat=True)


@Written
def lines(kind: str, since: datetime) -> QuerySet[Entry]:
    """What happened of a kind, from a moment on."""
    return Entry.objects.filter(kind=kind, at__gte=since, mark="")


def test_it_finds_what_it_is_asked_about_each_time(world: World) -> None:
    for person in (world.ana, world.gus, world.ana):
        assert memberships(person.pk) == list(Membership.objects.filter(person=person, until=None).order_by("since"))
    assert memberships.first(world.ana.pk).person == world.ana and memberships.first(0) is None


def test_it_finds_in_one_question_what_is_selected_with_it(world: World) -> None:
    asked = questions(lambda: print(*(each.team.name + each.person.name for each in memberships(world.ana.pk))))
    assert len(asked) == 1


def test_each_id_stands_in_its_own_place(world: World) -> None:
    assert both(world.ana.pk, world.ben.pk) == both(world.ben.pk, world.ana.pk) == [world.ana.email, world.ben.email]


def test_codes_and_moments_change_as_ids_do(world: World) -> None:
    with transaction.atomic():
        [line] = announce(ProfileChanged(person=world.ana, changed=["name"]), by=world.ana)
    assert lines(line.kind, line.at) == [line]
    assert lines(line.kind, line.at + timedelta(seconds=1)) == lines("people.KeyMade", line.at) == []


def test_what_tells_the_present_moment_cannot_be_written_once(world: World) -> None:
    @Written
    def lately(entry: int) -> QuerySet[Entry]:
        return Entry.objects.filter(pk=entry, at__lte=clock.now())

    with pytest.raises(MoreThanTold, match="lately"):
        lately(1)
