"""A message that was filed with the wrong case is moved to the right one, and what follows goes there too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fiverings.cases.models import CannotRefile, CannotSplit, Case
from fiverings.channels.tests.mails import arrived, written
from fiverings.conversations.models import Message
from tests.world import World

Settle = Callable[..., None]
LINE, BILL = "The branch line is silent", "A bill that we do not understand"


def wrote(world: World, settle: Settle, subject: str, words: str, **more: str) -> Message:
    message = arrived(world.mailbox, written(words, subject=subject, **more)).message
    settle()
    assert message is not None
    return Message.objects.get(pk=message.pk)


@pytest.fixture
def line(world: World, settle: Settle) -> Case:
    wrote(world, settle, LINE, "Nobody can call the branch.", message_id="<line@maple.example>")
    return Case.objects.get()


@pytest.fixture
def bill(world: World, settle: Settle, line: Case) -> Case:
    wrote(world, settle, BILL, "What is this charge?", message_id="<bill@maple.example>")
    return Case.objects.exclude(pk=line.pk).get()


@pytest.fixture
def astray(world: World, settle: Settle, line: Case, bill: Case) -> Message:
    """What was filed with the line, for it has its subject, and is about the bill."""
    message = wrote(world, settle, LINE, "And the charge is there again.", message_id="<astray@maple.example>")
    assert message.thread.journey_id == line.journey_id
    return message


def place(message: Message) -> Case:
    return Case.objects.get(journey__thread__message=message)


def test_it_lies_with_its_case_and_who_answers_it_answers_that(
    world: World, settle: Settle, line: Case, bill: Case, astray: Message
) -> None:
    line.refile(astray, into=bill, by=line.owner)
    assert place(astray) == bill
    answer = wrote(world, settle, "Re: whatever", "It is gone.", in_reply_to="<astray@maple.example>")
    assert place(answer) == bill
    other = wrote(world, settle, "Re: whatever", "It rings.", in_reply_to="<line@maple.example>")
    assert place(other) == line


def test_what_comes_later_under_its_subject_goes_where_somebody_moved_it(
    world: World, settle: Settle, line: Case, bill: Case, astray: Message
) -> None:
    line.refile(astray, into=bill, by=line.owner)
    later = wrote(world, settle, LINE, "The charge has doubled.")
    assert (place(later), later.filed_by) == (bill, "alike")


def test_it_goes_to_an_open_case_of_the_same_customer_only_and_never_the_last_word(
    world: World, settle: Settle, line: Case, bill: Case, astray: Message
) -> None:
    strange = Case.open_for(world.orion, need="Calls are cut", contact=world.omar, by=world.ana)
    for into in (strange, line):
        with pytest.raises(CannotRefile, match="another case of"):
            line.refile(astray, into=into, by=line.owner)
    line.refile(astray, into=bill, by=line.owner)
    first = Message.objects.get(message_id="line@maple.example")
    with pytest.raises(CannotRefile, match=f"merge it into {bill.number}"):
        line.refile(first, into=bill, by=line.owner)
    outsider = world.chidi if line.owner_id != world.chidi.pk else world.eli
    with pytest.raises(CannotSplit):
        bill.refile(astray, into=line, by=outsider)
    assert place(astray) == bill


def test_one_press_moves_it_and_one_press_brings_it_back(
    client: Client, line: Case, bill: Case, astray: Message
) -> None:
    client.force_login(line.owner)
    page = reverse("refiling", args=[line.number])
    assert page in client.get(f"/cases/{line.number}/").content.decode()
    client.post(page, {"message": astray.pk, "into": bill.pk})
    assert place(astray) == bill
    assert "moved a message of Priya Raman" in client.get(f"/cases/{line.number}/").content.decode()
    back = reverse("refiling-undoing", args=[bill.number, astray.pk, line.number])
    assert client.get(back).status_code == 405
    client.post(back)
    assert place(astray) == line


def test_a_program_moves_it_by_the_same_verb(client: Client, line: Case, bill: Case, astray: Message) -> None:
    client.force_login(line.owner)
    address = f"/api/cases/{line.number}/messages/{astray.pk}/refiling"
    given = {"into": bill.number}
    assert client.post(address, given, content_type="application/json").status_code == 201
    assert place(astray) == bill
    assert client.post(address, given, content_type="application/json").status_code == 409


def test_the_page_says_before_that_a_lone_message_is_not_moved_but_its_case_is_merged(
    client: Client, line: Case, bill: Case, astray: Message
) -> None:
    line.refile(astray, into=bill, by=line.owner)
    client.force_login(line.owner)
    page = client.get(reverse("refiling", args=[line.number])).content.decode()
    assert "without this message it would be empty" in page and reverse("case-merge", args=[line.number]) in page
    assert 'name="into"' not in page


def test_the_page_says_before_that_there_is_no_other_case_to_move_it_to(
    client: Client, line: Case, bill: Case, astray: Message
) -> None:
    bill.merge_into(line, by=bill.owner)
    client.force_login(line.owner)
    page = client.get(reverse("refiling", args=[line.number])).content.decode()
    assert "has no other open case" in page and 'name="into"' not in page
