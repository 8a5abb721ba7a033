"""On the page of a diagnosis one asks by the guide that knows what they report: their own words name it first."""

from __future__ import annotations

import pytest
from django.test import Client

from fiverings.cases.models import Case
from fiverings.diagnosis.models import DiagnosisSession, Guide
from fiverings.diagnosis.models.guide_file import read_guide, shipped_guides
from fiverings.diagnosis.tests import FX_1
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    Guide.revise_all([read_guide(FX_1.read_text(encoding="utf-8")), *dict(shipped_guides()).values()], by=world.gus)
    need = "The printer does not print since this morning."
    return Case.open_for(world.maple, need=need, contact=world.priya, by=world.ana, at=world.now)


def page(client: Client, case: Case) -> str:
    return client.get(f"/cases/{case.number}/diagnosis/").content.decode()


def choose(client: Client, case: Case, choice: str) -> int:
    return int(client.post(f"/cases/{case.number}/diagnosis/guide/", {"choice": choice}).status_code)


def answer(client: Client, case: Case, **given: str) -> str:
    told = client.post(f"/cases/{case.number}/diagnosis/answers/", {"answer": "", **given}, follow=True)
    return str(told.content.decode())


def test_the_guide_that_their_words_name_asks_first_and_the_rest_may_be_chosen(case: Case, ana: Client) -> None:
    shown = page(ana, case)
    assert "by their words “does not print”" in shown and "<b>Expert.</b>" in shown
    choices = shown.partition('id="choice"')[2].partition("</select>")[0]
    assert choices.count("<option") > 20 and 'value="plain:"' in choices
    assert not DiagnosisSession.objects.exists(), "a GET never acts"
    question = case.first_finding().next_question
    assert question and str(question.wording) in shown
    answer(ana, case, question=question.code, answer="no")
    [session] = DiagnosisSession.objects.all()
    assert (session.version.guide.code, session.symptom) == ("printer", "nothing_prints")


def test_of_two_that_their_words_name_the_one_they_say_first_asks_and_the_other_comes_next(
    case: Case, ana: Client
) -> None:
    Case.objects.filter(pk=case.pk).update(need="Calls ring in the wrong place, and patients can't get through.")
    case.refresh_from_db()
    assert case.guide_that_fits()["symptom"] == "wrong_place"
    choices = page(ana, case).partition('id="choice"')[2].partition("</select>")[0]
    assert choices.index("busy_or_cut") < choices.index("<optgroup")


def test_what_is_asked_anew_is_asked_by_the_same_guide(case: Case, ana: Client) -> None:
    choose(ana, case, "sign_in:account_locked")
    DiagnosisSession.objects.update(left_at=case.opened_at)
    assert case.guide_that_fits()["symptom"] == "account_locked"


def test_words_that_no_guide_knows_are_asked_about_by_the_plain_questions(case: Case, ana: Client) -> None:
    Case.objects.filter(pk=case.pk).update(need="It hums.")
    case.refresh_from_db()
    assert case.guide_that_fits() == {"version": Guide.plain().current, "symptom": ""}


def test_a_guide_asks_what_is_worth_most_and_says_how_likely_each_severity_is(case: Case, ana: Client) -> None:
    assert choose(ana, case, "misrouted:wrong_place") == 302
    assert "17 %" in page(ana, case), "the prior of severity 1"
    assert "62 %" in answer(ana, case, question="direct_numbers_ring", answer="no")
    told = answer(ana, case, question="outside_calls_at_once", quantity="2")
    assert "95 %" in told and "Rule R3: 2 of 25 calls at a time remain, 8 %" in told
    assert "Main line down, on its failover" in told
    assert "<b>Expert.</b> Its likelihoods are what experts say; nothing was learned from cases yet." in told


def test_taking_another_guide_rules_nothing_out_that_was_said_before(case: Case, ana: Client) -> None:
    assert choose(ana, case, "plain:") == 302
    answer(ana, case, question="emergency_fails", answer="yes")
    assert choose(ana, case, "misrouted:wrong_place") == 302
    first, second = DiagnosisSession.objects.order_by("id")
    assert first.left_at and second.follows == first
    assert "as was said before: ask that again" in page(ana, case)
    for question in ("direct_numbers_ring", "shows_analog_number"):
        answer(ana, case, question=question, answer="yes")
    assert ana.post(f"/cases/{case.number}/severity/", {"level": "3"}).status_code == 422
    assert choose(ana, case, "plain:") == 302
    assert "Saving anything milder is refused" in page(ana, case), "the plain questions remember their answers"


@pytest.mark.parametrize("choice", ["misrouted:rain", "whales:wrong_place", "misrouted:", "", "a" * 300])
def test_a_choice_that_is_none_is_refused_and_begins_nothing(case: Case, ana: Client, choice: str) -> None:
    assert choose(ana, case, choice) == 422
    assert not DiagnosisSession.objects.exists()


def test_a_house_without_guides_asks_the_plain_questions_only(ana: Client, world: World) -> None:
    case = Case.open_for(world.maple, need="It hums.", contact=world.priya, by=world.ana, at=world.now)
    assert 'id="choice"' not in page(ana, case)
