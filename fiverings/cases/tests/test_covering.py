"""While somebody is away: colleagues are asked before, nothing waits for nobody, and it is given back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from fiverings.cases.checks.covering import left_with_who_is_away
from fiverings.cases.models import CannotGiveBack, Case, Cover
from fiverings.cases.tests.away import ASKED, BACK, MINUTE, MONDAY, READ_BACK, THURSDAY, away, go_on, now, opened
from fiverings.conversations.models import Message
from fiverings.core.models import Entry
from fiverings.promises.models import Outstanding
from tests.world import World


@pytest.fixture(autouse=True)
def care_has_hours(world: World) -> None:
    world.care.revise(calendar=world.calendar, by=world.admin)


def test_before_an_absence_begins_what_cannot_wait_is_offered_to_the_substitute(world: World) -> None:
    case = opened(world)
    away(world, substitute=world.dana)
    go_on(at=ASKED - MINUTE)
    assert case.offer() is None, "half a working day before is soon enough"
    go_on(at=ASKED)
    go_on(at=ASKED)
    offer = case.offer()
    assert (offer.giver, offer.receiver) == (world.ana, world.dana) and Cover.objects.count() == 1
    assert "Ana is away until" in offer.note and offer.next_step
    offer.accept(read_back=READ_BACK, by=world.dana, at=ASKED + MINUTE)
    assert now(case).owner == world.dana
    assert "Dana Lindqvist looks after" in Message.objects.get(auto="handoff").text
    assert {each.person for each in Outstanding.objects.of(case)} == {world.dana}
    world.maple.refresh_from_db()
    assert world.maple.primary_advocate == world.ana


def test_without_a_substitute_the_backup_advocate_is_asked(world: World) -> None:
    case = opened(world)
    away(world)
    go_on(at=ASKED)
    assert case.offer().receiver == world.ben


def test_a_substitute_who_is_away_too_is_followed_by_theirs(world: World) -> None:
    case = opened(world)
    world.ben.be_away(MONDAY, BACK - timedelta(days=1), substitute=world.dana, by=world.ben, at=THURSDAY)
    away(world, substitute=world.ben)
    go_on(at=ASKED)
    assert case.offer().receiver == world.dana


def test_who_declines_is_followed_by_who_else_suits_and_nobody_is_asked_twice(world: World) -> None:
    case = opened(world)
    away(world, substitute=world.ben)
    go_on(at=ASKED)
    case.offer().decline(reason="I am full.", by=world.ben, at=ASKED + MINUTE)
    go_on(at=ASKED + 2 * MINUTE)
    assert case.offer().receiver == world.dana
    case.offer().decline(reason="So am I.", by=world.dana, at=ASKED + 3 * MINUTE)
    go_on(at=ASKED + 4 * MINUTE)
    assert case.offer() is None and now(case).owner == world.ana
    go_on(at=MONDAY)
    assert now(case).owner == world.dana, "the lead on duty owns what nobody takes"


def test_what_nobody_accepts_is_its_owners_until_they_go_and_then_the_leads(world: World) -> None:
    case = opened(world)
    away(world, substitute=world.ben)
    go_on(at=ASKED)
    go_on(at=MONDAY - MINUTE)
    assert now(case).owner == world.ana
    go_on(at=MONDAY)
    assert now(case).owner == world.dana
    assert "Dana Lindqvist looks after" in Message.objects.get(auto="handoff").text


def test_what_only_who_is_away_may_see_is_the_leads_who_is_let_in(world: World) -> None:
    world.maple.entrust(to=world.ana, backup=None, reason="A dispute", by=world.dana)
    world.maple.make_confidential(reason="A dispute", by=world.ana)
    case = opened(world)
    away(world)
    go_on(at=MONDAY - MINUTE)
    assert case.offer() is None and now(case).owner == world.ana
    with time_machine.travel(MONDAY + 2 * MINUTE, tick=False):
        assert [found for found, _words in left_with_who_is_away()] == [case]
        go_on(at=MONDAY + 2 * MINUTE)
        assert [*left_with_who_is_away()] == []
        assert now(case).owner == world.dana and Case.objects.visible_to(world.dana).filter(pk=case.pk).exists()


def test_who_declined_is_given_it_after_everybody_else(world: World) -> None:
    case = opened(world)
    away(world, substitute=world.dana)
    go_on(at=ASKED)
    case.offer().decline(reason="I am full.", by=world.dana, at=ASKED + MINUTE)
    go_on(at=ASKED + 2 * MINUTE)
    assert case.offer().receiver == world.ben
    go_on(at=MONDAY)
    assert now(case).owner == world.ben, "though it is Dana who is the lead on duty"


def test_who_goes_on_being_away_is_not_back_and_nobody_is_asked_twice(world: World) -> None:
    case, until = opened(world), MONDAY + timedelta(days=2)
    world.ana.be_away(MONDAY, until, substitute=world.ben, by=world.ana, at=THURSDAY)
    world.ana.be_away(MONDAY, BACK, substitute=world.ben, by=world.ana, at=THURSDAY)
    go_on(at=ASKED)
    case.offer().decline(reason="I am full.", by=world.ben, at=ASKED + MINUTE)
    go_on(at=ASKED + 2 * MINUTE)
    case.offer().accept(read_back=READ_BACK, by=world.dana, at=ASKED + 3 * MINUTE)
    assert [each.receiver for each in case.handoffs.order_by("id")] == [world.ben, world.dana]
    go_on(at=until)
    assert not Entry.objects.filter(kind="cases.CoverEnded").exists()
    go_on(at=BACK)
    assert not Cover.objects.standing().exists()


def test_what_can_wait_stays_until_they_write(world: World) -> None:
    case = opened(world)
    begins, ends = THURSDAY + 10 * MINUTE, THURSDAY + 20 * MINUTE
    world.ana.be_away(begins, ends, substitute=world.dana, by=world.ana, at=THURSDAY)
    go_on(at=begins)
    assert case.offer() is None and now(case).owner == world.ana
    Case.objects.filter(pk=case.pk).update(waiting_since=begins)
    go_on(at=begins + MINUTE)
    assert case.offer().receiver == world.dana


def test_what_is_new_for_their_accounts_is_the_substitutes_at_once(world: World) -> None:
    away(world, substitute=world.dana)
    go_on(at=MONDAY)
    case = Case.open_for(world.maple, need="No tone.", contact=world.priya, by=None, at=MONDAY + MINUTE)
    assert case.owner == world.dana


def test_what_they_promised_about_the_case_of_another_is_that_ones_meanwhile(world: World) -> None:
    theirs = Case.open_for(world.harbour, need="It hums.", contact=world.nadia, by=world.ben, owner=world.ben, at=ASKED)
    Outstanding.objects.of(theirs).update(person=world.ana)
    asked = theirs.ask(to=world.ana, what="Who?", needed_by=MONDAY + timedelta(hours=5), by=world.ben, at=ASKED)
    asked.accept(by=world.ana, at=ASKED)
    away(world)
    go_on(at=MONDAY)
    go_on(at=MONDAY + MINUTE)
    asked.refresh_from_db()
    assert (asked.holder, asked.state) == (world.dana, "asked")
    assert not Outstanding.objects.owed_by(world.ana).filter(due_at__lt=BACK).exists()


def test_who_is_back_is_offered_what_they_gave_by_one_press(world: World) -> None:
    case = opened(world)
    away(world, substitute=world.ben)
    go_on(at=ASKED)
    case.offer().accept(read_back=READ_BACK, by=world.ben, at=ASKED + MINUTE)
    cover = Cover.objects.get()
    with pytest.raises(CannotGiveBack):
        cover.give_back(by=world.ben, at=MONDAY + MINUTE)
    go_on(at=BACK)
    [offer] = Cover.objects.over(BACK).get().give_back(by=world.ben, at=BACK)
    assert offer.receiver == world.ana and "looked after it while you were away" in offer.note
    with pytest.raises(CannotGiveBack):
        cover.give_back(by=world.ben, at=BACK)
    offer.accept(read_back="It hums again; I call Priya.", by=world.ana, at=BACK + MINUTE)
    again = BACK + timedelta(days=7), BACK + timedelta(days=14)
    world.ana.be_away(*again, substitute=world.ben, by=world.ana, at=BACK)
    go_on(at=again[0] - MINUTE)
    assert case.offer().receiver == world.ben, "what is only looked after does not go to and fro"


def test_who_is_back_keeps_what_nobody_has_accepted(world: World) -> None:
    case = opened(world)
    absence = away(world, substitute=world.ben)
    go_on(at=ASKED)
    absence.end(by=world.ana, at=ASKED + MINUTE)
    go_on(at=ASKED + MINUTE)
    assert case.offer() is None and now(case).owner == world.ana
    go_on(at=MONDAY + MINUTE)
    assert now(case).owner == world.ana and Cover.objects.get().ended_at


def test_what_comes_next_is_told_as_it_stands_when_the_offer_is_read(world: World, client: Client) -> None:
    case = opened(world, at=ASKED - timedelta(hours=1))
    away(world, substitute=world.dana)
    go_on(at=ASKED)
    written = case.offer().next_step
    case.promise_spoken(kind="call_back", due_at=ASKED + timedelta(minutes=20), by=world.ana, at=ASKED + MINUTE)
    client.force_login(world.dana)
    with time_machine.travel(ASKED + 2 * MINUTE, tick=False):
        home, page = (client.get(each).content.decode() for each in ("/", case.get_absolute_url()))
    assert "Call Priya Raman back, by" in home and "Call Priya Raman back, by" in page and written not in home
    assert case.offer().next_step == written, "what was offered stays as it was"
