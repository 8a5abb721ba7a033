"""Pages and programs: what may be worse stands beside the case and on homes; felt severities; reviews."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from fiverings.cases.models import Case, DiagnosisReview, FeltSeverity
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.severe import severe
from fiverings.cases.tests.standing import past_the_gate, propose, resolved, written
from fiverings.cases.tests.test_programs import Program
from fiverings.core import clock
from fiverings.diagnosis.models import Cause
from fiverings.notices.models import Notice
from tests.world import World

Settle = Callable[..., None]
WORDS = "We cannot take a single booking."


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    """One that Ben called severity 2, and that may be worse."""
    case = severe(past_the_gate(written(world.priya, settle, at=clock.now())), 2, by=world.ben)
    write_in(world.priya, "Nobody can call in or out now.", thread=case.thread())
    settle()
    return case


@pytest.fixture
def review(case: Case, world: World, settle: Settle) -> DiagnosisReview:
    Case.objects.filter(pk=case.pk).update(kind="incident")
    case.refresh_from_db()
    given = {"severity_confirmed": 1, "confirmed_by": world.dana, "cause": Cause.objects.first()}
    resolved(case, world, at=clock.now(), **given)
    settle()
    return DiagnosisReview.objects.get()


def as_one(client: Client, person: object) -> Client:
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_owner_and_lead_find_it_on_their_homes_and_beside_the_case(case: Case, world: World, client: Client) -> None:
    for person in (world.ana, world.dana):
        assert "it may be worse" in as_one(client, person).get("/").content.decode().lower()
    page = as_one(client, world.ana).get(case.get_absolute_url()).content.decode()
    assert "It may be worse than severity 2: they write of an outage" in page
    assert "It stands" in page and "Nobody can call in or out now." in page
    assert "may be worse than severity" not in as_one(client, world.ben).get("/").content.decode()


def test_it_stands_when_whoever_looked_says_why(case: Case, world: World, client: Client) -> None:
    address = f"/cases/{case.number}/severity/stands/"
    assert as_one(client, world.ana).post(address, {"words": " "}).status_code == 422
    assert client.post(address, {"words": "One phone was unplugged."}).status_code == 302
    assert case.doubt_open() is None
    again = client.post(address, {"words": "One phone was unplugged."})
    assert again.status_code == 422 and "One phone was unplugged." in again.content.decode()


def test_what_feels_worse_is_noted_on_the_page_of_the_diagnosis_and_explained(
    case: Case, world: World, client: Client
) -> None:
    as_one(client, world.ana).post(f"/cases/{case.number}/felt/", {"level": 1, "words": WORDS})
    page = client.get(f"/cases/{case.number}/diagnosis/").content.decode()
    assert WORDS in page and "It feels worse than we call it" in page and "They cannot work" in page
    assert "To them it is severity 1, and we call it 2:" in client.get(case.get_absolute_url()).content.decode()
    client.post(f"/cases/{case.number}/felt/accepted/", {"words": "Two lines ring; she agrees."})
    assert case.mismatch() is None
    page = client.get(f"/cases/{case.number}/diagnosis/").content.decode()
    assert "It feels worse than we call it" not in page and "Two lines ring; she agrees." in page


def test_a_review_is_found_on_the_home_of_who_leads_and_closed_with_why(
    review: DiagnosisReview, world: World, client: Client
) -> None:
    assert "told 2, was 1" in as_one(client, world.dana).get("/").content.decode()
    address = f"/diagnosis-reviews/{review.pk}/"
    refused = client.post(address, {"reason": "Too short."})
    assert refused.status_code == 422 and "Too short." in refused.content.decode()
    assert client.post(address, {"reason": "It was so only this once: a digger cut the cable."}).status_code == 302
    page = client.get("/diagnosis-reviews/").content.decode()
    assert "Nothing waits for a review." in page and "a digger cut the cable" in page
    assert "Nobody" not in client.get(address).content.decode().split("<main")[1].split("What is changed")[1]


def test_who_may_not_review_finds_none(review: DiagnosisReview, world: World, client: Client) -> None:
    assert as_one(client, world.ana).get("/diagnosis-reviews/").status_code == 403
    assert client.post(f"/diagnosis-reviews/{review.pk}/", {"reason": "x" * 30}).status_code == 403
    review.refresh_from_db()
    assert review.closed_at is None


def test_programs_note_what_is_felt_and_answer_doubts(case: Case, world: World) -> None:
    ana = Program(world.ana)
    assert [each["case"] for each in ana.get("/severity-doubts").json()["doubts"]] == [case.number]
    felt = ana.post(f"/cases/{case.number}/felt-severities", level=1, words=WORDS)
    assert felt.status_code == 201 and FeltSeverity.objects.get().words == WORDS
    wrong = ana.post(f"/cases/{case.number}/felt-severities", level=0, words=WORDS)
    assert wrong.status_code == 422
    accepted = ana.post(f"/cases/{case.number}/felt-severities/acceptance", words="Two lines ring.")
    assert accepted.json()["explanation"] == "Two lines ring."
    stands = ana.post(f"/cases/{case.number}/severity/standing", words="One phone was unplugged.")
    assert (stands.status_code, stands.json()["answer"]) == (201, "stands")
    again = ana.post(f"/cases/{case.number}/severity/standing", words="One phone was unplugged.")
    assert again.status_code in (409, 422)


def test_programs_close_reviews(review: DiagnosisReview, world: World) -> None:
    dana = Program(world.dana)
    [found] = dana.get("/diagnosis-reviews").json()["reviews"]
    assert (found["told"], found["confirmed"], found["case"]) == (2, 1, review.case.number)
    address = f"/diagnosis-reviews/{review.pk}/closing"
    assert dana.post(address, reason="No.").status_code in (409, 422)
    closed = dana.post(address, reason="It was so only this once: a digger cut the cable.")
    assert closed.status_code == 201 and closed.json()["closed_at"]


def test_words_of_an_outage_are_no_proof_by_one_key_that_it_works(case: Case, world: World, client: Client) -> None:
    Case.objects.filter(pk=case.pk).update(kind="request")
    propose(Case.objects.get(pk=case.pk), world, at=clock.now())
    write_in(world.priya, "Nobody can call in or out.", thread=case.thread())
    page = as_one(client, world.ana).get(case.get_absolute_url()).content.decode()
    [form] = [each for each in page.split("<form") if "They say it works" in each]
    assert "data-key" not in form.split("</form>")[0]


def test_what_they_answer_in_the_portal_makes_us_owe_the_answer_by_the_standard_of_severity_1(
    world: World, settle: Settle
) -> None:
    case = written(world.priya, settle, at=clock.now())
    before = min(each.due_at for each in case.owed())
    case.answer(question="emergency_fails", answer="yes", by=world.priya)
    case.settle_severity(level=1, by=None)
    settle()
    owed = sorted(each.due_at for each in case.owed())
    assert owed[0] <= before and owed[0] <= clock.now() + timedelta(minutes=31)
    assert Notice.objects.filter(entry__kind="cases.SeveritySet", person=world.ana).exists()
