"""What they answer is what they say anew, and reaches their case wherever that went."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import AN_HOUR
from fiverings.cases.tests.letters import letter
from fiverings.cases.tests.standing import tell_everything, written
from fiverings.cases.tests.test_inquiring import ASKED, MINUTE, answers
from fiverings.conversations.models import TELLS_AFTER, Message
from fiverings.promises.models import Expectation
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return written(world.priya, settle, at=world.now)


@pytest.fixture
def asked(case: Case, world: World, settle: Settle) -> Message:
    """The first reply asks, and is told."""
    message = case.reply("We look into it.", asks=True, by=world.ana, at=world.now)
    tell_everything(settle, at=world.now + TELLS_AFTER)
    return message


def test_a_mail_that_only_quotes_ours_answers_nothing(case: Case, world: World, asked: Message, settle: Settle) -> None:
    at, quoted = world.now + AN_HOUR, f"On Thursday Ana wrote:\n> We call you by 3 pm tomorrow.\n> {ASKED}?"
    mail = letter(quoted, sender=str(world.priya.addresses.first()), in_reply_to=asked.message_id, new_text="")
    Message.receive(mail, contact=world.priya, thread=asked.thread, ours=["help@northbell.example"], at=at)
    assert case.their_answer() is None
    answers(asked, "By noon tomorrow.", settle, at=at + MINUTE)
    answer = case.their_answer()
    assert answer is not None and answer.read is not None and answer.read.words == "By noon tomorrow"


def test_their_answer_reaches_what_their_case_was_merged_into_and_comes_back_with_it(
    case: Case, world: World, asked: Message, ana: Client, settle: Settle
) -> None:
    other = written(world.priya, settle, "It rings again.", at=world.now + MINUTE)
    case.merge_into(other, by=world.ana, at=world.now + 2 * MINUTE)
    said = answers(asked, "By 3 pm tomorrow.", settle, at=world.now + AN_HOUR)
    other.refresh_from_db()
    answer = other.their_answer()
    assert answer is not None and answer.message == said and not other.may_inquire()
    assert "Do they expect it by" in ana.get(other.get_absolute_url()).content.decode()
    case.part(by=world.ana, at=world.now + 2 * AN_HOUR)
    assert Case.objects.get(pk=other.pk).their_answer() is None and other.may_inquire()
    case.hear_answer(said, by=world.ana, at=world.now + 3 * AN_HOUR)
    assert Expectation.current(case) is not None
