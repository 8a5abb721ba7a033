"""One message may tell two needs: it stays where it is, and the new case names its words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from fiverings.cases.models import CannotSplit, Case, CaseStory, Split, State
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import owed, past_the_gate, written
from fiverings.cases.tests.test_programs import Program
from fiverings.conversations.models import Message, TheirWords
from tests.world import World

Settle = Callable[..., None]
FAX = "By the way, the fax in the back room prints black pages."


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, "Calls ring at the wrong place.", at=world.now))


@pytest.fixture
def fax(case: Case, world: World, settle: Settle) -> Message:
    """Another need, told in the same conversation."""
    message = write_in(world.priya, FAX, thread=case.thread(), at=world.now + timedelta(minutes=5))
    settle()
    case.refresh_from_db()
    return message


def after(world: World, minutes: int) -> dict[str, object]:
    return {"by": world.ana, "at": world.now + timedelta(minutes=minutes)}


def theirs_in(case: Case, world: World) -> list[TheirWords]:
    """What the story of a case quotes of its customer below what happened."""
    days = CaseStory(Case.objects.get(pk=case.pk), person=world.ana).days
    return [each.theirs for day in days for each in day["entries"] if each.theirs]


def test_one_message_that_tells_two_needs_stays_and_the_new_case_names_its_words(
    case: Case, world: World, settle: Settle
) -> None:
    [mail] = Message.objects.filter(thread__journey=case.journey)
    part = case.split_off([mail], need="The lamp in the hall blinks.", stays=True, **after(world, 10))
    settle()
    assert (part.need, part.contact, part.state) == ("The lamp in the hall blinks.", world.priya, State.INTAKE)
    assert part.split.message == mail and owed(part) == ["answer"]
    mail.refresh_from_db()
    assert mail.thread.journey == case.journey and not part.journey.threads.exists()
    [theirs] = theirs_in(part, world)
    assert theirs.words == mail.words and theirs.heard == f"{world.priya} wrote it in {case}, where it stands"
    assert theirs_in(case, world) == [], "there it stands itself"
    answer = part.reply("Which lamp is it?", by=world.ana)
    assert answer.thread.journey == part.journey and answer.contact == world.priya
    part.rejoin(**after(world, 20))
    assert part.survivor() == case


@pytest.mark.parametrize("wrong", ["no need", "two messages", "ours"])
def test_only_one_message_of_theirs_stays_with_a_need_in_our_words(
    case: Case, fax: Message, world: World, settle: Settle, wrong: str
) -> None:
    ours = case.reply("We look into both.", by=world.ana)
    ours.tell()
    chosen = {"no need": [fax], "two messages": [fax, *case.splittable()[:1]], "ours": [ours]}[wrong]
    need = " " if wrong == "no need" else "The lamp blinks."
    with pytest.raises(CannotSplit), transaction.atomic():
        case.split_off(chosen, need=need, stays=True, by=world.ana)
    assert not Split.objects.exists() and Case.objects.count() == 1


def test_a_page_and_a_program_make_two_cases_of_one_mail(case: Case, world: World, client: Client) -> None:
    [mail] = Message.objects.filter(thread__journey=case.journey)
    client.force_login(world.ana)
    address = f"/cases/{case.number}/split/"
    assert "It tells both needs, and stays here" in client.get(address).content.decode()
    given = {"chosen": [mail.pk], "stays": "on"}
    refused = client.post(address, given)
    assert refused.status_code == 422 and "Say what the second need is" in refused.content.decode()
    assert client.post(address, given | {"need": "The lamp blinks."}).status_code == 302
    part = Case.objects.latest("id")
    assert part.split.message == mail and mail.words[:20] in client.get(part.get_absolute_url()).content.decode()
    made = Program(world.ana).post(
        f"/cases/{case.number}/split", messages=[mail.pk], need="The bell is too loud.", stays=True
    )
    assert made.status_code == 201 and Case.objects.latest("id").split.message == mail


def test_both_cases_link_to_each_other_until_it_was_one_need(case: Case, world: World, client: Client) -> None:
    [mail] = Message.objects.filter(thread__journey=case.journey)
    part = case.split_off([mail], need="The lamp in the hall blinks.", stays=True, **after(world, 10))
    client.force_login(world.ana)
    beside, there = (client.get(each.get_absolute_url()).content.decode() for each in (case, part))
    assert "Split off" in beside and part.need in beside and part.get_absolute_url() in beside
    assert "Split from" in there and case.get_absolute_url() in there
    part.rejoin(**after(world, 20))
    assert "Split off" not in client.get(case.get_absolute_url()).content.decode()
