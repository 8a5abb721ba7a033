"""The mailed link leads to a page with two buttons: looking changes nothing, and only its buttons answer, once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fiverings.cases.models import Answer, Case, Question, Resolution, State
from fiverings.cases.tests.standing import NEED, SOLUTION, propose, tell_everything
from fiverings.conversations.models import TELLS_AFTER
from fiverings.core import clock
from fiverings.core.models import Entry
from fiverings.people.models import Person
from fiverings.portal.models.requests import Requests
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, active: int) -> Case:
    return Case.objects.get(pk=active)


@pytest.fixture
def proposed(case: Case, world: World, settle: Settle) -> Resolution:
    """A question that lies in Priya's mailbox."""
    at = clock.now() - timedelta(minutes=1)
    proposed = propose(case, world, at=at)
    tell_everything(settle, at=at + TELLS_AFTER)
    return Resolution.objects.get(pk=proposed.pk)


def path_of(resolution: Resolution) -> str:
    return re.search(r"/answers/\S+", resolution.message.text)[0]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def facts(resolution: Resolution) -> tuple[Any, ...]:
    resolution.refresh_from_db()
    case = Case.objects.get()
    return case.state, resolution.answer, Entry.objects.count()


def test_looking_at_the_link_changes_nothing(case: Case, proposed: Resolution) -> None:
    before = facts(proposed)
    for method in ("get", "head", "options", "put", "delete"):
        getattr(Client(), method)(path_of(proposed))
    assert facts(proposed) == before
    assert Client().post(path_of(proposed), {"answer": "perhaps"}).status_code == 422 and facts(proposed) == before


def test_the_link_shows_need_solution_and_number_to_whoever_holds_it_and_nothing_else(
    case: Case, proposed: Resolution, world: World
) -> None:
    case.note("Red alarm in the closet.", by=world.chidi)
    page = Client().get(path_of(proposed))
    text = page.content.decode()
    assert page.status_code == 200 and all(words in text for words in (NEED, SOLUTION, case.number, "Northbell"))
    for secret in ("Red alarm", "Priya", "Maple", "Ana", world.ana.email, "priya@"):
        assert secret not in text


@pytest.mark.parametrize(
    ("button", "answer", "words"),
    [("works", Answer.CONFIRMED, "You told us that it works."), ("not-yet", Answer.REJECTED, "does not work yet")],
)
def test_a_button_behind_the_link_answers_once_and_stays_readable(
    case: Case, proposed: Resolution, world: World, button: str, answer: str, words: str
) -> None:
    path = path_of(proposed)
    answered = Client().post(path, {"answer": button, "words": "Thank you all."}, follow=True)
    proposed.refresh_from_db()
    assert (proposed.answer, proposed.answered_by, proposed.words) == (answer, world.priya, "Thank you all.")
    assert words in answered.content.decode()
    before = facts(proposed)
    for again in ("works", "not-yet"):
        Client().post(path, {"answer": again})
    assert facts(proposed) == before and words in Client().get(path).content.decode()


def test_a_link_is_too_old_after_thirty_days(case: Case, proposed: Resolution, world: World) -> None:
    link = Question.link(proposed, at=clock.now() - timedelta(days=30, minutes=1))
    page = Client().post(link[link.index("/answers/") :], {"answer": "works"})
    assert page.status_code == 410 and NEED not in page.content.decode()
    assert Case.objects.get().state == State.PROPOSED


@pytest.mark.parametrize("token", ["nonsense", "WzEsMV0:1abcde:xyz"])
def test_a_link_that_we_did_not_sign_leads_nowhere(case: Case, proposed: Resolution, token: str) -> None:
    assert Client().post(f"/answers/{token}/", {"answer": "works"}).status_code == 404
    assert Case.objects.get().state == State.PROPOSED


def test_a_link_holds_nothing_of_the_case(case: Case, proposed: Resolution) -> None:
    assert case.number not in path_of(proposed) and len(path_of(proposed)) < 80


def test_no_browser_keeps_the_page_of_the_answer(proposed: Resolution) -> None:
    assert "no-store" in Client().get(path_of(proposed))["Cache-Control"]


def test_the_link_goes_to_whom_we_ask_and_to_nobody_who_reads_along(case: Case, world: World) -> None:
    thread = case.thread(world.priya)
    thread.join("boss@mapledental.example", at=world.now)
    assert case.copies(world.priya, thread) == ["boss@mapledental.example"]
    message = propose(case, world, at=clock.now()).message
    assert (message.to, message.cc) == ([str(world.priya.addresses.first())], [])


def test_a_link_leads_nowhere_before_its_mail_was_told(case: Case, world: World) -> None:
    path = path_of(propose(case, world, at=clock.now()))
    assert [Client().get(path).status_code, Client().post(path, {"answer": "works"}).status_code] == [404, 404]
    assert Case.objects.get().state == State.PROPOSED


def test_one_of_us_cannot_answer_by_their_link(case: Case, proposed: Resolution, world: World) -> None:
    before, path = facts(proposed), path_of(proposed)
    for refused in (signed_in(world.ana).get(path), signed_in(world.ana).post(path, {"answer": "works"})):
        text = refused.content.decode()
        assert refused.status_code == 403 and "You are signed in as one of us: only they can say so." in text
        assert f'href="{case.get_absolute_url()}"' in text and 'name="answer"' not in text
    assert facts(proposed) == before


def test_nobody_but_whom_we_asked_reads_their_link(case: Case, proposed: Resolution, world: World) -> None:
    token = path_of(proposed).split("/")[2]
    ours = signed_in(world.ana)
    for page in ("", "?part=story", "?show=theirs"):
        text = ours.get(f"{case.get_absolute_url()}{page}").content.decode()
        assert token not in text and "(their link)" in text
    found = ours.get("/search/", {"q": "only you can say so"}).content.decode()
    assert token not in found and "(their link)" in found
    said = [each.words for each in Requests(world.priya).of(case).said]
    assert token in proposed.message.text and not any(token in words for words in said)
    assert any("(their link)" in words for words in said)
