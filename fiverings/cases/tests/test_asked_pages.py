"""The pages on which help and decisions are asked for and given, with and without scripts."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import (
    Case,
    CollaborationRequest,
    Escalation,
)
from fiverings.cases.tests.gate import promised
from fiverings.cases.tests.letters import write_in
from fiverings.core import clock
from tests.world import ZONE, World

HOUR = timedelta(hours=1)
ELEVEN = datetime(2026, 4, 30, 11, 0, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def now() -> datetime:
    return clock.now()


@pytest.fixture
def case(world: World) -> Case:
    return Case.open_for(world.maple, need="Calls ring at the wrong place.", contact=world.priya, by=world.ana)


@pytest.fixture
def asked(case: Case, world: World, now: datetime) -> CollaborationRequest:
    return case.ask(to=world.chidi, what="Is the clock of the PRI ours?", needed_by=now + HOUR, by=world.ana, at=now)


@pytest.fixture
def raised(case: Case, world: World) -> Escalation:
    return case.escalate(
        kind="hierarchical", reason="They want it waived.", needed="Waive 60.00", by=world.ana, at=ELEVEN
    )


@pytest.fixture
def chidi(world: World) -> Client:
    client = Client()
    client.force_login(world.chidi)
    return client


def test_who_is_asked_finds_it_at_home_helps_and_answers(
    asked: CollaborationRequest, case: Case, world: World, chidi: Client
) -> None:
    home = chidi.get("/").content.decode()
    assert "Help asked of me" in home and "Is the clock of the PRI ours?" in home
    assert case.get_absolute_url() in home and chidi.get(case.get_absolute_url()).status_code == 200
    assert chidi.post(f"/help/{asked.pk}/acceptance/").status_code == 302
    assert chidi.get(case.get_absolute_url()).status_code == 200
    assert "Is the clock" in chidi.get(f"/help/{asked.pk}/answer/").content.decode()
    assert chidi.post(f"/help/{asked.pk}/answer/", {"answer": ""}).status_code == 422
    assert chidi.post(f"/help/{asked.pk}/answer/", {"answer": "It is theirs."}).status_code == 302
    client = Client()
    client.force_login(world.ana)
    assert "It is theirs." in client.get(case.get_absolute_url()).content.decode()


def test_who_cannot_help_says_why_on_a_page(asked: CollaborationRequest, chidi: Client) -> None:
    assert chidi.post(f"/help/{asked.pk}/declining/", {"reason": ""}).status_code == 422
    assert chidi.post(f"/help/{asked.pk}/declining/", {"reason": "At the carrier"}).url == "/"
    asked.refresh_from_db()
    assert asked.level == 1 and chidi.get(f"/help/{asked.pk}/answer/").status_code == 404


def test_the_owner_asks_on_the_case_page_and_sees_who_holds_it(case: Case, world: World) -> None:
    client = Client()
    client.force_login(world.ana)
    page = client.get(case.get_absolute_url()).content.decode()
    assert f'href="/cases/{case}/help/" hx-get="/cases/{case}/help/" hx-target="#sheet"' in page
    for headers, shape in (({}, "<html"), ({"hx-request": "true"}, "<dialog")):
        asks = client.get(f"/cases/{case}/help/", headers=headers).content.decode()
        assert shape in asks and "Whom do you ask?" in asks
    given = {"to": f"person-{world.chidi.pk}", "what": "Look at the PRI", "needed_by": "2099-01-01T12:00"}
    assert client.post(f"/cases/{case}/help/", given | {"to": "person-0"}).status_code == 422
    assert client.post(f"/cases/{case}/help/", given).status_code == 302
    assert "Ana asks them to help; they say whether they do by" in client.get(case.get_absolute_url()).content.decode()
    assert "Help I asked for" in client.get("/").content.decode()
    request = case.helping().get()
    assert client.post(f"/help/{request.pk}/withdrawal/").status_code == 302
    assert not case.helping().exists()


def test_a_lead_accepts_and_decides_from_the_home(raised: Escalation, case: Case, world: World) -> None:
    dana = Client()
    dana.force_login(world.dana)
    home = dana.get("/").content.decode()
    assert "Escalations to accept" in home and "Waive 60.00" in home
    assert dana.post(f"/escalations/{raised.pk}/acceptance/").status_code == 302
    assert "They want it waived." in dana.get(f"/escalations/{raised.pk}/decision/").content.decode()
    assert dana.post(f"/escalations/{raised.pk}/decision/", {"words": "Waive it."}).status_code == 422
    given = {"words": "Waive it.", "authority": "My limit."}
    assert dana.post(f"/escalations/{raised.pk}/decision/", given).status_code == 302
    ana = Client()
    ana.force_login(world.ana)
    page = ana.get(case.get_absolute_url()).content.decode()
    assert "Waive it." in page and "That meets the need" in page
    assert ana.post(f"/escalations/{raised.pk}/confirmation/").status_code == 302
    assert case.escalation() is None


def test_who_decides_reads_who_asks_why_what_was_promised_and_what_they_said_last(
    raised: Escalation, case: Case, world: World
) -> None:
    said = write_in(world.priya, "Who leads this?", at=clock.now())
    said.thread.move(to=case.journey, by=world.ana)
    promised(case, world, "call_back", due_at=clock.now() + HOUR, at=clock.now())
    raised.accept(by=world.dana)
    dana = Client()
    dana.force_login(world.dana)
    page = dana.get(f"/escalations/{raised.pk}/decision/").content.decode()
    assert f'href="{case.get_absolute_url()}"' in page and "Ana asks for your decision about Maple Dental" in page
    for told in ("They want it waived.", "Waive 60.00", "will call you", "Priya Raman said last", "Who leads this?"):
        assert told in page, told


def test_whoever_works_on_a_case_escalates_it_on_its_page(case: Case, world: World) -> None:
    ben = Client()
    ben.force_login(world.ben)
    page = ben.get(case.get_absolute_url()).content.decode()
    assert f'href="/cases/{case}/escalation/"' in page
    given = {"kind": "hierarchical", "reason": "They ask for a name.", "needed": "A name"}
    assert ben.post(f"/cases/{case}/escalation/", given | {"reason": ""}).status_code == 422
    assert ben.post(f"/cases/{case}/escalation/", given).status_code == 302
    raised = case.escalation()
    assert raised and raised.raised_by == world.ben
    assert ben.post(f"/escalations/{raised.pk}/withdrawal/", {"reason": "Solved"}).status_code == 302
    assert ben.post(f"/escalations/{raised.pk}/acceptance/").status_code == 403


@pytest.mark.parametrize(
    ("at", "begins_with"),
    [
        (ELEVEN, "2026-04-30T13:00"),
        (ELEVEN + timedelta(minutes=10), "2026-04-30T13:30"),
        (ELEVEN + timedelta(hours=3, minutes=50), "2026-04-30T17:00"),
        (ELEVEN + timedelta(hours=5), "2026-05-01T09:30"),
        (ELEVEN + timedelta(days=1, hours=9), "2026-05-04T10:30"),
    ],
)
def test_help_is_needed_two_working_hours_from_now_while_we_are_open(
    case: Case, world: World, at: datetime, begins_with: str
) -> None:
    ana = Client()
    ana.force_login(world.ana)
    with time_machine.travel(at, tick=False):
        page = ana.get(f"/cases/{case}/help/", {"to": f"person-{world.ben.pk}"}).content.decode()
    assert f'value="{begins_with}"' in page
