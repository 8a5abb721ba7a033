"""Programs do with cases what people do, with the rights of whoever gave them a key, and never twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from config.api import api
from fiverings.cases.models import Case, Handoff, Takeover
from fiverings.cases.tests.letters import write_in
from fiverings.conversations.models import Message, Note
from fiverings.core.models import Entry
from fiverings.core.once import REPLAYED
from fiverings.people.models import Key, Person
from tests.racing import alone, apart, leaving_nothing
from tests.world import World


@pytest.fixture
def case(world: World, settle: Callable[..., None]) -> Case:
    write_in(world.priya, "Calls ring at the wrong place.", at=world.now)
    settle()
    return Case.objects.get()


class Program:
    """A program of somebody's, with a key that opens everything."""

    def __init__(self, person: Person) -> None:
        scopes = {each.view_func.door.scope for each in api.operations()}  # type: ignore[attr-defined]
        _key, token = Key.make(person=person, name="A program", scopes=scopes, by=person)
        self.client = Client(headers={"authorization": f"Bearer {token}"})

    def get(self, address: str, **query: Any) -> Any:
        return self.client.get(f"/api{address}", query)

    def post(self, address: str, once: str = "", **body: Any) -> Any:
        headers = {"Idempotency-Key": once} if once else {}
        return self.client.post(f"/api{address}", body, content_type="application/json", headers=headers)


@pytest.fixture
def ana(world: World) -> Program:
    return Program(world.ana)


def test_programs_list_and_read_cases(case: Case, world: World, ana: Program) -> None:
    listed = ana.get("/cases", view="waiting").json()
    assert [each["number"] for each in listed["cases"]] == [case.number] and listed["next"] is None
    read = ana.get(f"/cases/{case.number}").json()
    assert read["owner"] == {"id": world.ana.pk, "name": "Ana Costa"}
    assert (read["account"]["name"], read["state"], read["severity"]) == ("Maple Dental", "intake", None)


def test_nothing_but_what_is_listed_is_told(case: Case, ana: Program) -> None:
    assert set(ana.get(f"/cases/{case.number}").json()) == {
        *("number", "need", "kind", "state", "severity", "account", "contact", "owner", "opened_at", "last_word_at"),
        *("waiting_since", "next_due_at", "ended_at", "merged_into"),
    }


def test_every_page_of_a_view_follows_the_one_before(world: World, ana: Program) -> None:
    for number in range(5):
        Case.open_for(world.maple, need=f"Need {number}", contact=world.priya, by=world.ana)
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        page = ana.get("/cases", view="open", limit=2, after=after).json()
        seen, after = seen + [each["number"] for each in page["cases"]], page["next"]
    assert seen == list(Case.objects.open().order_by("next_due_at", "id").values_list("number", flat=True))


def test_a_program_opens_a_case_and_writes_first(world: World, ana: Program) -> None:
    opened = ana.post("/cases", contact=world.priya.pk, need="Your contract ends in June.", words="Shall we talk?")
    assert opened.status_code == 201 and opened.json()["contact"]["name"] == "Priya Raman"
    assert Message.objects.get().contact == world.priya and Case.objects.get().owner == world.ana


def test_a_program_of_the_house_opens_a_case_that_an_advocate_owns(world: World) -> None:
    _key, token = Key.make_for_house(name="Monitoring", roles=["advocate"], scopes=["cases:write"], by=world.admin)
    client = Client(headers={"authorization": f"Bearer {token}"})
    body = {"contact": world.priya.pk, "need": "The primary line is down."}
    opened = client.post("/api/cases", body, content_type="application/json")
    assert opened.json()["owner"]["name"] == "Ana Costa"
    line = Entry.objects.get(kind="cases.CaseOpened")
    assert line.actor is not None and str(line.actor.find()) == "Monitoring"


