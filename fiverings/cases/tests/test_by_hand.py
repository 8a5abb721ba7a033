"""Nobody says by hand that a word was said, or that what we owe is needed no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from fiverings.cases.models import Case, KeptByWhatShowsIt, OwedAllTheSame
from fiverings.cases.tests.gate import AN_HOUR, called
from fiverings.promises.models import Outstanding, Promise
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return called(world)


def promised(case: Case, world: World, kind: str) -> Promise:
    return case.promise_spoken(kind=kind, due_at=world.now + AN_HOUR, by=world.ana, at=world.now)


@pytest.mark.parametrize("kind", ["call_back", "next_update", "answer"])
def test_what_is_promised_to_be_said_is_not_kept_by_saying_so(case: Case, world: World, kind: str) -> None:
    promise = promised(case, world, kind)
    with pytest.raises(KeptByWhatShowsIt):
        case.keep(promise, by=world.ana, at=world.now)
    assert Outstanding.objects.filter(promise=promise).exists()


def test_what_is_promised_to_be_done_is_kept_by_who_says_so(case: Case, world: World) -> None:
    promise = promised(case, world, "fix")
    case.keep(promise, by=world.ana, at=world.now)
    assert promise.outcome.kind == "kept"


def test_what_a_colleague_was_asked_is_kept_by_their_answer_alone(case: Case, world: World) -> None:
    request = case.ask(
        to=world.chidi, what="Whose line is it?", needed_by=world.now + AN_HOUR, by=world.ana, at=world.now
    )
    request.accept(by=world.chidi, at=world.now)
    request.refresh_from_db()
    for act in (
        lambda: case.keep(request.promise, by=world.ben, at=world.now),
        lambda: case.release(request.promise, words="No.", by=world.ben, at=world.now),
    ):
        with pytest.raises((KeptByWhatShowsIt, OwedAllTheSame)):
            act()


def test_what_whoever_holds_the_escalation_promised_is_kept_by_deciding(case: Case, world: World) -> None:
    escalation = case.escalate(kind="hierarchical", reason="They are angry.", by=world.ana, at=world.now)
    escalation.accept(by=escalation.holder, at=world.now)
    escalation.refresh_from_db()
    with pytest.raises(KeptByWhatShowsIt):
        case.keep(escalation.promise, by=world.ben, at=world.now)


def test_the_first_answer_is_not_put_off_by_letting_it_go(case: Case, world: World) -> None:
    owed = case.owed().get()
    with pytest.raises(OwedAllTheSame):
        case.release(owed.promise, words="It can wait.", by=world.ben, at=world.now)
    assert case.owed().get() == owed


def test_what_makes_a_broken_word_right_is_not_let_go(case: Case, world: World) -> None:
    promised(case, world, "call_back").break_(at=world.now + AN_HOUR + timedelta(seconds=1))
    recovery = Promise.objects.of(case).get(recovers__isnull=False)
    with pytest.raises(OwedAllTheSame):
        case.release(recovery, words="They forgot.", by=world.ben, at=world.now + 2 * AN_HOUR)


def test_the_page_and_programs_refuse_it_in_words(case: Case, world: World, client: Client) -> None:
    promise = promised(case, world, "call_back")
    client.force_login(world.ben)
    answer = client.post(f"{case.get_absolute_url()}promises/{promise.pk}/fulfilment/", follow=True)
    assert "They have to hear it" in answer.content.decode()
    assert Outstanding.objects.filter(promise=promise).exists()
