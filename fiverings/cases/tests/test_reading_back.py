"""Who takes a case over says in their own words what it is, and not what fits any case."""

from __future__ import annotations

import pytest
from django.test import Client

from fiverings.cases.models import Case, NotReadBack
from fiverings.cases.models.reading_back import own_words_in
from fiverings.cases.tests.test_programs import Program
from tests.world import World

TOLD = (
    "Calls ring at the wrong place.",
    "Priya knows you from 2024.",
    "Ask the carrier for a trace.",
    "It fits better.",
)
SHOWS_NOTHING = (
    "ok",
    "ok, got it",
    "Understood, thanks",
    "I understood it all, thank you very much.",
    "OK, I've got it and I will take it from here.",
    "D\u2019accord, j\u2019ai tout compris, merci.",
    "C'est noté, je prends la suite du dossier.",
    "The wrong place",
    "Ask the carrier for a trace.",
    "Priya knows you from 2024. Ask the carrier for a trace!",
    "calls RING at the wrong place — ok, got it, thanks.",
    "Calls go astray.",
)
OWN = (
    "Calls go astray; I ask the carrier first.",
    "Ask the carrier for a trace. I do that by noon and call Priya.",
    "Les appels arrivent ailleurs; je demande une trace à l'opérateur.",
    "I trace their calls now.",
)


@pytest.fixture
def case(world: World) -> Case:
    return Case.open_for(world.maple, need="Calls ring at the wrong place.", contact=world.priya, by=world.ana)


@pytest.mark.parametrize("words", SHOWS_NOTHING)
def test_what_fits_any_case_or_only_repeats_what_was_told_shows_nothing(words: str) -> None:
    assert not own_words_in(words, told=TOLD)


@pytest.mark.parametrize("words", OWN)
def test_whoever_says_what_they_do_next_is_let_through(words: str) -> None:
    assert own_words_in(words, told=TOLD)


def test_the_owner_keeps_it_until_the_read_back_says_something(case: Case, world: World) -> None:
    handoff = case.hand_off(to=world.ben, note="Priya knows you from 2024.", by=world.ana)
    for words in ("ok, got it", "Priya knows you from 2024.", "Calls ring at the wrong place."):
        with pytest.raises(NotReadBack, match="what they need, and what you do next"):
            handoff.accept(read_back=words, by=world.ben)
    assert Case.objects.get().owner == world.ana


def test_the_page_says_why_and_keeps_what_was_typed_and_programs_are_refused_too(case: Case, world: World) -> None:
    handoff, client = case.hand_off(to=world.ben, note="Priya knows you.", by=world.ana), Client()
    client.force_login(world.ben)
    page = client.post(f"/handoffs/{handoff.pk}/acceptance/", {"read_back": "Understood, thanks a lot"})
    text = page.content.decode()
    assert page.status_code == 422 and "Understood, thanks a lot</textarea>" in text and "That fits any case" in text
    program = Program(world.ben)
    assert program.post(f"/handoffs/{handoff.pk}/acceptance", read_back="Got it, thank you").status_code == 409
    assert Case.objects.get().owner == world.ana
