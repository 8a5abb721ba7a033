"""How severe it is is asked on a page of the case: one question at a time, each answer kept, mistakes asked again."""

from __future__ import annotations

import pytest
from django.test import Client

from fiverings.cases.models import Case, Severity
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return Case.open_for(
        world.maple, need="Calls ring at the wrong place.", contact=world.priya, by=world.ana, at=world.now
    )


def settle(case: Case, world: World, level: int, *answers: tuple[str, str]) -> Severity:
    session = case.diagnose(by=world.ana, at=world.now)
    for question, answer in answers:
        session.answer(question, answer, by=world.ana, at=world.now)
    return case.set_severity(level=level, session=session, by=world.ana, at=world.now)


MILD = (("nobody_gets_through", "no"), ("one_device", "yes"))


def test_one_asks_question_by_question_and_settles(client: Client, case: Case, world: World) -> None:
    client.force_login(world.ana)
    page = f"/cases/{case.number}/diagnosis/"
    assert "that nobody can call in or out" in client.get(page).content.decode()
    assert not case.open_session()
    for question, answer in MILD:
        client.post(f"{page}answers/", {"question": question, "answer": answer})
    client.post(f"/cases/{case.number}/severity/", {"level": "3"})
    case.refresh_from_db()
    assert case.severity == 3


def test_what_is_refused_says_why_and_keeps_the_question(client: Client, case: Case, world: World) -> None:
    client.force_login(world.ana)
    answer = client.post(f"/cases/{case.number}/severity/", {"level": "2"})
    assert answer.status_code == 422
    assert "Rule out the worse first" in answer.content.decode()


def test_the_number_of_calls_that_still_work_forces_severity_1(client: Client, case: Case, world: World) -> None:
    client.force_login(world.ana)
    given = {"question": "at_once", "quantity": "2", "answer": ""}
    answer = client.post(f"/cases/{case.number}/diagnosis/answers/", given, follow=True)
    assert "Rule R3: 2 of 25 calls at a time remain, 8 %" in answer.content.decode()


def test_a_wrong_answer_is_asked_again(client: Client, case: Case, world: World) -> None:
    client.force_login(world.ana)
    page = f"/cases/{case.number}/diagnosis/"
    forced = client.post(f"{page}answers/", {"question": "emergency_fails", "answer": "yes"}, follow=True)
    assert "Saving anything milder is refused" in forced.content.decode()
    again = client.get(f"{page}?ask=emergency_fails").content.decode()
    assert 'value="emergency_fails"' in again and "Question 1, read it aloud" in again
    client.post(f"{page}answers/", {"question": "emergency_fails", "answer": "no"})
    assert case.open_session().finding().forced is None  # type: ignore[union-attr]


def test_what_one_of_us_saw_is_kept_as_seen(client: Client, case: Case, world: World) -> None:
    client.force_login(world.ana)
    given = {"question": "one_device", "answer": "yes", "source": "advocate_observed"}
    page = client.post(f"/cases/{case.number}/diagnosis/answers/", given, follow=True)
    assert "seen by one of us" in page.content.decode()
    assert [each.source for each in case.open_session().standing()] == ["advocate_observed"]  # type: ignore[union-attr]


def test_who_may_not_see_the_account_finds_no_diagnosis(client: Client, case: Case, world: World) -> None:
    client.force_login(world.chidi)
    assert client.get(f"/cases/{case.number}/diagnosis/").status_code in {403, 404}
    assert client.post(f"/cases/{case.number}/severity/raised/", {"level": "1", "reason": "?"}).status_code == 404


def test_a_technician_on_site_raises_it(client: Client, case: Case, world: World) -> None:
    world.maple.grant(to=world.eli, why="visit", by=world.dana)
    client.force_login(world.eli)
    client.post(f"/cases/{case.number}/severity/raised/", {"level": "1", "reason": "The closet is flooded."})
    case.refresh_from_db()
    assert case.severity == 1


def test_the_case_says_how_severe_it_is_and_why(client: Client, case: Case, world: World) -> None:
    client.force_login(world.ana)
    assert "Ask how severe it is" in client.get(case.get_absolute_url()).content.decode()
    settle(case, world, 1, ("emergency_fails", "yes"))
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Severity 1, and why" in page and "Rule R2: Emergency calls fail" in page
