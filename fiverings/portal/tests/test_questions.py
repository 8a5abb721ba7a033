"""A contact is asked a few plain questions about a new need; what they answer says how severe it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from fiverings.cases.models import Case
from fiverings.diagnosis.models import Evidence, Guide
from fiverings.diagnosis.models.guide_file import shipped_guides
from fiverings.portal.models import NotAskedNow, Requests
from fiverings.portal.models.questions import AT_MOST
from fiverings.portal.tests.visiting import visitor
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def phones(world: World) -> None:
    Guide.revise(dict(shipped_guides())["phones"], by=None)


def tell(client: Client, need: str) -> Case:
    client.post("/portal/needs/new/", {"need": need})
    return Case.objects.latest("id")


def asked(client: Client, case: Case) -> str:
    answer = client.get(f"/portal/needs/{case.number}/questions/")
    return (
        answer.content.decode().split('name="question" value="')[1].split('"')[0] if answer.status_code == 200 else ""
    )


def answer(client: Client, case: Case, **given: object) -> str:
    given = {"question": asked(client, case), **given}
    return str(client.post(f"/portal/needs/{case.number}/questions/", given).url)


@pytest.mark.usefixtures("phones")
def test_calls_that_go_to_the_wrong_phone_while_two_lines_work_are_severity_1(world: World) -> None:
    client = visitor(world.priya)
    case = tell(client, "Calls go to the wrong phone")
    assert case.open_session().symptom == "wrong_place"
    answers = {"direct_numbers_ring": {"answer": "no"}, "at_once": {"quantity": 2}}
    while (question := asked(client, case)) and case.severity is None:
        answer(client, case, **answers.get(question, {"answer": "dont_know"}))
        case.refresh_from_db()
    assert (case.severity, case.last_severity().rule) == (1, "R3")
    log = list(Evidence.objects.filter(session__journey=case.journey_id))
    assert {(each.contact, each.by, each.source) for each in log} == {(world.priya, None, "customer")}


@pytest.mark.usefixtures("phones")
def test_what_they_say_plainly_in_their_own_words_is_not_asked_again(world: World) -> None:
    case = tell(visitor(world.priya), "Calls go to the wrong phone. Only two lines work.")
    assert (case.severity, case.last_severity().rule) == (1, "R3")
    [evidence] = Evidence.objects.filter(session__journey=case.journey_id)
    assert (evidence.quantity, evidence.message.text, evidence.contact) == (2, case.need, world.priya)


@pytest.mark.usefixtures("phones")
def test_no_more_than_three_questions_follow_and_what_is_milder_is_for_one_of_us_to_say(world: World) -> None:
    client = visitor(world.priya)
    case = tell(client, "Calls go to the wrong phone")
    seen = []
    while question := asked(client, case):
        seen.append(question)
        answer(client, case, **({"quantity": 9} if question == "at_once" else {"answer": "yes"}))
    case.refresh_from_db()
    assert len(seen) == len(set(seen)) == AT_MOST and case.severity is None
    assert client.get(f"/portal/needs/{case.number}/questions/").url == f"/portal/needs/{case.number}/"


@pytest.mark.usefixtures("phones")
def test_the_page_asks_in_their_language_without_severity_or_department(world: World) -> None:
    client = visitor(world.priya)
    case = tell(client, "Calls go to the wrong phone")
    page = client.get(f"/portal/needs/{case.number}/questions/").content.decode()
    assert "If somebody dials one of your direct numbers from a mobile" in page and case.number in page
    for word in ("severity", "priority", "category", "department", "chance"):
        assert word not in page.split("<main")[1].lower()
    client.post("/portal/language/", {"language": "fr-ca"})
    assert "Si quelqu" in client.get(f"/portal/needs/{case.number}/questions/").content.decode()


@pytest.mark.usefixtures("phones")
def test_a_question_that_they_do_not_see_takes_no_answer(world: World) -> None:
    client = visitor(world.priya)
    case = tell(client, "Calls go to the wrong phone")
    address = f"/portal/needs/{case.number}/questions/"
    refused = client.post(address, {"question": "danger", "answer": "yes"})
    assert refused.status_code == 422 and "we know that by now" in refused.content.decode()
    wrong = client.post(address, {"question": asked(client, case), "quantity": "4"})
    assert wrong.status_code == 422 and "Answer yes, no" in wrong.content.decode()
    assert not Evidence.objects.exists()


@pytest.mark.usefixtures("phones")
def test_nobody_is_asked_while_one_of_us_asks_nor_about_what_is_settled(world: World) -> None:
    client = visitor(world.priya)
    case = tell(client, "Calls go to the wrong phone")
    question = asked(client, case)
    case.answer(question=question, answer="no", by=world.ana)
    assert asked(client, case) == ""
    other = tell(client, "Calls go to the wrong phone")
    other.raise_severity(level=1, reason="They cannot be reached.", by=world.ana)
    assert asked(client, other) == ""
    with pytest.raises(NotAskedNow):
        Requests(world.priya).answer_question(other, question=question, answer="yes")


def test_where_no_guide_knows_their_words_the_plain_questions_are_asked(world: World) -> None:
    client = visitor(world.priya)
    case = tell(client, "It hums.")
    assert case.open_session().version.guide == Guide.plain()
    assert answer(client, case, answer="yes") == f"/portal/needs/{case.number}/"
    case.refresh_from_db()
    assert case.severity == 1


def test_a_question_about_the_need_of_another_is_not_there(world: World) -> None:
    case = tell(visitor(world.priya), "It hums.")
    other = visitor(world.omar)
    assert other.get(f"/portal/needs/{case.number}/questions/").status_code == 404
    assert other.post(f"/portal/needs/{case.number}/questions/", {"answer": "yes"}).status_code == 404
