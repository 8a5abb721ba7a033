"""By mail, customers are asked by when they need it in the first reply; one of us confirms what they answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from fiverings.cases.models import Case, NoPlainTime, NothingToInquire
from fiverings.cases.tests.gate import AN_HOUR, promised
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import tell_everything, written
from fiverings.cases.tests.test_programs import Program
from fiverings.conversations.models import TELLS_AFTER, Message
from fiverings.core.models import Entry
from fiverings.promises.models import Expectation, Inquiry
from tests.world import World

Settle = Callable[..., None]
ASKED = "By when do you need this"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return written(world.priya, settle, at=world.now)


@pytest.fixture
def asked(case: Case, world: World, settle: Settle) -> Message:
    """The first reply asks, and is told."""
    message = case.reply("We look into it.", asks=True, by=world.ana, at=world.now)
    tell_everything(settle, at=world.now + TELLS_AFTER)
    return message


def answers(message: Message, words: str, settle: Settle, *, at: datetime, **more: Any) -> Message:
    """They answer our mail."""
    said = write_in(message.contact, words, thread=message.thread, at=at, in_reply_to=message.message_id, **more)
    with time_machine.travel(at, tick=False):
        settle()
    return said


def test_the_composer_offers_to_ask_in_the_first_reply_and_shows_the_very_sentence(
    case: Case, world: World, ana: Client
) -> None:
    page = ana.get(case.get_absolute_url()).content.decode()
    assert 'name="asks" checked' in page and page.count(ASKED) == 1
    with time_machine.travel(world.now, tick=False):
        ana.post(f"/cases/{case}/replies/", {"words": "We look into it.", "asks": "on"})
    inquiry = Inquiry.objects.get()
    assert inquiry.message.text == f"We look into it.\n\n{inquiry.sentence}" and inquiry.asked_by == world.ana
    assert inquiry.sentence in page.replace("&#x27;", "'") and inquiry.contact == world.priya
    assert 'name="asks"' not in ana.get(case.get_absolute_url()).content.decode()


def test_what_is_not_ticked_is_not_asked_and_later_replies_offer_it_unticked(
    case: Case, world: World, ana: Client, settle: Settle
) -> None:
    with time_machine.travel(world.now, tick=False):
        ana.post(f"/cases/{case}/replies/", {"words": "We look into it."})
    assert ASKED not in Message.objects.get(direction="out").text and not Inquiry.objects.exists()
    tell_everything(settle, at=world.now + TELLS_AFTER)
    page = ana.get(case.get_absolute_url()).content.decode()
    assert 'name="asks">' in page and 'name="asks" checked' not in page


def test_who_was_asked_or_has_told_us_is_not_asked_again(case: Case, world: World, asked: Message) -> None:
    for _again in range(2):
        with pytest.raises(NothingToInquire):
            case.reply("Hello.", asks=True, by=world.ana, at=world.now + MINUTE)
        case.hear_expectation(unknown=True, by=world.ana, at=world.now + MINUTE)
    assert Inquiry.objects.count() == 1


def test_a_question_that_is_taken_back_is_asked_anew_and_its_sentence_is_not_in_the_draft(
    case: Case, world: World
) -> None:
    message = case.reply("We look into it.", asks=True, by=world.ana, at=world.now)
    draft = message.take_back(by=world.ana, at=world.now)
    assert draft is not None and case.without_promises(draft.text) == "We look into it." and case.may_inquire()


def test_their_answer_is_shown_in_its_words_and_is_no_expectation_before_somebody_confirms_it(
    case: Case, world: World, asked: Message, ana: Client, settle: Settle
) -> None:
    said = answers(asked, "Thanks. We need it by 3 pm tomorrow.", settle, at=world.now + AN_HOUR)
    page = ana.get(case.get_absolute_url()).content.decode()
    assert "3 pm tomorrow" in page and "Do they expect it by 15:00 on Friday 1 May (Toronto time)?" in page
    assert "They answered by when they need it: confirm what they wrote." in page and not Expectation.objects.exists()
    address = f"/cases/{case}/expectation/answers/{said.pk}/"
    assert address in page and ana.get(address).status_code == 405
    with time_machine.travel(world.now + 2 * AN_HOUR, tick=False):
        ana.post(address)
    heard = Expectation.current(case)
    assert heard is not None and (heard.words, heard.message, heard.contact) == (
        "by 3 pm tomorrow",
        said,
        world.priya,
    )
    assert f"{heard.by_at:%d %H:%M}" == "01 19:00" and heard.how == "written"
    assert "Do they expect it" not in ana.get(case.get_absolute_url()).content.decode()


@pytest.mark.parametrize("words", ["by 3 pm or by 5 pm", "by 9 am", "As soon as you can."])
def test_what_is_not_plain_is_shown_to_be_read_and_is_confirmed_by_nobody(
    case: Case, world: World, asked: Message, ana: Client, settle: Settle, words: str
) -> None:
    said = answers(asked, words, settle, at=world.now + AN_HOUR)
    page = ana.get(case.get_absolute_url()).content.decode()
    assert 'id="their-answer"' in page and "Write by when" in page and "Yes, write it down" not in page
    with pytest.raises(NoPlainTime):
        case.hear_answer(said, by=world.ana, at=world.now + 2 * AN_HOUR)
    assert not Expectation.objects.exists()


def test_who_is_in_no_hurry_is_noted_as_one_who_cannot_say_when(
    case: Case, world: World, asked: Message, settle: Settle
) -> None:
    said = answers(asked, "No rush at all.", settle, at=world.now + AN_HOUR)
    heard = case.hear_answer(said, by=world.ana, at=world.now + 2 * AN_HOUR)
    assert heard.is_unknown and heard.words == "No rush" and heard.message == said


def test_machines_strangers_and_mere_thanks_answer_nothing_and_the_latest_time_counts(
    case: Case, world: World, asked: Message, settle: Settle
) -> None:
    answers(asked, "I am back by Monday 3 pm.", settle, at=world.now + MINUTE, auto="out of office")
    answers(asked, "Thank you!", settle, at=world.now + 2 * MINUTE)
    assert case.their_answer() is None
    first = answers(asked, "By noon tomorrow.", settle, at=world.now + AN_HOUR)
    later = answers(asked, "Before 5 pm will do.", settle, at=world.now + 2 * AN_HOUR)
    answers(asked, "The number is on the door.", settle, at=world.now + 3 * AN_HOUR)
    answer = case.their_answer()
    assert answer is not None and answer.message == later
    with pytest.raises(NoPlainTime):
        case.hear_answer(first, by=world.ana, at=world.now + 4 * AN_HOUR)


def test_an_answer_to_our_question_is_no_chase(case: Case, world: World, settle: Settle) -> None:
    promised(case, world)
    message = case.reply("We look into it.", asks=True, by=world.ana, at=world.now)
    tell_everything(settle, at=world.now + TELLS_AFTER)
    answers(message, "By 5 pm.", settle, at=world.now + 15 * MINUTE)
    assert not case.chases.exists()


def test_what_is_tightened_is_told_in_writing_and_cites_the_mail_in_which_they_asked(
    case: Case, world: World, asked: Message, settle: Settle
) -> None:
    promise = promised(case, world, due_at=world.now + 3 * AN_HOUR, kind="fix")
    said = answers(asked, "We need it within 90 minutes.", settle, at=world.now + 15 * MINUTE)
    case.hear_answer(said, by=world.ana, at=world.now + 20 * MINUTE)
    tightened = case.tighten(promise, by=world.ana, at=world.now + 21 * MINUTE)
    assert (tightened.told_how, tightened.due_at) == ("written", world.now + 105 * MINUTE)
    assert tightened.message is not None and tightened.message.text == tightened.sentence
    agreed = tightened.replaces.renegotiation
    assert (agreed.how, agreed.message, agreed.consent) == ("written", said, "need it within 90 minutes")


def test_programs_ask_and_confirm_as_people_do(case: Case, world: World, settle: Settle) -> None:
    ana = Program(world.ana)
    with time_machine.travel(world.now, tick=False):
        written = ana.post(f"/cases/{case}/replies", words="We look into it.", asks=True).json()
        twice = ana.post(f"/cases/{case}/replies", words="Hello.", asks=True)
    message = Message.objects.get(pk=written["id"])
    assert (twice.status_code, twice.json()["code"]) == (409, "NothingToInquire") and ASKED in message.text
    tell_everything(settle, at=world.now + TELLS_AFTER)
    said = answers(message, "avant 15 h demain", settle, at=world.now + AN_HOUR)
    known = ana.get(f"/cases/{case}/expectation").json()
    assert known["heard"] is None and known["asked"]["message"] == message.pk
    assert (known["answer"]["words"], known["answer"]["by_at"]) == ("avant 15 h demain", "2026-05-01T19:00:00+00:00")
    with time_machine.travel(world.now + 2 * AN_HOUR, tick=False):
        assert ana.post(f"/cases/{case}/expectation/answers/{said.pk}").status_code == 201
    known = ana.get(f"/cases/{case}/expectation").json()
    assert known["heard"]["message"] == said.pk and known["asked"] is known["answer"] is None
    assert Entry.objects.filter(kind="promises.ExpectationAsked").count() == 1
