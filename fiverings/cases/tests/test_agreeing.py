"""The intake does not finish while they expect sooner than we told, unless they agree or it is tightened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client

from fiverings.cases.checks import told_later_than_they_expect
from fiverings.cases.models import Case, GateNotPassed, NotOwedHere, State
from fiverings.cases.tests.gate import AN_HOUR, ANSWERS, called, promised, with_severity
from fiverings.core.models import Entry
from fiverings.people.models import Key
from fiverings.promises.models import DueInThePast, Expectation, NoConsent, NoGap, Promise, PromiseConsent
from tests.forging import unguarded
from tests.world import World

WORDS = "We need it within the hour"


@pytest.fixture(autouse=True)
def now(world: World) -> Any:
    with time_machine.travel(world.now, tick=False):
        yield


@pytest.fixture
def case(world: World) -> Case:
    """Told for two hours from now; then Priya says that she needs it in one."""
    case = called(world)
    case.note_intake(site=world.maple.sites.get(), **ANSWERS, by=world.ana, at=world.now)
    with_severity(case, 2, world)
    case.tell_cost(billable="no", basis="It is covered.", by=world.ana, at=world.now)
    promised(case, world, "call_back", due_at=world.now + 2 * AN_HOUR)
    expect_sooner(case, world)
    return case


def expect_sooner(case: Case, world: World, **more: Any) -> Expectation:
    given = {"words": WORDS, "by_at": world.now + AN_HOUR, "by": world.ana, "at": world.now + timedelta(minutes=1)}
    return case.hear_expectation(**given | more)


def told(case: Case) -> Promise:
    return case.promised().get().promise


def page_of(client: Client, case: Case) -> str:
    return " ".join(client.get(case.get_absolute_url()).content.decode().split())


def test_what_they_say_after_they_were_told_holds_the_case_at_the_gate(world: World, case: Case) -> None:
    assert [each.code for each in case.missing()] == ["gap"]
    with pytest.raises(GateNotPassed, match="They expect it by 11:22, and we told them 12:22"):
        case.complete_intake(by=world.ana, at=world.now)
    assert case.state == State.INTAKE


def test_tightened_to_what_they_expect_it_passes_and_the_first_promise_is_replaced(world: World, case: Case) -> None:
    first = told(case)
    tight = case.tighten(first, by=world.ana)
    assert (tight.due_at, tight.kind, first.outcome.kind) == (world.now + AN_HOUR, "call_back", "replaced")
    assert first.renegotiation.consent == WORDS
    case.complete_intake(by=world.ana)
    assert case.state == State.ACTIVE and tight.gap(Expectation.current(case)) is None


def test_their_consent_lets_ours_stand_and_says_who_how_and_in_which_words(world: World, case: Case) -> None:
    promise, at = told(case), world.now + timedelta(minutes=2)
    consent = case.consent(promise, words=" Noon will do, then ", how="written", by=world.ana, at=at)
    assert (consent.contact, consent.how, consent.words) == (world.priya, "written", "Noon will do, then")
    assert (consent.by, consent.expectation) == (world.ana, Expectation.current(case))
    line = Entry.objects.about(case).get(kind="promises.PromiseConsented")
    assert (line.actor_id, line.at) == (world.ana.pk, at)
    case.complete_intake(by=world.ana, at=at)
    assert told(case) == promise
    promise.keep(by=world.ana, at=world.now + 1.5 * AN_HOUR)
    figures = promise.measure()
    assert (figures.kept_for_them(), figures.is_blind_success()) == (True, False)


def test_without_either_what_was_kept_for_us_was_not_kept_for_them(world: World, case: Case) -> None:
    (promise := told(case)).keep(by=world.ana, at=world.now + 1.5 * AN_HOUR)
    assert promise.measure().is_blind_success()


def test_what_they_say_when_it_is_done_changes_no_figure(world: World, case: Case) -> None:
    promise = told(case)
    case.consent(promise, words="Fine", by=world.ana)
    promise.keep(by=world.ana, at=world.now + 1.5 * AN_HOUR)
    expect_sooner(case, world, by_at=world.now + 1.75 * AN_HOUR, at=world.now + 1.6 * AN_HOUR)
    assert promise.measure().kept_for_them()


def test_who_agreed_and_then_needs_it_sooner_still_is_asked_again(world: World, case: Case) -> None:
    case.consent(told(case), words="Fine", by=world.ana)
    assert not case.missing()
    expect_sooner(case, world, by_at=world.now + AN_HOUR / 2, at=world.now + timedelta(minutes=3))
    assert [each.code for each in case.missing()] == ["gap"]


def test_consent_needs_words_and_a_gap_and_is_about_what_this_case_owes(world: World, case: Case) -> None:
    promise, other = told(case), called(world)
    with pytest.raises(NoConsent):
        case.consent(promise, words=" ", by=world.ana)
    with pytest.raises(NotOwedHere):
        other.consent(promise, words="Fine", by=world.ana)
    case.consent(promise, words="Fine", by=world.ana)
    for again in (
        lambda: case.consent(promise, words="Fine", by=world.ana),
        lambda: case.tighten(promise, by=world.ana),
    ):
        with pytest.raises(NoGap):
            again()
    assert PromiseConsent.objects.count() == 1


def test_a_time_that_has_passed_cannot_be_promised_but_they_can_agree(world: World, case: Case, ana: Client) -> None:
    late = world.now + 1.2 * AN_HOUR
    with pytest.raises(DueInThePast):
        case.tighten(told(case), by=world.ana, at=late)
    with time_machine.travel(late, tick=False):
        text = page_of(ana, case)
        assert "They agree to ours" in text and "Promise their time" not in text
    case.consent(told(case), words="Noon will do", by=world.ana, at=late)
    assert not case.missing()


def test_the_page_shows_the_gap_at_once_with_both_ways_out(world: World, case: Case, ana: Client) -> None:
    text = page_of(ana, case)
    assert "They expect it by <b>" in text and "11:22 expected" in text and 'id="gap"' in text
    assert "Promise their time" in text and "They agree to ours" in text and 'href="/cases/' in text
    ana.post(f"/cases/{case}/promises/{told(case).pk}/tightening/")
    assert told(case).due_at == world.now + AN_HOUR and "They expect it by <b>" not in page_of(ana, case)


def test_their_consent_is_written_down_on_a_sheet(world: World, case: Case, ana: Client) -> None:
    address = f"/cases/{case}/promises/{told(case).pk}/consent/"
    assert ana.post(address, {"words": "", "how": "spoken"}).status_code == 422
    assert ana.post(address, {"words": "Noon will do", "how": "spoken"}).status_code == 302
    assert "They expect it by <b>" not in page_of(ana, case)
    assert PromiseConsent.objects.get().words == "Noon will do"


def test_the_page_of_who_may_not_settle_shows_the_gap_and_no_way(world: World, case: Case) -> None:
    asked = case.ask(to=world.chidi, what="The card?", needed_by=world.now + 3 * AN_HOUR, by=world.ana)
    asked.accept(by=world.chidi)
    chidi = Client()
    chidi.force_login(world.chidi)
    text = page_of(chidi, case)
    assert "They expect it by <b>" in text and "Promise their time" not in text
    assert chidi.post(f"/cases/{case}/promises/{told(case).pk}/tightening/").status_code == 403


def test_programs_are_held_at_the_gate_and_have_both_ways(world: World, case: Case) -> None:
    _key, token = Key.make(person=world.ana, name="Desk", scopes={"cases:read", "cases:write"}, by=world.ana)
    desk = Client(headers={"authorization": f"Bearer {token}"})
    here = f"/api/cases/{case}"
    refused = desk.post(f"{here}/intake/completion")
    assert refused.status_code == 409 and [each["code"] for each in refused.json()["missing"]] == ["gap"]
    promise = f"{here}/promises/{told(case).pk}"
    given = {"words": "Noon will do", "how": "spoken"}
    assert desk.post(f"{promise}/consent", given, content_type="application/json").status_code == 201
    assert desk.post(f"{promise}/tightening").status_code == 409
    assert desk.post(f"{here}/intake/completion").status_code == 201


def test_they_cannot_say_is_one_press_and_counted(world: World, ana: Client) -> None:
    case = called(world)
    assert "They cannot say by when" in page_of(ana, case)
    ana.post(f"/cases/{case}/intake/", ANSWERS | {"cannot_say": "on"})
    heard = Expectation.current(case)
    assert heard and heard.is_unknown and "They cannot say by when" not in page_of(ana, case)


@pytest.mark.parametrize("forged", ["the gate", "the consent"])
def test_the_audit_finds_who_passed_the_gate_though_they_expected_sooner(world: World, case: Case, forged: str) -> None:
    promise = told(case)
    case.consent(promise, words="Noon will do", by=world.ana, at=world.now + timedelta(minutes=2))
    case.complete_intake(by=world.ana, at=world.now + timedelta(minutes=3))
    assert list(told_later_than_they_expect()) == []
    with transaction.atomic(), connection.cursor() as cursor:
        if forged == "the consent":
            with unguarded(PromiseConsent):
                cursor.execute("DELETE FROM promises_promiseconsent")
        else:
            cursor.execute("UPDATE cases_intake SET completed_at = completed_at - interval '90 seconds'")
        found = [record for record, _how in told_later_than_they_expect()]
        transaction.set_rollback(True)
    assert found == [promise]


def test_a_consent_is_never_changed(world: World, case: Case) -> None:
    case.consent(told(case), words="Noon will do", by=world.ana)
    with pytest.raises(Exception, match="never changed"), transaction.atomic():
        PromiseConsent.objects.update(words="We never said that")
