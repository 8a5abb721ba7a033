"""By which rule a mail found its place, and when its subject alone may place it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import promised
from fiverings.cases.tests.standing import tell_everything
from fiverings.channels.gateways.mail.tokens import CaseToken
from fiverings.channels.models.seeking import ALIKE_FOR, SIGNED
from fiverings.conversations.models import Message, plain_subject, says_something
from fiverings.core import clock
from fiverings.core.vault import key_for
from tests.world import World

from .mails import SUPPORT, arrived, written

Settle = Callable[..., None]
SUBJECT = "Branch line is silent since the storm"


@pytest.fixture
def first(world: World, settle: Settle) -> Message:
    """What Priya wrote first, with its case."""
    message = arrived(world.mailbox, written(subject=SUBJECT, message_id="<one@mapledental.example>")).message
    settle()
    return Message.objects.get(pk=message.pk)


def why(message: Message) -> tuple[str, str]:
    return message.filed_by, message.filed_named


def test_every_mail_tells_by_which_rule_it_found_its_place(world: World, first: Message, settle: Settle) -> None:
    case = Case.objects.get()
    number, box = case.number, world.mailbox
    marked = CaseToken(int(number.split("-")[1])).in_address(SUPPORT, secret=key_for(SIGNED))
    ours = case.reply("I look.", by=world.ana)
    ours.tell()
    assert why(first) == ("anew", "")
    assert why(arrived(box, written(in_reply_to=f"<{ours.message_id}>")).message) == ("answers-us", "")
    again = arrived(box, written("Too", references="<one@mapledental.example>")).message
    assert (why(again), again.filed_like) == (("answers-them", ""), first.at)
    assert why(arrived(box, written(subject=f"[{number}] hm")).message) == ("number", number)
    assert why(arrived(box, written(subject="hm", to=marked)).message) == ("address", number)
    alike = arrived(box, written("And?", subject=f"AW: {SUBJECT}")).message
    assert why(alike) == ("alike", "") and alike.thread == first.thread and "same subject" in alike.ground_in_words


def test_the_bare_number_of_a_case_brings_a_mail_of_its_own_account_to_it_and_nobody_elses(
    world: World, first: Message
) -> None:
    number, box = Case.objects.get().number, world.mailbox
    theirs = arrived(box, written(subject=f"{number}: any news?")).message
    assert theirs.thread == first.thread and why(theirs) == ("number", number)
    stranger = arrived(box, written(subject=f"{number}: any news?", from_="someone@elsewhere.example")).message
    assert stranger.thread != first.thread and why(stranger) == ("anew", "")
    both = arrived(box, written(subject=f"{number} or NB-1?")).message
    assert both.thread != first.thread


@pytest.mark.parametrize("before", ["", "Re: ", "AW: ", "Fwd: RE[2]: ", "Sv: ", "RE: WG: ", "回复:", "Отв: ", "R: "])
def test_the_same_subject_from_the_same_sender_continues_the_one_open_conversation(
    world: World, first: Message, settle: Settle, before: str
) -> None:
    assert arrived(world.mailbox, written("Any news?", subject=before + SUBJECT.upper())).message.thread == first.thread
    settle()
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "subject",
    ["Help", "URGENT!!", "Re: Question", "", "Frage", "Hilfe!", "Une question", "Ayuda", "Aiuto", "Spoed", "Dúvida",
     "Hjælp", "Fråga", "Pilne", "Срочно", "至急", "紧急", "12345", "[NBX-4] Question"],
)  # fmt: skip
def test_a_subject_that_many_needs_share_continues_nothing(world: World, settle: Settle, subject: str) -> None:
    one = arrived(world.mailbox, written(subject=subject)).message
    settle()
    assert arrived(world.mailbox, written("Another", subject=subject)).message.thread != one.thread
    assert not says_something(plain_subject(subject))


def test_another_person_another_customer_and_a_machine_continue_nothing_by_subject(
    world: World, first: Message
) -> None:
    for more in (
        {"from_": "Omar Haddad <omar@orionbank.example>"},
        {"from_": "Una Lind <una@nowhere.example>"},
        {"auto_submitted": "auto-generated"},
        {"in_reply_to": "<else@where.example>"},
    ):
        found = arrived(world.mailbox, written("Hello", subject=SUBJECT, **more)).message
        assert found.thread != first.thread and found.filed_by == "anew", more


def test_two_conversations_of_one_subject_and_a_closed_one_are_continued_by_none(
    world: World, first: Message, settle: Settle
) -> None:
    other = arrived(world.mailbox, written("Second", subject=SUBJECT, in_reply_to="<lost@else.example>")).message
    settle()
    assert other.thread != first.thread
    third = arrived(world.mailbox, written("Third", subject=SUBJECT)).message
    assert third.thread not in (first.thread, other.thread)


def test_what_ended_is_not_continued_by_its_subject(world: World, first: Message, settle: Settle) -> None:
    Case.objects.get().dismiss(reason="A test.", by=world.ana)
    settle()
    assert arrived(world.mailbox, written("Again", subject=SUBJECT)).message.thread != first.thread


def test_a_conversation_that_rested_for_two_weeks_is_not_continued_by_its_subject(
    world: World, first: Message, settle: Settle
) -> None:
    later = clock.now() + ALIKE_FOR + timedelta(days=1)
    found = arrived(world.mailbox, written("Again", subject=SUBJECT), came_at=later).message
    assert found.thread != first.thread


def test_a_new_mail_about_the_same_chases_what_was_promised(world: World, first: Message, settle: Settle) -> None:
    case = Case.objects.get()
    promised(case, world, "call_back")
    tell_everything(settle, at=clock.now() + timedelta(seconds=30))
    late = clock.now() + timedelta(minutes=20)
    mail = arrived(world.mailbox, written("Nobody has called me.", subject=SUBJECT), came_at=late).message
    settle()
    assert mail.thread == first.thread
    assert Case.objects.count() == 1 and case.chases.count() == 1
