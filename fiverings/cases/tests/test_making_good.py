"""A broken word is made right in five steps: heard, owned, done, known, and asked about a week later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from fiverings.cases.models import Case, Recovery
from fiverings.cases.models.apologising import NotAnApology
from fiverings.cases.tests.broken import A_MINUTE, at, broken, keep_the_rest, standing, ticks
from fiverings.cases.tests.gate import called, owed, passed
from fiverings.cases.tests.standing import resolved, tell_everything
from fiverings.conversations.models import Message
from fiverings.promises.models import Offer, Outstanding, Promise
from tests.world import World

Settle = Callable[..., None]
AN_HOUR, A_WEEK = timedelta(hours=1), timedelta(days=7)


@pytest.fixture
def case(world: World) -> Case:
    """Past the gate."""
    return passed(called(world), world)


def test_the_story_of_a_visit_that_nobody_made(case: Case, world: World, settle: Settle) -> None:
    visit = broken(case, world)
    assert ticks(case) == dict.fromkeys(("acknowledged", "owned", "fixed", "told", "followed_up"))
    with pytest.raises(NotAnApology):
        case.reply("We apologise for any inconvenience.", by=world.ana, at=at(world, 11, 15))
    words = "I said that Eli comes by eleven, and he did not. I am sorry; I wrote the wrong day."
    more = {"kind": "visit", "due_at": at(world, 13)}
    case.write(words, **more, by=world.ana, at=at(world, 11, 20))
    tell_everything(settle, at=at(world, 11, 21))
    again = standing(case, "visit")
    assert (again.mends, again.due_at, again.told_how) == (visit, at(world, 13), "written")
    assert ticks(case) | {"fixed": None} == {
        "acknowledged": at(world, 11, 21), "owned": at(world, 11, 21), "fixed": None, "told": None, "followed_up": None
    }  # fmt: skip
    case.arrive(person=world.eli, place="At the door", by=world.ana, at=at(world, 12, 50))
    assert visit.late_fulfilment.at == again.outcome.at == at(world, 12, 50)
    follow_up = standing(case, "check_in")
    assert (follow_up.mends, follow_up.due_at, follow_up.is_internal) == (visit, at(world, 12, 50, day=7), True)
    case.reply("The next bill comes in June.", by=world.ana, at=at(world, 9, day=1))
    tell_everything(settle, at=at(world, 9, 1, day=1))
    assert ticks(case)["followed_up"] is None
    case.log_call(talked=True, words="All is well again.", by=world.ana, at=at(world, 11, day=7))
    assert ticks(case) == {
        "acknowledged": at(world, 11, 21), "owned": at(world, 11, 21), "fixed": at(world, 12, 50),
        "told": at(world, 12, 50), "followed_up": at(world, 11, day=7),
    }  # fmt: skip
    assert Recovery.of(case)[0].is_whole


def test_the_letter_that_says_sorry_says_what_is_owed_again_and_by_when(
    case: Case, world: World, settle: Settle
) -> None:
    visit = broken(case, world)
    message = case.reply("I forgot to send somebody, and I am sorry.", by=world.ana, at=at(world, 11, 20))
    [offer] = Offer.objects.in_message(message)
    assert offer.sentence in message.text and (offer.mends, offer.due_at) == (visit, at(world, 11, 20, day=1))
    assert not Promise.objects.filter(mends=visit).exists()
    tell_everything(settle, at=at(world, 11, 21))
    assert ("visit", True) in owed(case) and Promise.objects.get(mends=visit).offer == offer


def test_on_the_telephone_it_is_owed_again_within_our_standard_and_follows_in_one_mail(
    case: Case, world: World
) -> None:
    cost = broken(case, world, "cost")
    case.log_call(talked=True, words="I have no price yet, and I am sorry.", by=world.ana, at=at(world, 11, 20))
    again = standing(case, "cost")
    assert (again.mends, again.told_how, again.due_at <= again.guarantee_due_at) == (cost, "spoken", True)
    assert Message.objects.filter(text__contains=again.sentence, auto="promise").count() == 1


def test_what_the_words_themselves_do_is_not_owed_again_and_is_asked_after_a_week(
    case: Case, world: World, settle: Settle
) -> None:
    update = broken(case, world, "next_update")
    case.reply("I promised news by eleven and sent none. The line is ordered.", by=world.ana, at=at(world, 11, 20))
    tell_everything(settle, at=at(world, 11, 21))
    assert owed(case) == [("next_update", False), ("check_in", False)]
    assert standing(case, "check_in").mends == update
    done = at(world, 11, 21)
    assert ticks(case) == dict.fromkeys(("acknowledged", "owned", "fixed", "told"), done) | {"followed_up": None}


def test_whoever_owns_the_case_by_then_asks_whether_it_is_well_again(case: Case, world: World, settle: Settle) -> None:
    broken(case, world, "next_update")
    case.take_over(reason="Ana is ill.", by=world.dana, at=at(world, 11, 10))
    case.reply("We sent no news, and I am sorry.", by=world.dana, at=at(world, 11, 20))
    tell_everything(settle, at=at(world, 11, 21))
    assert Outstanding.objects.of(case).get(promise__kind="check_in").person == world.dana


def test_what_is_promised_anew_already_is_not_promised_twice(case: Case, world: World) -> None:
    visit = broken(case, world)
    anew = case.promise_spoken(kind="visit", due_at=at(world, 16), by=world.ana, at=at(world, 11, 5))
    case.log_call(talked=True, words="I am sorry that nobody came.", by=world.ana, at=at(world, 11, 20))
    assert standing(case, "visit") == anew and anew.mends == visit


def test_a_fix_that_breaks_too_begins_no_second_recovery_on_the_page(case: Case, world: World) -> None:
    visit = broken(case, world)
    case.log_call(talked=True, words="Nobody came; I am sorry.", by=world.ana, at=at(world, 11, 20))
    second = standing(case, "visit")
    late = second.due_at + A_MINUTE
    second.break_(at=late)
    assert second.recovered_by and len(Recovery.of(case)) == 1
    case.log_call(talked=True, words="Again nobody came; it is my fault.", by=world.ana, at=late + A_MINUTE)
    third = standing(case, "visit")
    assert (third.mends, third.first_broken()) == (second, visit)
    case.arrive(place="At the door", by=world.ana, at=late + AN_HOUR)
    assert standing(case, "check_in").mends == visit and ticks(case)["fixed"] == late + AN_HOUR


def test_a_broken_question_whether_it_is_well_again_is_asked_late_and_never_asks_for_itself(
    case: Case, world: World
) -> None:
    broken(case, world, "next_update")
    case.log_call(talked=True, words="I forgot; I am sorry.", by=world.ana, at=at(world, 11, 20))
    asked = standing(case, "check_in")
    late = asked.due_at + A_MINUTE
    Outstanding.objects.of(case).overdue(late).break_all(at=late)
    case.log_call(talked=True, words="How is it? I ask late.", by=world.ana, at=late + A_MINUTE)
    assert asked.late_fulfilment and "check_in" not in dict(owed(case)) and ticks(case)["followed_up"]


def test_what_broke_together_is_one_recovery_and_one_question(case: Case, world: World) -> None:
    keep_the_rest(case, world)
    for kind in ("visit", "cost"):
        case.promise_spoken(kind=kind, due_at=at(world, 11), by=world.ana, at=world.now)
    Outstanding.objects.overdue(at(world, 11, 1)).break_all(at=at(world, 11, 1))
    case.log_call(talked=True, words="Neither came, and I am sorry.", by=world.ana, at=at(world, 11, 20))
    case.arrive(place="At the door", by=world.ana, at=at(world, 11, 40))
    [recovery] = Recovery.of(case)
    done = {each.step: each.at for each in recovery.ticks}
    assert len(recovery.broken) == 2 and done["acknowledged"] == at(world, 11, 20) and done["fixed"] is None
    case.tell_cost(billable="no", basis="It is covered.", by=world.ana, at=at(world, 12))
    assert [kind for kind, _told in owed(case)].count("check_in") == 1
    assert {each.step: each.at for each in Recovery.of(case)[0].ticks}["fixed"] == at(world, 12)


def test_a_word_among_us_that_breaks_is_made_right_by_any_word_and_nothing_more(world: World, settle: Settle) -> None:
    case = called(world)
    owed_to_ourselves = Outstanding.objects.of(case).get()
    owed_to_ourselves.promise.break_(at=owed_to_ourselves.due_at + A_MINUTE)
    case.log_call(talked=True, words="Here I am.", by=world.ana, at=owed_to_ourselves.due_at + AN_HOUR)
    assert not Recovery.of(case) and dict(owed(case)) == {"next_update": False}


def test_a_merge_takes_along_what_is_owed_again(case: Case, world: World) -> None:
    visit = broken(case, world)
    whole = Case.begin(contact=world.priya, need="Everything", by=world.ana, at=at(world, 11, 5))
    case.merge_into(whole, by=world.ana, at=at(world, 11, 6))
    whole.log_call(talked=True, words="Nobody came; I am sorry.", by=world.ana, at=at(world, 11, 20))
    again = standing(whole, "visit")
    assert again.mends == visit
    whole.arrive(place="At the door", by=world.ana, at=at(world, 12))
    connection.check_constraints()
    assert standing(whole, "check_in").mends == visit
    assert [each.at for each in Recovery.of(whole)[0].ticks][:4] == [
        at(world, 11, 20),
        at(world, 11, 20),
        at(world, 12),
        at(world, 12),
    ]


def test_a_customer_who_says_that_it_works_is_still_asked_after_a_week(case: Case, world: World) -> None:
    visit = broken(case, world)
    resolved(case, world, at=at(world, 12), cause=None)
    assert ("check_in", False) in owed(case) and ticks(case)["fixed"] == at(world, 12)
    assert standing(case, "check_in").due_at >= at(world, 12) + A_WEEK and visit.outcome.kind == "broken"
