"""The pages on which a case passes the gate, is promised about, called about and waited on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import Case, State
from fiverings.cases.tests.gate import AN_HOUR, ANSWERS, all_told, called, owed, passed, promised, typed
from fiverings.core import clock
from fiverings.promises.models import Outstanding, Promise
from tests.world import World


@pytest.fixture(autouse=True)
def now(world: World) -> Any:
    with time_machine.travel(world.now, tick=False):
        yield


def words_of(client: Client, case: Case, query: str = "") -> str:
    return " ".join(client.get(f"{case.get_absolute_url()}{query}").content.decode().split())


def test_the_page_at_the_gate_says_in_plain_words_what_is_missing(world: World, ana: Client) -> None:
    text = words_of(ana, called(world))
    assert "At the gate" in text and "5 things are missing" in text
    assert "Tell them what happens next, and by when." in text and 'data-key="g"' in text


def test_what_was_typed_at_the_gate_stays_though_it_is_not_passed(world: World, ana: Client) -> None:
    case = called(world)
    given = ANSWERS | {"kind": "incident", "cannot_say": "on", "pass": "1"}
    text = ana.post(f"/cases/{case}/intake/", given, follow=True).content.decode()
    case.refresh_from_db()
    assert (case.state, case.kind, case.intake.tried) == (State.INTAKE, "incident", "A restart")
    assert "Find out how severe it is." in text and case.missing()[0].code == "severity"


def test_one_button_passes_the_gate_when_nothing_is_missing(world: World, ana: Client) -> None:
    case = all_told(called(world), world)
    ana.post(f"/cases/{case}/intake/", ANSWERS | {"site": world.maple.sites.get().pk, "pass": "1"})
    case.refresh_from_db()
    assert case.state == State.ACTIVE and "At the gate" not in words_of(ana, case)


def test_a_call_that_dropped_is_saved_and_owed_again(world: World, ana: Client) -> None:
    ana.post("/cases/new/", {"contact": world.priya.pk, "need": "The phones", "dropped": "1"})
    case = Case.objects.get()
    assert owed(case)[0] == ("call_back", False)
    assert Outstanding.objects.of(case)[0].due_at == world.now + timedelta(minutes=2)
    ana.post(f"/cases/{case}/dropped-call/")
    assert Outstanding.objects.of(case).count() == 3


def test_what_they_expect_stands_there_as_long_as_nothing_is_promised(world: World, ana: Client) -> None:
    case = called(world)
    case.hear_expectation(words="By noon", by_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    assert "and nothing is promised yet." in words_of(ana, case)
    promised(case, world, "call_back", due_at=world.now + AN_HOUR / 2)
    assert "and nothing is promised yet." not in words_of(ana, case)


def test_the_promise_block_shows_when_what_and_three_marks(world: World, ana: Client) -> None:
    case = called(world)
    case.hear_expectation(words="by noon", by_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    promised(case, world, "call_back", due_at=world.now + AN_HOUR / 2, what="news of the line")
    text = words_of(ana, case)
    assert "Ana calls Priya Raman: news of the line" in text and "0 kept, 0 broken" in text
    assert "10:52 told" in text and "11:22 expected" in text and "12:22 our standard" in text
    assert "Call now" in text and "Change with consent" in text and "Internal" in text


def test_the_sentence_is_shown_before_it_is_told_and_nothing_is_kept(world: World, ana: Client) -> None:
    case = called(world)
    given = {"kind": "call_back", "due_at": typed(world.now + AN_HOUR)}
    text = ana.get(f"/cases/{case}/sentence/", given, headers={"hx-request": "true"}).content.decode()
    assert "will call you on +1 416 555 0142 by 11:22 on Thursday 30 April" in text and "<html" not in text
    late = ana.get(f"/cases/{case}/sentence/", given | {"due_at": typed(world.now + 4 * AN_HOUR)})
    assert "Our standard is 12:22" in late.content.decode()
    assert not Promise.objects.to_customers().exists()


@pytest.mark.parametrize("how", ["", "written"])
def test_a_promise_is_told_on_the_telephone_or_written(world: World, ana: Client, how: str) -> None:
    case = called(world)
    given = {"kind": "next_update", "due_at": typed(world.now + AN_HOUR), "how": how}
    ana.post(f"/cases/{case}/promises/", given)
    assert ("next_update", True) in owed(case) or how == "written"
    assert case.journey.threads.get().messages.count() == 1


def test_a_reply_promises_only_when_it_says_what(world: World, ana: Client) -> None:
    case = called(world)
    ana.post(f"/cases/{case}/replies/", {"words": "Hello.", "kind": "", "due_at": typed(world.now + AN_HOUR)})
    ana.post(f"/cases/{case}/replies/", {"words": "Hi.", "kind": "fix", "due_at": typed(world.now + AN_HOUR)})
    plain, promising = case.thread().messages.order_by("id")
    assert plain.text == "Hello." and "will tell you that it works again" in promising.text
    wrong = ana.post(f"/cases/{case}/replies/", {"words": "Hi.", "kind": "fix", "due_at": ""})
    assert wrong.status_code == 422 and "Say by when." in wrong.content.decode()


def test_a_call_is_logged_and_keeps_what_is_ticked(world: World, ana: Client) -> None:
    case = called(world)
    promise = promised(case, world, "call_back")
    assert 'value="call" checked' in words_of(ana, case, "?write=call")
    ana.post(f"/cases/{case}/calls/", {"direction": "out", "words": "It is the line.", "keeps": [promise.pk]})
    assert promise.outcome.kind == "kept" and "It is the line." in words_of(ana, case)
    ana.post(f"/cases/{case}/calls/", {"direction": "out", "missed": "on"})
    assert case.journey.calls.filter(talked=False).count() == 1


def test_a_call_is_offered_only_to_who_speaks_to_the_customer(world: World, ana: Client) -> None:
    case = called(world)
    promised(case, world, "call_back")
    request = case.ask(to=world.chidi, what="Is it the card?", needed_by=clock.now() + AN_HOUR, by=world.ana)
    request.accept(by=world.chidi)
    chidi = Client()
    chidi.force_login(world.chidi)
    assert "?write=call" in words_of(ana, case) and "?write=call" not in words_of(chidi, case)


def test_promises_are_changed_let_go_and_kept_on_pages_of_their_own(world: World, ana: Client) -> None:
    case = called(world)
    call, fix, choice = (promised(case, world, kind) for kind in ("call_back", "fix", "decision"))
    at = f"/cases/{case}/promises"
    no_consent = ana.post(f"{at}/{call.pk}/renegotiation/", {"due_at": typed(world.now + AN_HOUR), "how": "spoken"})
    assert no_consent.status_code == 422
    given = {"due_at": typed(world.now + AN_HOUR), "consent": "Fine.", "how": "spoken"}
    ana.post(f"{at}/{call.pk}/renegotiation/", given)
    ana.post(f"{at}/{fix.pk}/release/", {"words": "They moved."})
    ana.post(f"{at}/{choice.pk}/fulfilment/")
    assert [str(each.outcome.kind) for each in (call, fix, choice)] == ["replaced", "released", "kept"]
    assert ana.get(f"{at}/{choice.pk}/renegotiation/").status_code == 404


def test_cost_is_told_on_its_page_and_stands_on_the_case(world: World, ana: Client) -> None:
    case = called(world)
    missing = ana.post(f"/cases/{case}/cost/", {"billable": "yes"})
    assert missing.status_code == 422
    ana.post(f"/cases/{case}/cost/", {"billable": "yes", "cap": "185", "currency": "CAD", "basis": "A visit."})
    text = words_of(ana, case)
    assert "Charged, at most 185.00 CAD." in text and "Ana told Priya Raman" in text


def test_a_question_is_asked_and_waiting_is_ended_by_hand(world: World, ana: Client) -> None:
    case = passed(called(world), world)
    ana.post(f"/cases/{case}/waiting/", {"question": "Which number?"})
    assert case.thread().messages.filter(text="Which number?").exists()
    Case.objects.filter(pk=case.pk).update(state=State.WAITING)
    assert "We are on it" in words_of(ana, case)
    ana.post(f"/cases/{case}/resumption/")
    case.refresh_from_db()
    assert case.state == State.ACTIVE


def test_who_may_not_promise_finds_no_way_to(world: World, client: Client) -> None:
    case = called(world)
    promise = promised(case, world, "call_back")
    world.maple.grant(to=world.chidi, why="request", by=world.dana)
    client.force_login(world.chidi)
    text = words_of(client, case)
    assert "Change with consent" not in text and 'value="promise"' not in text
    for place in (
        "promises/",
        "calls/",
        "cost/",
        f"promises/{promise.pk}/release/",
        f"promises/{promise.pk}/fulfilment/",
    ):
        assert client.post(f"/cases/{case}/{place}").status_code == 403
    assert client.get("/cases/NB-9/sentence/").status_code in (403, 404)


def test_chases_stand_on_the_case_and_on_the_home(world: World, ana: Client) -> None:
    case = called(world)
    promised(case, world, "call_back")
    case.log_call(direction="in", talked=False, by=world.ben, at=world.now + timedelta(minutes=11))
    assert "Chase 1:" in words_of(ana, case)
    assert "Chase 1" in ana.get("/").content.decode()
