"""What the house knows without asking reaches the diagnosis: the caller's number, alarms, neighbours, the wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import Caller, Case, Kind, SeverityDoubt, Whose
from fiverings.cases.models.doubt import Sign
from fiverings.cases.tests.severe import severe
from fiverings.core import clock
from fiverings.customers.models import Asset, NotANumber
from fiverings.diagnosis.models import DiagnosisSession, Guide
from fiverings.diagnosis.models.guide_file import shipped_guides
from fiverings.diagnosis.tests.machines import alarm, ended
from fiverings.notices.models import Notice
from tests.world import World

Settle = Callable[..., None]
HER_MOBILE = "+1 416 555 0142"
OWN_LINE = "+1 416 555 0110"


@pytest.fixture(autouse=True)
def guides(world: World) -> None:
    shipped = dict(shipped_guides())
    Guide.revise_all([shipped["phones"], shipped["internet"]], by=world.gus)


@pytest.fixture
def case(world: World) -> Case:
    need = "Calls ring at the wrong place."
    return Case.begin(contact=world.priya, need=need, kind=Kind.INCIDENT, by=world.ana, at=world.now)


def pri(world: World) -> Asset:
    asset: Asset = world.maple.assets.get(name="PRI")
    return asset


def page(client: Client, case: Case, more: str = "") -> str:
    return client.get(f"/cases/{case.number}/{more}").content.decode()


def asked(case: Case) -> str:
    session = case.open_session()
    question = (session.finding() if session else case.first_finding()).next_question
    return question.code if question else ""


def test_priya_calls_from_her_mobile_at_ten_and_is_first_asked_whether_the_phones_work(
    world: World, ana: Client
) -> None:
    """S0-10."""
    with time_machine.travel(world.now, tick=False):
        with_number = ana.get("/cases/new/", {"contact": world.priya.pk, "from": HER_MOBILE}).content.decode()
    assert "not calling on their own system" in with_number
    case = Case.begin(contact=world.priya, need="The menu is wrong.", calls_from=HER_MOBILE, by=world.ana, at=world.now)
    assert Caller.objects.get().whose == Whose.ELSEWHERE
    assert "not calling on their own system" in page(ana, case)
    assert asked(case) == "nobody_gets_through"
    assert "What we know without asking" in page(ana, case, "diagnosis/")
    session = case.ask_by(choice="phones:wrong_place", by=world.ana, at=world.now)
    assert asked(case) == "nobody_gets_through"
    [row] = session.evidence.all()
    assert (row.question, row.source, row.by, row.at) == (
        "calls_from_elsewhere", "advocate_observed", world.ana, world.now,
    )  # fmt: skip


def test_without_her_mobile_something_else_comes_first(case: Case, world: World) -> None:
    case.ask_by(choice="phones:wrong_place", by=world.ana, at=world.now)
    assert asked(case) != "nobody_gets_through"


@pytest.mark.parametrize(
    ("number", "hours", "whose"),
    [
        (OWN_LINE, 0, Whose.OWN), (HER_MOBILE, 0, Whose.ELSEWHERE), (HER_MOBILE, 12, Whose.KNOWN),
        ("+1 416 555 0199", 0, Whose.UNKNOWN), ("+1 416 555 0177", 0, Whose.UNKNOWN),
    ],
)  # fmt: skip
def test_whose_a_number_is_depends_on_their_lines_and_their_hours(
    case: Case, world: World, number: str, hours: int, whose: str
) -> None:
    assert case.note_caller(number, by=world.ana, at=world.now + timedelta(hours=hours)).whose == whose


def test_a_mobile_says_nothing_of_who_has_no_lines_of_their_own(world: World) -> None:
    case = Case.begin(contact=world.nadia, need="Help.", calls_from="+1 416 555 0177", by=world.ana, at=world.now)
    assert case.callers.get().whose == Whose.KNOWN


def test_the_number_of_a_later_call_counts_and_what_is_no_number_is_refused(case: Case, world: World) -> None:
    case.ask_by(choice="phones:wrong_place", by=world.ana, at=world.now)
    for number in (HER_MOBILE, OWN_LINE):
        case.log_call(direction="in", talked=True, words="Again.", number=number, by=world.ana, at=world.now)
    session = case.open_session()
    assert session is not None and [each.answer for each in session.evidence.all()] == ["yes", "no"]
    with pytest.raises(NotANumber):
        case.log_call(direction="in", talked=True, words="Again.", number="none", by=world.ana, at=world.now)


def test_a_pri_that_fails_over_to_two_lines_is_severity_1_with_nothing_asked(
    case: Case, world: World, ana: Client, settle: Settle
) -> None:
    """S0-19, R3 and R4."""
    session = case.ask_by(choice="phones:wrong_place", by=world.ana, at=world.now)
    event = alarm(pri(world), by=world.ana, at=world.now - timedelta(minutes=24))
    settle()
    fired = [str(each) for each in session.finding().fired]
    assert "Rule R3: 2 of 25 calls at a time remain, 8 %" in fired and any("R4" in each for each in fired)
    assert {each.event for each in session.evidence.all()} == {event}
    assert {each.source for each in session.evidence.all()} == {"telemetry", "topology"}
    assert session.finding().sequencing.seconds == 0  # type: ignore[union-attr]
    shown = page(ana, case)
    assert "Alarm on PRI" in shown and "from a program" in shown
    assert "Alarm on PRI: Line down" in shown, "in the story"
    assert "Alarm on PRI" in ana.get(world.maple.get_absolute_url()).content.decode()
    assert "PRI: Line down" in page(ana, case, "diagnosis/")
    case.settle_severity(level=1, by=world.ana, at=world.now)
    assert (case.last_severity().ground, Case.objects.count()) == ("rule", 1), "no case is opened by itself"  # type: ignore[union-attr]


def test_an_alarm_that_stood_before_anybody_asked_is_known_at_once(case: Case, world: World) -> None:
    alarm(pri(world), by=world.ana, at=world.now)
    assert case.first_finding().forced is not None and not DiagnosisSession.objects.exists()
    assert case.diagnose(by=world.ana, at=world.now).finding().forced is not None


def test_when_the_alarm_ends_open_diagnoses_hear_it(case: Case, world: World, settle: Settle, ana: Client) -> None:
    session = case.ask_by(choice="phones:wrong_place", by=world.ana, at=world.now)
    event = alarm(pri(world), by=world.ana, at=world.now)
    settle()
    ended(event, by=world.ana, at=world.now + timedelta(minutes=9))
    settle()
    assert session.finding().forced is None and "at_once" not in session.finding().answers
    assert "The alarm is over" in page(ana, case)


def test_replaying_what_machines_said_gives_the_same_chances(case: Case, world: World, settle: Settle) -> None:
    session = case.ask_by(choice="phones:wrong_place", by=world.ana, at=world.now)
    session.answer("screens_lit", "yes", by=world.ana, at=world.now)
    event = alarm(pri(world), by=world.ana, at=world.now)
    settle()
    ended(event, by=world.ana, at=world.now + timedelta(minutes=9))
    settle()
    rows = list(session.evidence.all())
    again = DiagnosisSession.objects.get(pk=session.pk)
    assert again.finding().chances == pytest.approx(rows[-1].after, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "severity", "called"),
    [("PRI", "critical", 1), ("PRI", "major", 1), ("PRI", "minor", 3), ("PRI", "warning", 3),
     ("Analog line 1", "critical", 2), ("Analog line 1", "minor", 3)],
)  # fmt: skip
def test_how_grave_an_alarm_is_follows_x_733_and_what_takes_over(
    case: Case, world: World, name: str, severity: str, called: int
) -> None:
    alarm(world.maple.assets.get(name=name), by=world.ana, at=world.now, severity=severity)
    assert case.first_finding().mildest == called


def test_an_alarm_on_a_case_that_we_called_milder_makes_its_owner_look_again(
    case: Case, world: World, settle: Settle
) -> None:
    severe(case, 2, by=world.ben)
    alarm(pri(world), by=world.ana, at=clock.now() + timedelta(minutes=1))
    settle()
    [doubt] = SeverityDoubt.objects.all()
    assert Sign.TELEMETRY in doubt.signs
    told = Notice.objects.filter(entry__kind="cases.CaseAlarmed").values_list("person__known_as", flat=True)
    assert set(told) == {"Ana"}


def test_an_alarm_says_nothing_to_a_mere_request(world: World, settle: Settle) -> None:
    case = Case.begin(contact=world.priya, need="An invoice.", kind=Kind.REQUEST, by=world.ana, at=world.now)
    alarm(pri(world), by=world.ana, at=world.now)
    settle()
    assert not Notice.objects.filter(entry__kind="cases.CaseAlarmed").exists() and case.open_session() is None
    assert case.first_finding().mildest == 3


def test_an_alarm_that_was_over_before_we_heard_of_it_is_none_in_the_story(
    case: Case, world: World, ana: Client, settle: Settle
) -> None:
    event = alarm(pri(world), by=world.ana, at=world.now)
    ended(event, by=world.ana, at=world.now + timedelta(seconds=9))
    settle()
    shown = page(ana, case)
    assert "The alarm is over: PRI: Line down" in shown and "Alarm on PRI" not in shown
