"""Where a mail belongs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fiverings.channels.gateways.mail.tokens import CaseToken
from fiverings.channels.models import Arrival
from fiverings.channels.models.seeking import SIGNED
from fiverings.channels.models.sorting import MACHINE_MAILS_AT_MOST
from fiverings.conversations.models import Message, Thread
from fiverings.core import clock
from fiverings.core.models import Entry
from fiverings.core.vault import key_for
from tests.world import World

from .mails import SUPPORT, arrived, bounced, written

Settle = Callable[[], None]
OMAR = "Omar Haddad <omar@orionbank.example>"
UNA = "Una Lind <una@nowhere.example>"


@pytest.fixture
def thread(world: World) -> Thread:
    """Priya's conversation with us, on case NB-1042."""
    thread = arrived(world.mailbox, written(message_id="<first@mapledental.example>")).message.thread
    thread.token = "NB-1042"
    thread.save()
    return thread


@pytest.fixture
def answer(world: World, thread: Thread) -> Message:
    """What Ana answered."""
    return Message.write(to=world.priya, thread=thread, text="I am on it.", by=world.ana)


def test_an_answer_to_our_mail_continues_its_conversation(world: World, answer: Message) -> None:
    arrival = arrived(world.mailbox, written("Thank you", in_reply_to=f"<{answer.message_id}>"))
    assert (arrival.outcome, arrival.message.thread) == ("filed", answer.thread)


def test_a_mail_that_lost_its_in_reply_to_is_found_by_its_references(world: World, answer: Message) -> None:
    references = f"<unknown@else.example> <first@mapledental.example> <{answer.message_id}> <late@else.example>"
    assert arrived(world.mailbox, written("Thanks", references=references)).message.thread == answer.thread


def test_the_number_in_the_subject_brings_a_mail_to_its_case(world: World, thread: Thread) -> None:
    assert arrived(world.mailbox, written(subject="Re: [NB-1042] No calls")).message.thread == thread


def test_the_signed_mark_in_our_address_brings_a_mail_to_its_case(world: World, thread: Thread) -> None:
    marked = CaseToken(1042).in_address(SUPPORT, secret=key_for(SIGNED))
    arrival = arrived(world.mailbox, written(subject="Something else", to=marked))
    assert arrival.message.thread == thread
    assert marked not in thread.participants.values_list("address", flat=True)
    forged = marked.replace("@", "x@").replace("+nb-1042-", "+nb-1042-a")[:-1]
    assert arrived(world.mailbox, written(subject="Something else", to=forged)).message.thread != thread


def test_what_names_a_mail_wins_over_the_number_in_the_subject(world: World, answer: Message) -> None:
    other = arrived(world.mailbox, written(subject="Other need")).message.thread
    other.token = "NB-7"
    other.save()
    mail = written("Thanks", subject="[NB-7] hm", in_reply_to=f"<{answer.message_id}>")
    assert arrived(world.mailbox, mail).message.thread == answer.thread


def test_a_new_mail_of_the_same_customer_begins_a_conversation_of_its_own(world: World, thread: Thread) -> None:
    assert arrived(world.mailbox, written(subject="Another thing")).message.thread != thread


@pytest.mark.parametrize("stranger", [OMAR, UNA])
def test_somebody_else_who_names_the_number_is_filed_beside_the_case(
    world: World, thread: Thread, stranger: str
) -> None:
    arrival = arrived(world.mailbox, written("Tell me all", from_=stranger, subject="[NB-1042]", cc=UNA))
    assert (arrival.outcome, arrival.message.thread) == ("beside", thread)
    assert arrival.message.is_beside
    assert not thread.participants.filter(address__in=["omar@orionbank.example", "una@nowhere.example"]).exists()


def test_who_is_in_copy_takes_part_even_before_we_know_them(world: World) -> None:
    first = arrived(world.mailbox, written(cc=UNA)).message
    reply = arrived(world.mailbox, written("Me too", from_=UNA, in_reply_to=f"<{first.message_id}>"))
    assert (reply.outcome, reply.message.thread) == ("filed", first.thread)


