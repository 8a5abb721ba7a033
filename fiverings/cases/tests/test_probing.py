"""A mail asks the one question that tells most about how severe it is; what they answer waits for one press."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from fiverings.cases.models import Case, NothingToProbe, Probe
from fiverings.cases.models.theirs import letters_about, said_of_severity
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import written
from fiverings.cases.tests.test_programs import Program
from fiverings.core import clock
from fiverings.diagnosis.models import Guide
from fiverings.diagnosis.models.guide_file import shipped_guides
from tests.world import World

Settle = Callable[..., None]
ASKS = "So that we begin in the right place, please tell us: If somebody dials one of your direct numbers"


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    Guide.revise(dict(shipped_guides())["phones"], by=None)
    return written(world.priya, settle, "Calls go to the wrong phone", at=clock.now())


@pytest.fixture
def asked(case: Case, world: World, settle: Settle) -> Case:
    """Ana asked by mail, and her mail is out."""
    case.reply("We look into it.", probes=True, by=world.ana).tell()
    settle()
    return Case.objects.get(pk=case.pk)


def answers(case: Case, words: str, settle: Settle) -> None:
    write_in(case.contact, words, thread=case.thread(), at=clock.now() + timedelta(minutes=30))
    settle()


def test_the_first_reply_asks_by_the_guide_that_their_words_name(asked: Case, world: World) -> None:
    probe = Probe.objects.get()
    assert ASKS in probe.message.text and probe.message.text.startswith("We look into it.")
    session = asked.open_session()
    assert (session.version.guide.code, session.symptom, probe.question) == (
        "phones", "wrong_place", "direct_numbers_ring",
    )  # fmt: skip
    assert (probe.session, probe.asked_by) == (session, world.ana) and not session.evidence.exists()


def test_it_is_asked_in_their_language(case: Case, world: World) -> None:
    world.priya.language = "fr-ca"
    assert "Si quelqu" in case.sentence_of_probe(world.priya)
    assert case.sentence_of_probe(world.priya).startswith("Pour commencer au bon endroit")


@pytest.mark.parametrize(
    ("words", "answer"), [("No, it goes to the front desk.", "no"), ("It is odd, come and see.", "")]
)
def test_what_they_answer_stands_beside_the_question_and_is_taken_by_one_press(
    asked: Case, world: World, settle: Settle, client: Client, words: str, answer: str
) -> None:
    answers(asked, words, settle)
    [theirs] = [
        each for each in said_of_severity(asked, letters_about(asked)) if each.question.code == "direct_numbers_ring"
    ]
    assert (theirs.said.answer, theirs.said.words) == (answer, words)
    client.force_login(world.ana)
    page = client.get(f"/cases/{asked.number}/diagnosis/").content.decode()
    assert words in page and "They say no" in page
    assert ("They say yes" in page) is not bool(answer)
    given = {"question": "direct_numbers_ring", "answer": "no", "message": theirs.message.pk}
    client.post(f"/cases/{asked.number}/diagnosis/answers/", given)
    [evidence] = asked.open_session().evidence.all()
    assert (evidence.answer, evidence.message, evidence.by) == ("no", theirs.message, world.ana)


def test_nothing_is_asked_while_the_last_waits_nor_once_it_is_settled(
    asked: Case, world: World, settle: Settle
) -> None:
    with pytest.raises(NothingToProbe):
        asked.reply("And?", probes=True, by=world.ana)
    asked.answer(question="direct_numbers_ring", answer="no", by=world.ana)
    again = asked.reply("Thank you.", probes=True, by=world.ana)
    assert "please tell us:" in again.text and ASKS not in again.text
    asked.raise_severity(level=1, reason="They cannot be reached.", by=world.ana)
    with pytest.raises(NothingToProbe):
        asked.reply("And?", probes=True, by=world.ana)


def test_a_question_whose_mail_was_taken_back_can_be_asked_again(case: Case, world: World) -> None:
    mail = case.reply("We look into it.", probes=True, by=world.ana)
    mail.take_back(by=world.ana)
    assert "please tell us:" in case.reply("We look into it.", probes=True, by=world.ana).text


def test_the_composer_offers_the_sentence_and_sends_it_when_it_is_ticked(
    case: Case, world: World, client: Client
) -> None:
    client.force_login(world.ana)
    assert ASKS in client.get(case.get_absolute_url()).content.decode()
    client.post(f"/cases/{case.number}/replies/", {"words": "We look into it.", "probes": "on"})
    assert ASKS in Probe.objects.get().message.text


def test_a_program_asks_too(case: Case, world: World) -> None:
    made = Program(world.ana).post(f"/cases/{case.number}/replies", words="We look into it.", probes=True)
    assert made.status_code == 201 and Probe.objects.count() == 1
    refused = Program(world.ana).post(f"/cases/{case.number}/replies", words="And?", probes=True)
    assert refused.status_code in (409, 422)


def test_what_was_asked_stays_as_it_was(asked: Case) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Probe.objects.update(question="danger")
