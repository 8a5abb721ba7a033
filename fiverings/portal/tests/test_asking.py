"""A contact writes to their advocate, says whether it works, and tells us a new need."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from fiverings.cases.models import Answer, Case, State
from fiverings.cases.tests.standing import past_the_gate, propose, tell_everything, written
from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.portal.forms import NeedForm
from fiverings.portal.models.questions import AT_MOST as QUESTIONS_AT_MOST
from fiverings.portal.tests.visiting import visitor
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, at=clock.now()))


def test_a_message_lands_in_the_same_conversation_and_its_owner_answers_by_mail(
    case: Case, world: World, settle: Settle
) -> None:
    thread = case.thread()
    answered = visitor(world.priya).post(
        f"/portal/needs/{case.number}/messages/", {"words": "It rings again."}, follow=True
    )
    settle()
    message = Message.objects.latest("id")
    assert (message.thread, message.contact, message.text) == (thread, world.priya, "It rings again.")
    assert "It rings again." in answered.content.decode() and Case.objects.count() == 1
    case.refresh_from_db()
    assert case.is_waiting_for_us
    assert case.reply("I look.", by=world.ana).to == ["priya@mapledental.example"]


@pytest.mark.parametrize(
    ("button", "state", "answer"),
    [("works", State.RESOLVED, Answer.CONFIRMED), ("not-yet", State.ACTIVE, Answer.REJECTED)],
)
def test_only_they_say_whether_it_works(
    case: Case, world: World, settle: Settle, button: str, state: str, answer: str
) -> None:
    resolution = propose(case, world, at=clock.now())
    tell_everything(settle, at=clock.now())
    client = visitor(world.priya)
    assert "Yes, it works" in client.get(f"/portal/needs/{case.number}/").content.decode()
    client.post(
        f"/portal/needs/{case.number}/answer/", {"asked": resolution.pk, "answer": button, "words": "So it is."}
    )
    resolution.refresh_from_db()
    case.refresh_from_db()
    assert (case.state, resolution.answer, resolution.answered_by) == (state, answer, world.priya)
    assert (resolution.words, resolution.heard_by) == ("So it is.", None)


def test_an_answer_from_an_old_page_is_none_to_what_was_proposed_since(
    case: Case, world: World, settle: Settle
) -> None:
    first = propose(case, world, at=clock.now())
    tell_everything(settle, at=clock.now())
    case.withdraw_resolution(by=world.ana)
    second = propose(case, world, at=clock.now())
    tell_everything(settle, at=clock.now())
    client = visitor(world.priya)
    answer = client.post(f"/portal/needs/{case.number}/answer/", {"asked": first.pk, "answer": "works"})
    assert answer.status_code == 422 and "We propose something else now." in answer.content.decode()
    assert f'name="asked" value="{second.pk}"' in answer.content.decode()
    second.refresh_from_db()
    assert second.answer == ""


def test_nothing_is_asked_that_we_did_not_propose(case: Case, world: World) -> None:
    client = visitor(world.priya)
    assert "Yes, it works" not in client.get(f"/portal/needs/{case.number}/").content.decode()
    assert client.post(f"/portal/needs/{case.number}/answer/", {"answer": "works"}).status_code == 404


def test_a_new_need_is_told_in_plain_words_and_nobody_chooses_severity_or_department(world: World) -> None:
    assert len(NeedForm().fields) + QUESTIONS_AT_MOST == 5
    page = visitor(world.priya).get("/portal/needs/new/").content.decode().split("<main")[1]
    assert page.count("<textarea") + page.count('<input type="text"') == len(NeedForm().fields)
    assert "<select" not in page and 'type="radio"' not in page
    for word in ("severity", "priority", "category", "department", "urgen"):
        assert word not in page.lower()


def test_a_new_need_opens_a_case_at_the_gate_with_what_they_answered(world: World, settle: Settle) -> None:
    client = visitor(world.priya)
    answered = client.post("/portal/needs/new/", {"need": "Nobody can hear me.", "call_back": "+1 416 555 0142"})
    settle()
    case = Case.objects.get()
    assert answered.url == f"/portal/needs/{case.number}/questions/" and case.owner == world.ana
    assert (case.need, case.contact, case.state) == ("Nobody can hear me.", world.priya, State.INTAKE)
    assert (case.intake.call_back, case.intake.saved_by) == ("+1 416 555 0142", None)
    assert Message.objects.get().text == "Nobody can hear me." and case.is_waiting_for_us
    assert "Nobody can hear me." in client.get("/portal/").content.decode()


def test_a_need_without_words_is_asked_for_again(world: World) -> None:
    assert visitor(world.priya).post("/portal/needs/new/", {"need": " "}).status_code == 422
    assert not Case.objects.exists()


def test_the_language_is_theirs_to_choose(world: World) -> None:
    client = visitor(world.priya)
    assert "Français" in client.get("/portal/").content.decode()
    client.post("/portal/language/", {"language": "fr-ca"})
    client.post("/portal/language/", {"language": "xx"})
    world.priya.refresh_from_db()
    assert world.priya.language == "fr-ca" and "English" in client.get("/portal/").content.decode()


@pytest.mark.parametrize("path", ["", "needs/new/", "record.json", "needs/NB-1/"])
def test_nobody_comes_in_without_a_session(world: World, path: str) -> None:
    for client in (Client(), Client()):
        assert client.get(f"/portal/{path}").url == "/portal/sign-in/"
        client.force_login(world.ana)
        assert client.get(f"/portal/{path}").url == "/portal/sign-in/"


@pytest.mark.parametrize("act", ["language/", "needs/NB-1/messages/", "needs/NB-1/answer/"])
def test_looking_never_acts(world: World, act: str) -> None:
    assert visitor(world.priya).get(f"/portal/{act}").status_code == 405