def test_a_stranger_who_was_let_in_is_beside_no_more(world: World, thread: Thread) -> None:
    beside = arrived(world.mailbox, written("Hello", from_=UNA, subject="[NB-1042]")).message
    beside.let_in(by=world.ana)
    assert arrived(world.mailbox, written("Again", from_=UNA, subject="[NB-1042]")).outcome == "filed"


def test_our_own_mail_that_comes_back_is_recognised(world: World, answer: Message) -> None:
    mail = written("I am on it.", from_=f"Ana <{SUPPORT}>", message_id=f"<{answer.message_id}>")
    arrival = arrived(world.mailbox, mail)
    assert (arrival.outcome, arrival.message) == ("echo", answer)


def test_who_looks_for_the_same_mail_loads_nothing_of_its_words(world: World, answer: Message) -> None:
    words, named = "It rings at the wrong place. " * 1000, {"message_id": "<twice@mapledental.example>"}
    arrived(world.mailbox, written(words, **named))
    again = written(words, **named, received="by another way")
    with CaptureQueriesContext(connection) as asked:
        assert arrived(world.mailbox, again).outcome == "twin"
    known = [each["sql"] for each in asked if 'FROM "conversations_message"' in each["sql"]]
    assert known and not [sql for sql in known if re.search(r"SELECT.*_text\b|SELECT.*\"text\".*FROM|html_safe", sql)]


def test_a_bounce_marks_the_mail_that_came_back(world: World, answer: Message) -> None:
    arrival = arrived(world.mailbox, bounced(answer.message_id))
    answer.refresh_from_db()
    assert (arrival.outcome, arrival.message) == ("report", answer)
    assert answer.bounced_at is not None
    assert answer.bounce_reason == "priya@mapledental.example: 550 5.1.1 No such person"
    assert Entry.objects.filter(kind="conversations.MessageBounced", subject_id=answer.id).count() == 1


def test_a_mail_that_is_only_late_has_not_bounced(world: World, answer: Message) -> None:
    assert arrived(world.mailbox, bounced(answer.message_id, action="delayed")).outcome == "report"
    answer.refresh_from_db()
    assert answer.bounced_at is None


def test_a_bounce_of_a_mail_that_is_not_ours_is_set_aside(world: World) -> None:
    assert arrived(world.mailbox, bounced("else@where.example")).reason == "unknown-bounce"


def test_an_absence_note_opens_nothing_and_is_filed_where_it_answers(world: World, answer: Message) -> None:
    note = written("I am away", subject="Out of office", auto_submitted="auto-replied")
    assert arrived(world.mailbox, note).reason == "machine"
    note = written("I am away", auto_submitted="auto-replied", in_reply_to=f"<{answer.message_id}>")
    arrival = arrived(world.mailbox, note)
    assert (arrival.outcome, arrival.message.thread, arrival.message.auto) == ("filed", answer.thread, "auto-reply")


def test_a_circular_of_somebody_unknown_opens_nothing_but_may_be_filed_by_hand(world: World, settle: Settle) -> None:
    circular = written("Great offers", from_=UNA, list_unsubscribe="<mailto:off@nowhere.example>")
    arrival = arrived(world.mailbox, circular)
    assert arrival.reason == "machine"
    arrival.try_again(by=world.dana)
    settle()
    arrival.refresh_from_db()
    assert arrival.outcome == "filed"


def test_the_alarm_of_a_program_opens_a_conversation(world: World) -> None:
    alarm = written("Trunk 2 is down", from_="monitor@mapledental.example", auto_submitted="auto-generated")
    assert arrived(world.mailbox, alarm).outcome == "filed"


def test_a_program_that_writes_without_pause_is_set_aside(world: World) -> None:
    def alarm(number: int, **more: datetime) -> Arrival:
        mail = written(f"Trunk 2 is down ({number})", from_="m@mapledental.example", auto_submitted="auto-generated")
        return arrived(world.mailbox, mail, **more)

    outcomes = [alarm(number).outcome for number in range(MACHINE_MAILS_AT_MOST + 2)]
    assert outcomes == ["filed"] * MACHINE_MAILS_AT_MOST + ["aside"] * 2
    assert alarm(99, came_at=clock.now() + timedelta(hours=1)).outcome == "filed"
