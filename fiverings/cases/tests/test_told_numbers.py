"""Letters name the case in which we work on a need; an answer to an old one finds it all the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from fiverings.cases.models import Case
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import past_the_gate, written
from fiverings.channels.models import Mailbox
from fiverings.channels.models.letter import Letter
from fiverings.conversations.models import Message, Thread
from fiverings.core import clock
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, "Calls ring at the wrong place.", at=world.now))


def subject(message: Message) -> str:
    return Letter(Message.objects.get(pk=message.pk), Mailbox.objects.get()).subject()


def fresh(thread: Thread) -> Thread:
    return Thread.objects.get(pk=thread.pk)


def test_after_a_split_was_undone_letters_name_the_case_that_it_went_back_to(
    case: Case, world: World, settle: Settle
) -> None:
    fax = write_in(world.priya, "The fax prints black pages.", thread=case.thread(), subject=f"Re: [{case}] Phones")
    settle()
    part = case.split_off([fax], by=world.ana)
    thread = part.thread()
    first = part.reply("Is it the black one?", by=world.ana)
    first.tell()
    assert f"[{part}]" in subject(first) and str(case) not in subject(first)
    part.rejoin(by=world.ana)
    later = Message.write(to=world.priya, thread=fresh(thread), text="It prints white again.", by=world.ana)
    assert f"[{case}]" in subject(later) and str(part) not in subject(later)
    for token in (case.number, part.number):
        found = Thread.for_mail(token=token, account=world.maple)
        assert found is not None and found.journey == case.journey


def test_a_merged_conversation_names_the_survivor_and_its_own_case_again_once_it_is_parted(
    case: Case, world: World, settle: Settle
) -> None:
    again = written(world.priya, settle, "The phones ring elsewhere!", at=world.now + timedelta(hours=1))
    thread = again.thread()
    again.merge_into(case, by=world.ana, at=clock.now())
    case.refresh_from_db()
    told = Message.write(to=world.priya, thread=fresh(thread), text="We mended the line.", by=world.ana)
    assert f"[{case}]" in subject(told) and str(again) not in subject(told)
    answer = write_in(world.priya, "Thanks, still wrong.", thread=Thread.for_mail(token=again.number))
    assert answer.thread.journey == case.journey
    again.part(by=world.ana)
    again.refresh_from_db()
    own = Message.write(to=world.priya, thread=fresh(thread), text="And yours?", by=world.ana)
    assert f"[{again}]" in subject(own) and str(case) not in subject(own)
