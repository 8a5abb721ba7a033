"""The composer of a case page: what is refused stays as it was typed, and says by which way it would go and why."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

import pytest
import time_machine
from django.test import Client

from fiverings.cases.forms.case import WORDS_AT_MOST
from fiverings.cases.models import Case
from fiverings.cases.tests.gate import AN_HOUR, called, owed, promised, typed
from fiverings.channels.models import Suppression
from fiverings.conversations.models import Message
from fiverings.customers.models import Contact
from tests.world import World


@pytest.fixture(autouse=True)
def now(world: World) -> Any:
    with time_machine.travel(world.now, tick=False):
        yield


@pytest.fixture
def case(world: World) -> Case:
    return called(world)


def words_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("how", [{}, {"how": "written"}])
def test_a_refused_promise_stays_on_the_page_of_its_case_with_the_same_ways_on(
    case: Case, world: World, ana: Client, how: dict[str, str]
) -> None:
    given = {"kind": "fix", "due_at": typed(world.now - AN_HOUR), "what": "the line"} | how
    answer = ana.post(f"/cases/{case}/promises/", given)
    text = words_of(answer)
    assert answer.status_code == 422 and "Promise a time that is still to come." in text
    assert 'value="promise" checked' in text and 'value="the line"' in text and 'value="fix" selected' in text
    assert "I have told them" in text and 'name="how" value="written"' in text and 'id="need"' in text
    assert not Message.objects.exists() and ("fix", True) not in owed(case)


def test_what_refreshes_on_that_page_is_the_case_and_not_the_promise(case: Case, world: World, ana: Client) -> None:
    text = words_of(ana.post(f"/cases/{case}/promises/", {"kind": "fix", "due_at": ""}))
    for part in ('?part=head"', '"', '?part=right"'):
        assert f'hx-get="/cases/{case}/{part}' in text
    assert f"/cases/{case}/promises/?" not in text and f'href="/cases/{case}/?show=theirs"' in text


def test_a_refused_reply_keeps_its_words_and_the_promise_in_it(case: Case, world: World, ana: Client) -> None:
    given = {"words": "Hello Priya.", "kind": "fix", "due_at": typed(world.now - AN_HOUR)}
    answer = ana.post(f"/cases/{case}/replies/", given)
    text = words_of(answer)
    assert answer.status_code == 422 and ">Hello Priya.</textarea>" in text
    assert "Promise a time that is still to come." in text and 'value="fix" selected' in text


def test_who_changes_the_time_of_a_promise_says_what_is_promised(case: Case, ana: Client) -> None:
    page = words_of(ana.get(f"/cases/{case}/?part=promised", headers={"hx-request": "true"}))
    offered = re.findall(r'name="((?:initial-)?due_at)" value="([^"]+)"', page)
    assert len(offered) == 2
    left = dict(offered) | {"words": "We look at it.", "kind": ""}
    for changed in ({"due_at": "2026-05-04T12:00"}, {"what": "the line"}):
        answer = ana.post(f"/cases/{case}/replies/", left | changed)
        assert answer.status_code == 422 and "Say what you promise" in words_of(answer)
        assert not Message.objects.exists()
    assert ana.post(f"/cases/{case}/replies/", left).status_code == 302
    assert Message.objects.count() == 1


def test_a_refused_call_keeps_what_was_said(case: Case, ana: Client) -> None:
    said = "x" * (WORDS_AT_MOST + 1)
    answer = ana.post(f"/cases/{case}/calls/", {"direction": "out", "words": said})
    assert answer.status_code == 422 and 'value="call" checked' in words_of(answer) and said in words_of(answer)


@pytest.mark.parametrize(("kind", "write"), [("promises", "promise"), ("calls", "call")])
def test_the_address_of_a_sheet_leads_to_the_composer(case: Case, ana: Client, kind: str, write: str) -> None:
    answer = ana.get(f"/cases/{case}/{kind}/")
    assert answer["Location"] == f"/cases/{case}/?write={write}#composer"


@pytest.mark.parametrize(
    ("prefers", "said"),
    [
        ("mail", "at priya@mapledental.example, as they like to be reached"),
        ("text", "They like to be reached by text message, which is not connected yet: this goes by mail."),
        ("phone", "They like to be reached by telephone: this goes by mail, a call you log beside it."),
    ],
)
def test_an_answer_says_by_which_way_it_goes_and_why(
    case: Case, world: World, ana: Client, prefers: str, said: str
) -> None:
    Contact.objects.filter(pk=world.priya.pk).update(prefers=prefers)
    text = words_of(ana.get(case.get_absolute_url()))
    assert said in text and f"To {world.priya} by mail" in text and ('class="warns"' in text) == (prefers != "mail")


def test_in_quiet_hours_nobody_says_that_it_is_written_within_the_minute(case: Case, world: World, ana: Client) -> None:
    promise = f"/cases/{case}/?write=promise"
    assert "in writing within the minute" in words_of(ana.get(promise))
    Contact.objects.filter(pk=world.priya.pk).update(quiet_from=time(9), quiet_until=time(13))
    text = words_of(ana.get(promise))
    assert "from 13:00 on" in text and "within the minute" not in text


def test_whom_no_mail_reaches_is_called(case: Case, world: World, ana: Client) -> None:
    world.priya.addresses.all().delete()
    assert "We know no mail address of theirs" in words_of(ana.get(case.get_absolute_url()))


def test_changing_letting_go_and_telling_the_cost_open_over_the_case(case: Case, world: World, ana: Client) -> None:
    promise = promised(case, world, "call_back")
    text = words_of(ana.get(case.get_absolute_url()))
    for place in (f"promises/{promise.pk}/renegotiation/", f"promises/{promise.pk}/release/", "cost/"):
        assert f'href="/cases/{case}/{place}" hx-get="/cases/{case}/{place}" hx-target="#sheet"' in text
        asked = ana.get(f"/cases/{case}/{place}", headers={"hx-request": "true"}).content.decode()
        assert asked.startswith("<dialog") and "<html" in ana.get(f"/cases/{case}/{place}").content.decode()


def test_who_was_found_to_be_another_is_answered_as_that_one_and_the_answer_says_where(
    case: Case, world: World, ana: Client
) -> None:
    omar = Contact.introduce(account=world.maple, name="Omar Lee", address="omar@mapledental.example", by=world.ana)
    world.priya.addresses.all().delete()
    world.priya.merge_into(omar, by=world.ana)
    text = words_of(ana.get(case.get_absolute_url()))
    assert "To Omar Lee by mail" in text and "omar@mapledental.example" in text


def test_why_a_promise_is_refused_stands_where_what_is_typed_since_takes_its_place(
    case: Case, world: World, ana: Client
) -> None:
    case.hear_expectation(words="By noon", by_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    given = {"kind": "call_back", "due_at": typed(world.now + 1.5 * AN_HOUR)}
    text = words_of(ana.post(f"/cases/{case}/promises/", given))
    assert text.count("They expect it by 11:22. Promise it by then") == 1
    assert '<p id="aloud" class="aloud" data-refused role="alert">They expect it by 11:22.' in text
    assert 'hx-trigger="input delay:300ms" hx-include="this" hx-target="#aloud"' in text
    for mended in ({"consent": "Noon and a bit will do"}, {"due_at": typed(world.now + AN_HOUR)}):
        said = words_of(ana.get(f"/cases/{case}/sentence/", given | mended, headers={"hx-request": "true"}))
        assert "Ana Costa from Northbell will call you" in said and "They expect it by" not in said


def test_why_a_promise_in_an_answer_is_refused_stands_beside_its_fields(case: Case, world: World, ana: Client) -> None:
    case.hear_expectation(words="By noon", by_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    given = {"words": "Hello Priya.", "kind": "call_back", "due_at": typed(world.now + 1.5 * AN_HOUR)}
    text = words_of(ana.post(f"/cases/{case}/replies/", given))
    assert text.count("They expect it by 11:22. Promise it by then") == 1
    listens = f'hx-get="/cases/{case}/sentence/?beside=reply" hx-trigger="input from:previous .promised delay:300ms"'
    assert listens in text and '<p class="aloud" data-refused role="alert">They expect it by 11:22.' in text
    mended = {"kind": "call_back", "due_at": given["due_at"], "consent": "Noon and a bit will do", "beside": "reply"}
    said = words_of(ana.get(f"/cases/{case}/sentence/", mended, headers={"hx-request": "true"}))
    assert 'id="aloud-reply"' in said and "will call you" in said


def test_the_number_of_entries_comes_anew_with_the_story(case: Case, ana: Client) -> None:
    page = words_of(ana.get(f"/cases/{case}/"))
    assert page.count('id="count"') == 1
    assert 'id="count" hx-swap-oob="true"' in words_of(ana.get(f"/cases/{case}/", headers={"hx-request": "true"}))


def test_the_composer_says_when_mail_to_them_came_back(case: Case, world: World, ana: Client) -> None:
    message = case.reply("We look at it.", by=world.ana)
    warning = "nobody lives at this address"
    assert warning not in words_of(ana.get(f"/cases/{case}/"))
    Suppression.begin(message.to[0], reason="550 5.1.1 no such user", message=message)
    assert warning in words_of(ana.get(f"/cases/{case}/"))
