"""Before an answer goes to many one reads what each would get, and for whom its time falls into the night."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from fiverings.cases.models import Cascade, CascadePart, Case
from fiverings.cases.tests.outage import outage_and_those_it_hit
from fiverings.cases.tests.severe import severe
from fiverings.cases.tests.standing import tell_everything
from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.customers.models import Contact
from tests.world import World

Settle = Callable[..., None]
WORDS = {"en": "The carrier works on its exchange."}
HERE = ZoneInfo("America/Toronto")


SOON, PEACE = timedelta(minutes=20), timedelta(minutes=40)


def by_their_clock(at: datetime) -> time:
    return at.astimezone(HERE).time().replace(second=0, microsecond=0)


@pytest.fixture
def soon() -> datetime:
    """In twenty minutes, as people say times."""
    return clock.now().replace(second=0, microsecond=0) + SOON


@pytest.fixture
def cases(world: World, soon: datetime) -> list[Case]:
    """An outage, Maple Dental whose Priya wants peace soon and for a while, and Orion Bank."""
    outage, *hit = outage_and_those_it_hit(world)
    outage.link(hit, by=world.dana)
    hours = {"quiet_from": by_their_clock(soon - timedelta(minutes=5)), "quiet_until": by_their_clock(soon + PEACE)}
    Contact.objects.filter(pk=world.priya.pk).update(**hours)
    return [outage, *hit]


def test_each_letter_is_read_as_it_would_be_written_and_nothing_is_kept(
    cases: list[Case], soon: datetime, world: World
) -> None:
    outage, maples, orions = cases
    said = {"kind": "update", "words": WORDS, "to": [maples, orions], "next_update_at": soon}
    letters = outage.rehearse_cascade(**said, by=world.dana)
    assert [(each.case, each.contact) for each in letters] == [(maples, world.priya), (orions, world.omar)]
    assert all(WORDS["en"] in each.text and str(each.case) in each.text for each in letters)
    assert [each.is_later for each in letters] == [True, False]
    assert not Cascade.objects.exists() and not Message.objects.filter(direction="out").exists()


def test_whom_the_time_would_wake_is_promised_the_end_of_their_quiet_hours(
    cases: list[Case], soon: datetime, world: World, settle: Settle
) -> None:
    outage, maples, orions = cases
    outage.cascade(kind="update", words=WORDS, to=[maples, orions], next_update_at=soon, by=world.dana)
    settle()
    tell_everything(settle, at=clock.now() + timedelta(minutes=1))
    due = {case: case.promised()[0].due_at for case in (maples, orions)}
    assert due == {maples: soon + PEACE, orions: soon}


def test_who_would_not_be_written_to_is_named_with_why_and_nobody_whom_the_reader_may_not_see(
    cases: list[Case], world: World
) -> None:
    outage, maples, _orions = cases
    Contact.objects.filter(pk=world.priya.pk).update(language="fr-ca")
    world.orion.make_confidential(reason="A dispute", by=world.ana)
    [letter] = outage.rehearse_cascade(kind="update", words=WORDS, to=[maples], by=world.dana)
    assert letter.case == maples and letter.reason.startswith("Nothing is said in") and not letter.text


def test_the_page_shows_the_letters_and_sends_them_only_when_it_is_told_to(
    cases: list[Case], soon: datetime, world: World, client: Client
) -> None:
    outage, maples, orions = cases
    client.force_login(world.dana)
    given = {"kind": "update", "words_en": WORDS["en"], "to": [maples.number, orions.number]}
    given["next_update_at"] = f"{soon.astimezone(HERE):%Y-%m-%dT%H:%M}"
    page = client.post(f"/cases/{outage}/cascade/", given | {"act": "look"}).content.decode()
    assert page.count("This is about") == 2 and "after their quiet hours" in page and WORDS["en"] in page
    assert not CascadePart.objects.exists()
    empty = client.post(f"/cases/{outage}/cascade/", {"kind": "update", "act": "look"})
    assert empty.status_code == 422
    client.post(f"/cases/{outage}/cascade/", given)
    assert CascadePart.objects.count() == 2


def test_a_case_whose_standard_wants_it_sooner_is_promised_that(
    cases: list[Case], soon: datetime, world: World
) -> None:
    outage, _maples, orions = cases
    severe(orions, 1, by=world.ben)
    late = soon + timedelta(hours=30)
    said = {"kind": "update", "words": WORDS, "to": [orions], "next_update_at": late}
    [letter] = outage.rehearse_cascade(**said, by=world.dana)
    assert letter.is_sooner and not letter.reason and letter.next_update_at < late
