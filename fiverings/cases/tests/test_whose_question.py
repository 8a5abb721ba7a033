"""Each mailed link answers its own question, and only for whoever has it in their mailbox."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client

from fiverings.cases.models import Case, NothingProposed, Resolution
from fiverings.cases.tests.letters import letter
from fiverings.cases.tests.standing import propose, tell_everything
from fiverings.cases.tests.test_mailed_question import path_of, signed_in
from fiverings.conversations.models import TELLS_AFTER, Message
from fiverings.core import clock
from fiverings.customers.models import Contact
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


def asked_again(case: Case, world: World) -> str:
    """Where the link of a second question leads that was just written."""
    message = Case.objects.get(pk=case.pk).ask_again(by=world.ana)
    return re.search(r"/answers/\S+", message.text)[0]


def test_the_link_of_a_second_question_leads_nowhere_before_its_own_mail_was_told(
    case: Case, proposed: Resolution, world: World, settle: Settle
) -> None:
    path = asked_again(case, world)
    assert [Client().get(path).status_code, Client().post(path, {"answer": "works"}).status_code] == [404, 404]
    tell_everything(settle, at=clock.now() + TELLS_AFTER)
    assert Client().get(path).status_code == 200


def test_a_second_question_that_was_taken_back_has_no_link_that_works(
    case: Case, proposed: Resolution, world: World
) -> None:
    path = asked_again(case, world)
    case.journey.threads.get().messages.latest("id").take_back(by=world.ana)
    assert Client().post(path, {"answer": "works"}).status_code == 404
    assert Client().get(path_of(proposed)).status_code == 200


def test_nobody_asks_again_before_the_first_question_has_left(case: Case, world: World) -> None:
    propose(case, world, at=clock.now())
    with pytest.raises(NothingProposed, match="has not left"):
        case.ask_again(by=world.ana)


def test_an_answer_is_theirs_in_whose_mailbox_the_link_stands(
    case: Case, proposed: Resolution, world: World, settle: Settle
) -> None:
    omar = Contact.introduce(account=world.maple, name="Omar Lee", address="omar@mapledental.example", by=world.ana)
    Case.objects.filter(pk=case.pk).update(contact=omar)
    path = asked_again(case, world)
    tell_everything(settle, at=clock.now() + TELLS_AFTER)
    Client().post(path, {"answer": "works"})
    proposed.refresh_from_db()
    assert proposed.answered_by == omar != world.priya


def test_a_link_of_somebody_who_was_found_to_be_another_answers_as_that_one(
    case: Case, proposed: Resolution, world: World
) -> None:
    omar = Contact.introduce(account=world.maple, name="Omar Lee", address="omar@mapledental.example", by=world.ana)
    world.priya.merge_into(omar, by=world.ana)
    Client().post(path_of(proposed), {"answer": "works"})
    proposed.refresh_from_db()
    assert proposed.answered_by == omar


WAYS_TO_QUOTE = (
    "https://northbell.example{path}",
    "https://links.example/?url=https%3A%2F%2Fnorthbell.example{quoted}&a=1",
)


@pytest.mark.parametrize("way", WAYS_TO_QUOTE)
def test_nobody_reads_their_link_in_a_mail_of_theirs_that_quotes_it(
    case: Case, proposed: Resolution, world: World, settle: Settle, way: str
) -> None:
    path = path_of(proposed)
    link = way.format(path=path, quoted=quote(path, safe=""))
    html = f'<p>This shows nothing: <a href="{link}">{link}</a> <b>and now?</b></p>'
    mail = letter(f"{link} shows nothing at all, and now?", sender=str(world.priya.addresses.first()))
    mail.html_safe = html
    message = Message.receive(mail, contact=world.priya, at=clock.now())
    settle()
    ours, signature = signed_in(world.ana), path.rstrip("/").rpartition(":")[2]
    shown = [Case.objects.latest("id").need, ours.get("/cases/?view=all").content.decode()]
    shown.append(ours.get(f"/messages/{message.pk}/html").content.decode())
    assert not [page for page in shown if signature in page]
    assert "and now?" in shown[0] and "<b>and now?</b>" in shown[2]


def test_a_link_in_a_mailbox_that_is_theirs_no_more_answers_nothing(proposed: Resolution, world: World) -> None:
    path = path_of(proposed)
    world.priya.forget_way(world.priya.addresses.first(), by=world.ana)
    assert Client().post(path, {"answer": "works"}).status_code == 410
    proposed.refresh_from_db()
    assert proposed.is_open