def test_a_program_never_owns_a_case(case: Case, world: World) -> None:
    roles = ["advocate", "lead"]
    key, token = Key.make_for_house(name="Greedy", roles=roles, scopes=["cases:write"], by=world.admin)
    client = Client(headers={"authorization": f"Bearer {token}"})
    body = {"reason": "I never sleep."}
    answer = client.post(f"/api/cases/{case.number}/takeover", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (409, "CannotTakeOver")
    with pytest.raises(IntegrityError, match="owned by an advocate who works here"), transaction.atomic():
        more = {"giver": world.ana, "taker": key.person, "reason": "It never sleeps.", "at": world.now}
        Takeover.objects.create(case=case, **more)
        Case.objects.filter(pk=case.pk).update(owner=key.person)
    assert Case.objects.get().owner == world.ana


def test_programs_answer_note_and_take_over(case: Case, world: World, ana: Program) -> None:
    assert ana.post(f"/cases/{case.number}/replies", words="Soon.").status_code == 201
    assert ana.post(f"/cases/{case.number}/notes", words="Hm.").status_code == 201
    assert (Message.objects.get(author=world.ana).text, Note.objects.get().text) == ("Soon.", "Hm.")
    taken = Program(world.dana).post(f"/cases/{case.number}/takeover", reason="Ana is ill.")
    assert taken.json()["owner"]["name"] == "Dana Lindqvist"


def test_a_refusal_has_a_name_and_a_sentence(case: Case, world: World, ana: Program) -> None:
    refused = ana.post(f"/cases/{case.number}/handoff", to=world.ana.pk, note="For me.")
    assert (refused.status_code, refused.json()["code"]) == (409, "CannotHandOff")
    assert refused["Content-Type"] == "application/problem+json" and case.number in refused.json()["detail"]


def test_a_case_changes_hands_between_programs(case: Case, world: World, ana: Program) -> None:
    ben = Program(world.ben)
    offer = ana.post(f"/cases/{case.number}/handoff", to=world.ben.pk, note="They know the site.", why="I am away.")
    assert [each["id"] for each in ben.get("/handoffs").json()["handoffs"]] == [offer.json()["id"]]
    taken = ben.post(f"/handoffs/{offer.json()['id']}/acceptance", read_back="Calls ring elsewhere; I trace them.")
    assert (taken.json()["outcome"], taken.json()["read_back"][:5]) == ("accepted", "Calls")
    assert Case.objects.get().owner == world.ben and Handoff.objects.get().why == "I am away."


def test_help_is_asked_accepted_and_given(case: Case, world: World, ana: Program) -> None:
    chidi = Program(world.chidi)
    asked = {"to_person": world.chidi.pk, "what": "Read the alarm log.", "needed_by": "2030-01-01T12:00:00Z"}
    request = ana.post(f"/cases/{case.number}/help", **asked).json()
    assert [each["id"] for each in chidi.get("/help").json()["help"]] == [request["id"]]
    assert chidi.post(f"/help/{request['id']}/acceptance").json()["state"] == "helping"
    given = chidi.post(f"/help/{request['id']}/answer", answer="Loss of signal since nine.").json()
    assert (given["state"], given["answer"]) == ("done", "Loss of signal since nine.")


@pytest.mark.parametrize("asked", [{}, {"to_person": 1, "to_team": 1}])
def test_help_is_asked_of_a_person_or_a_department(case: Case, ana: Program, asked: dict[str, int]) -> None:
    body = {"what": "Help.", "needed_by": "2030-01-01T12:00:00Z", **asked}
    assert ana.post(f"/cases/{case.number}/help", **body).status_code == 422


def test_an_escalation_is_accepted_decided_and_confirmed(case: Case, world: World, ana: Program) -> None:
    raised = ana.post(f"/cases/{case.number}/escalation", reason="They lose calls.", needed="A second line.").json()
    holder = Program(Person.objects.get(pk=raised["holder"]["id"]))
    assert holder.post(f"/escalations/{raised['id']}/acceptance").json()["state"] == "held"
    decided = holder.post(f"/escalations/{raised['id']}/decision", words="Rent one.", authority="My limit.").json()
    assert decided["decision"] == "Rent one."
    assert ana.post(f"/escalations/{raised['id']}/confirmation").json()["state"] == "closed"


def test_a_case_that_is_opened_twice_under_one_key_is_opened_once(world: World, ana: Program) -> None:
    body = {"contact": world.priya.pk, "need": "No dial tone."}
    first, again = (ana.post("/cases", once="4711", **body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201) and again[REPLAYED] == "true"
    assert first.json() == again.json() and Case.objects.count() == 1
    other = ana.post("/cases", once="4711", contact=world.priya.pk, need="Something else.")
    assert (other.status_code, other.json()["code"]) == (422, "AnotherRequest")


def test_twins_that_open_a_case_at_the_same_moment_open_one(world: World) -> None:
    body = {"contact": world.priya.pk, "need": "No dial tone."}
    token = uuid4().hex
    with leaving_nothing():
        ana = alone(lambda: Program(world.ana))
        answers = apart(*[lambda: ana.post("/cases", once=token, **body).status_code for _ in range(4)])
        assert 201 in answers and set(answers) <= {201, 409}
        assert alone(Case.objects.count) == 1
        assert alone(lambda: ana.post("/cases", once=token, **body))[REPLAYED] == "true"
