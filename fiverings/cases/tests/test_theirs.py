"""What they wrote stands beside the question that it answers; nothing is answered before somebody presses."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from fiverings.cases.models import Case, Intake
from fiverings.cases.models.theirs import ASKED_AT_THE_GATE
from fiverings.cases.tests.letters import write_in
from fiverings.conversations.models import Message
from fiverings.diagnosis.models import Evidence, NotAnAnswer, Said
from tests.world import World

WORDS = (
    "Hello Ana, nobody can call in or out since 8:15 this morning. We restarted the phone system twice. "
    "Nobody can book an appointment. Is it getting worse everywhere? Everybody at the desk cannot work."
)
AT_THE_GATE = [
    ("It began at 8:15.", "since"),
    ("Depuis hier, tout coupe.", "since"),
    ("We already tried another phone.", "tried"),
    ("Nous avons redémarré le poste.", "tried"),
    ("Our patients cannot book.", "effect"),
    ("Les clients ne peuvent plus réserver.", "effect"),
]
NOT_AT_THE_GATE = ["We have known you since long.", "Try to call me.", "Thanks for all you can do.", "Merci à tous."]


@pytest.fixture
def letter(world: World, settle: Callable[..., None]) -> Message:
    written = write_in(world.priya, WORDS, at=world.now)
    settle()
    return written


@pytest.fixture
def case(letter: Message) -> Case:
    return Case.objects.get(journey=letter.thread.journey_id)


def page(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.parametrize(("words", "asked"), AT_THE_GATE)
def test_a_sentence_bears_on_what_the_gate_asks(words: str, asked: str) -> None:
    assert {code: each.words for code, each in Said.in_words(words, ASKED_AT_THE_GATE).items()} == {asked: words}


@pytest.mark.parametrize("words", NOT_AT_THE_GATE)
def test_polite_words_bear_on_nothing_that_the_gate_asks(words: str) -> None:
    assert not Said.in_words(words, ASKED_AT_THE_GATE)


def test_the_gate_shows_their_sentence_beside_the_question_and_answers_nothing(ana: Client, case: Case) -> None:
    gate = page(ana, case.get_absolute_url())
    gate = gate[gate.index('class="gate"') :]
    assert "nobody can call in or out since 8:15 this morning." in gate and "They say yes" in gate
    assert "It answers: Since when?" in gate and "It answers: What was tried so far?" in gate
    assert not Evidence.objects.exists() and not Intake.objects.filter(case=case).exists()


def test_one_press_takes_their_sentence_as_the_answer_with_their_message(
    ana: Client, case: Case, letter: Message
) -> None:
    given = {"question": "nobody_gets_through", "answer": "yes", "message": letter.pk, "back": "gate"}
    answer = ana.post(f"/cases/{case}/diagnosis/answers/", given)
    assert answer["Location"] == f"{case.get_absolute_url()}#gate"
    (taken,) = Evidence.objects.all()
    assert (taken.question, taken.answer, taken.source, taken.message) == (
        "nobody_gets_through", "yes", "customer", letter,
    )  # fmt: skip
    gate = page(ana, case.get_absolute_url())
    assert 'value="nobody_gets_through"' not in gate and 'value="many"' in gate
    assert "as they wrote" in page(ana, f"/cases/{case}/diagnosis/")


def test_one_press_notes_their_sentence_at_the_gate(ana: Client, case: Case) -> None:
    gate = page(ana, case.get_absolute_url())
    taken = re.search(r'name="tried" value="([^"]+)" form="gate-form"', gate)[1]
    ana.post(f"/cases/{case}/intake/", {"tried": ["", taken]})
    assert Intake.objects.get(case=case).tried == "We restarted the phone system twice."
    assert "It answers: What was tried" not in page(ana, case.get_absolute_url())


def test_the_question_that_is_asked_shows_what_they_wrote_about_it(ana: Client, case: Case) -> None:
    asked = page(ana, f"/cases/{case}/diagnosis/?ask=many")
    assert "They wrote:" in asked and "Everybody at the desk cannot work." in asked
    assert "They wrote:" not in page(ana, f"/cases/{case}/diagnosis/?ask=danger")


def test_nobody_answers_with_what_was_written_about_another_need(case: Case, world: World) -> None:
    other = write_in(world.omar, "Nothing works.", at=world.now)
    with pytest.raises(NotAnAnswer):
        case.answer(question="nobody_gets_through", answer="yes", message=other, by=world.ana, at=world.now)


def test_who_may_not_say_how_severe_it_is_is_not_offered_to(case: Case, world: World, client: Client) -> None:
    world.maple.grant(to=world.chidi, why="request", by=world.dana)
    client.force_login(world.chidi)
    assert "They say yes" not in page(client, case.get_absolute_url())
