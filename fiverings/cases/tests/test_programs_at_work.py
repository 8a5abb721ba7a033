"""A program does the whole main job: it passes the gate, promises, says what solved it, and files what they answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from fiverings.cases.models import Case
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.test_programs import Program
from fiverings.conversations.models import Call, Message
from fiverings.core import clock
from fiverings.diagnosis.models import Guide
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.tests import FX_1
from fiverings.promises.models import Outstanding, Promise
from tests.world import World

TOLD = {"call_back": "+1 416 555 0142", "since": "nine this morning", "tried": "A restart.", "effect": "No orders."}


@pytest.fixture
def ana(world: World) -> Program:
    return Program(world.ana)


@pytest.fixture
def case(world: World, ana: Program) -> Case:
    opened = ana.post("/cases", contact=world.priya.pk, need="No dial tone.", kind="question").json()
    return Case.objects.get(number=opened["number"])


def in_(**span: float) -> str:
    return (clock.now() + timedelta(**span)).isoformat()


def pass_the_gate(ana: Program, case: Case) -> Any:
    at = f"/cases/{case.number}"
    ana.client.put(f"/api{at}/intake", TOLD, content_type="application/json")
    ana.post(f"{at}/severity/raising", level=1, reason="Nobody can call them.")
    ana.post(f"{at}/expectations", words="As soon as you can.", unknown=True)
    ana.post(f"{at}/promises", kind="call_back", due_at=in_(minutes=20))
    ana.post(f"{at}/cost", billable="no", basis="Their agreement covers it.")
    return ana.post(f"{at}/intake/completion")


def test_the_gate_names_all_that_is_missing_as_codes(case: Case, ana: Program) -> None:
    told = ana.get(f"/cases/{case.number}/intake").json()
    refused = ana.post(f"/cases/{case.number}/intake/completion")
    assert (refused.status_code, refused.json()["code"]) == (409, "GateNotPassed")
    assert refused.json()["missing"] == told["missing"]
    assert {"severity", "expectation", "promise", "cost"} <= {each["code"] for each in told["missing"]}


def test_what_they_told_us_is_read_again_as_it_was_written(case: Case, ana: Program) -> None:
    written = ana.client.put(f"/api/cases/{case.number}/intake", TOLD, content_type="application/json").json()
    assert ana.get(f"/cases/{case.number}/intake").json() == written
    assert {name: written[name] for name in TOLD} == TOLD


def test_a_place_of_another_customer_is_not_there(case: Case, world: World, ana: Program) -> None:
    elsewhere = world.orion.add_site(name="Tower", address="1 Bay Street", by=world.dana)
    body = {"site": elsewhere.pk}
    assert ana.client.put(f"/api/cases/{case.number}/intake", body, content_type="application/json").status_code == 404


def test_a_case_passes_the_gate(case: Case, ana: Program) -> None:
    assert pass_the_gate(ana, case).json()["state"] == "active"
    assert ana.get(f"/cases/{case.number}/intake").json()["missing"] == []


def test_what_is_promised_is_owed_until_it_is_said(case: Case, world: World, ana: Program) -> None:
    made = ana.post(f"/cases/{case.number}/promises", kind="call_back", due_at=in_(minutes=20)).json()
    owed = ana.get(f"/cases/{case.number}/promises").json()["owed"]
    assert made["id"] in [each["promise"]["id"] for each in owed]
    assert made["to_contact"]["name"] == "Priya Raman" and case.number in made["sentence"]
    ana.post(f"/cases/{case.number}/calls", talked=True, words="A technician comes.", keeps=[made["id"]])
    assert not Outstanding.objects.filter(promise=made["id"]).exists()
    assert ana.get(f"/promises/{made['id']}").json()["outcome"] == "kept"


@pytest.mark.parametrize("due_at", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2100-01-01T00:00:00Z"])
def test_a_time_that_no_clock_tells_is_not_promised(case: Case, ana: Program, due_at: str) -> None:
    before = case.outstanding().count()
    refused = ana.post(f"/cases/{case.number}/promises", kind="call_back", due_at=due_at, consent="Fine.")
    assert refused.status_code == 422 and case.outstanding().count() == before


def test_what_is_promised_in_a_reply_is_promised_when_it_is_told(case: Case, ana: Program) -> None:
    promise = {"kind": "next_update", "due_at": in_(minutes=50), "what": "", "consent": ""}
    read = ana.post(f"/cases/{case.number}/promises/wording", **promise).json()["sentence"]
    said = ana.post(f"/cases/{case.number}/replies", words="We look into it.", promise=promise).json()
    message = Message.objects.get(pk=said["id"])
    assert message.text.startswith("We look into it.") and read in message.text
    assert not Promise.objects.of(case).to_customers().exists()


def test_a_call_that_nobody_answers_keeps_nothing(case: Case, ana: Program) -> None:
    made = ana.post(f"/cases/{case.number}/promises", kind="call_back", due_at=in_(minutes=20)).json()
    ana.post(f"/cases/{case.number}/calls", talked=False)
    assert Promise.objects.get(pk=made["id"]).attempts.count() == 1
    assert Outstanding.objects.filter(promise=made["id"]).exists()


def test_a_time_without_a_zone_is_no_promise(case: Case, ana: Program) -> None:
    answer = ana.post(f"/cases/{case.number}/promises", kind="call_back", due_at="2030-01-01T12:00:00")
    assert answer.status_code == 422 and not Promise.objects.of(case).to_customers().exists()


def test_a_promise_of_another_case_is_not_settled_here(case: Case, world: World, ana: Program) -> None:
    other = Case.open_for(world.orion, need="Noise.", contact=world.omar, by=world.ana)
    owed = Outstanding.objects.of(other).get().promise_id
    answer = ana.post(f"/cases/{case.number}/promises/{owed}/release", words="They need it no more.")
    assert (answer.status_code, answer.json()["code"]) == (409, "NotOwedHere")


def test_a_promise_is_put_off_with_their_consent(case: Case, ana: Program) -> None:
    made = ana.post(f"/cases/{case.number}/promises", kind="call_back", due_at=in_(minutes=20)).json()
    agreed = {"due_at": in_(minutes=90), "consent": "Half past is fine."}
    instead = ana.post(f"/cases/{case.number}/promises/{made['id']}/renegotiation", **agreed)
    assert instead.status_code == 201
    assert ana.get(f"/promises/{made['id']}").json()["outcome"] == "replaced"


def test_a_severity_is_found_by_asking_and_not_typed(case: Case, ana: Program) -> None:
    refused = ana.post(f"/cases/{case.number}/severity/settlement", level=3)
    assert (refused.status_code, refused.json()["code"]) == (409, "TooLittleEvidence")
    session = ana.post(f"/cases/{case.number}/diagnosis").json()["id"]
    assert session == ana.post(f"/cases/{case.number}/diagnosis").json()["id"]
    assert ana.get(f"/diagnosis/{session}").json()["next_question"]
    raised = ana.post(f"/cases/{case.number}/severity/raising", level=1, reason="Nobody can call them.").json()
    listed = ana.get(f"/cases/{case.number}/severities").json()["severities"]
    assert [each["id"] for each in listed] == [raised["id"]] and raised["ground"] == "raised"


def test_what_they_report_is_asked_by_the_guide_that_speaks_of_it(case: Case, ana: Program, world: World) -> None:
    Guide.revise(read_guide(FX_1.read_text(encoding="utf-8")), by=world.gus)
    (found,) = ana.get("/guides/recognised?words=It+rings+in+the+wrong+place").json()["recognised"]
    assert (found["guide"], found["symptom"], found["phrases"]) == ("misrouted", "wrong_place", ["wrong place"])
    assert {each["guide"] for each in ana.get("/guides").json()["guides"]} == {"misrouted", "plain"}
    asked = {name: found[name] for name in ("guide", "symptom")}
    session = ana.post(f"/cases/{case.number}/diagnosis", **asked).json()["id"]
    told = ana.post(f"/diagnosis/{session}/answers", question="direct_numbers_ring", answer="no").json()
    assert [round(each, 3) for each in (told["chances"][0], told["evidence"][0]["before"][0])] == [0.622, 0.17]
    assert (told["called"], told["refusals"][0], bool(told["refusals"][1])) == (1, "", True)
    refused = ana.post(f"/cases/{case.number}/diagnosis", guide="weather")
    assert (refused.status_code, refused.json()["code"]) == (409, "BadGuide")


def test_what_solved_it_is_proposed_and_their_word_ends_the_case(case: Case, ana: Program, world: World) -> None:
    pass_the_gate(ana, case)
    proposed = ana.post(f"/cases/{case.number}/resolutions", solution="The card was replaced.").json()
    assert proposed["answer"] == "" and ana.get(f"/cases/{case.number}").json()["state"] == "resolved_proposed"
    call = ana.post(f"/cases/{case.number}/calls", direction="in", talked=True, words="It rings again.").json()
    ended = ana.post(f"/cases/{case.number}/resolutions/confirmation", call=call["id"]).json()
    assert ended["state"] == "resolved" and Call.objects.get().pk == call["id"]
    (listed,) = ana.get(f"/cases/{case.number}/resolutions").json()["resolutions"]
    assert (listed["answer"], listed["words"]) == ("confirmed", "It rings again.")


def test_nobody_files_an_answer_that_was_never_given(case: Case, ana: Program, world: World) -> None:
    pass_the_gate(ana, case)
    ana.post(f"/cases/{case.number}/resolutions", solution="The card was replaced.")
    elsewhere = write_in(world.omar, "It works.")
    for said in ({}, {"message": elsewhere.pk}, {"call": 987}):
        refused = ana.post(f"/cases/{case.number}/resolutions/confirmation", **said)
        assert (refused.status_code, refused.json()["code"]) == (409, "NotTheirWord")


def test_two_cases_of_one_need_become_one_and_two_again(case: Case, ana: Program, world: World) -> None:
    twin = ana.post("/cases", contact=world.priya.pk, need="Still no dial tone.").json()
    merged = ana.post(f"/cases/{twin['number']}/merge", into=case.number, reason="The same line.").json()
    assert (merged["state"], merged["merged_into"]) == ("merged", case.number)
    assert ana.post(f"/cases/{twin['number']}/parting").json()["merged_into"] is None


def test_what_nobody_asked_for_is_ended_and_opened_again(world: World, settle: Callable[..., None]) -> None:
    write_in(world.priya, "Buy our stickers.", at=world.now)
    settle()
    case, ana = Case.objects.get(), Program(world.ana)
    assert ana.post(f"/cases/{case.number}/dismissal", reason="Advertising.").json()["state"] == "resolved"
    assert ana.post(f"/cases/{case.number}/reopening", reason="A mistake.").json()["state"] == "active"


def test_once_they_are_asked_we_wait_for_them(case: Case, ana: Program, world: World) -> None:
    refused = ana.post(f"/cases/{case.number}/question", words="Which line is it?")
    assert (refused.status_code, refused.json()["code"]) == (409, "MayNotPause")
    assert not Message.objects.filter(author=world.ana).exists()
