"""What is found under which words, in which order, and with which piece of the story."""

from __future__ import annotations

from typing import Any

import pytest

from fiverings.cases.models import Case
from fiverings.insight.models import Excerpt, Search
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return Case.open_for(
        world.maple, need="The answering machine blinks all night.", contact=world.priya, by=world.ana, at=world.now
    )


def found(words: str, person: Any) -> list[str]:
    return [sight.case.number for sight in Search(words, person=person).sights(most=20)]


@pytest.mark.parametrize(
    "words", ["answering machine", "ANSWERING", "blin", "machine night all", "Priya", "maple den", "maple blinks"]
)
def test_a_case_is_found_by_words_of_its_need_and_by_whose_it_is(case: Case, world: World, words: str) -> None:
    assert found(words, world.ana) == [case.number]


@pytest.mark.parametrize("words", ["swering", "night day", "bl"])
def test_nothing_is_found_under_the_end_of_a_word_or_without_one_of_them(case: Case, world: World, words: str) -> None:
    assert found(words, world.ana) == []


def test_a_number_finds_its_case_and_no_other(case: Case, world: World) -> None:
    other = Case.open_for(world.orion, need=f"As in {case.number}.", by=world.ben, at=world.now)
    assert found(case.number.lower(), world.ana) == [case.number]
    assert found(case.number.removeprefix("NB-"), world.ana) == [case.number, other.number]


def test_accents_and_punctuation_make_no_difference(case: Case, world: World) -> None:
    case.note("La ligne de Zoë Müller — «hors service» (étage 2), voir ana@northbell.example/état.", by=world.ana)
    for words in ("zoe muller", "Zoë MÜLLER", "étage 2", "etage", "hors-service", "northbell"):
        assert found(words, world.ana) == [case.number], words


@pytest.mark.parametrize("words", ["+1 416 555 0199", "0416 555 0199", "4165550199", "555-0199", "(416) 555", "0199"])
def test_a_telephone_number_is_found_by_any_of_its_pieces(case: Case, world: World, words: str) -> None:
    case.note("Call back at 416-555-0199 after six.", by=world.ana)
    assert found(words, world.ana) == [case.number]


def test_what_was_written_said_and_noted_is_found_with_the_place_where_it_stands(case: Case, world: World) -> None:
    case.reply("Please unplug the adapter and count to ten. " * 9 + "Then the kumquat lamp is green.", by=world.ana)
    case.note("She keeps a tangerine on the desk.", by=world.ben)
    case.journey.log_call(
        contact=world.priya, direction="in", talked=True, words="The pomelo is new.", by=world.ana, at=world.now
    )
    for word in ("kumquat", "tangerine", "pomelo"):
        [sight] = Search(word, person=world.ana).sights(most=5)
        assert sight.case == case
        assert [piece for piece, is_hit in sight.excerpt if is_hit] == [word]
        assert len("".join(piece for piece, _is_hit in sight.excerpt)) < 200


def test_words_that_were_taken_back_are_no_longer_found(case: Case, world: World) -> None:
    message = case.reply("The kumquat lamp.", by=world.ana)
    assert found("kumquat", world.ana) == [case.number]
    message.take_back(by=world.ana)
    assert found("kumquat", world.ana) == []


def test_a_case_is_found_by_the_new_name_of_its_account_and_contact(case: Case, world: World) -> None:
    type(world.maple).objects.filter(pk=world.maple.pk).update(name="Sycamore Dental")
    type(world.priya).objects.filter(pk=world.priya.pk).update(name="Priya Kumquat")
    assert found("sycamore", world.ana) == found("kumquat", world.ana) == [case.number]
    assert found("maple", world.ana) == []


def test_a_need_counts_more_than_a_letter_and_the_newer_case_comes_first(case: Case, world: World) -> None:
    mentioned = Case.open_for(world.orion, need="Invoice for May.", by=world.ben, at=world.now)
    mentioned.note("They also have an answering machine.", by=world.ben)
    newer = Case.open_for(world.harbour, need="The answering machine is mute.", by=world.chidi, at=world.now)
    assert found("answering machine", world.ana) == [newer.number, case.number, mentioned.number]


STRANGE = ("'", "a & | !", "\\", ":*", "", "  ", "<->", "(", "it's", "\0", "x" * 5000, "日本語", "' | '")


@pytest.mark.parametrize("words", STRANGE)
def test_no_words_are_too_strange_to_be_asked(case: Case, world: World, words: str) -> None:
    assert found(words, world.ana) == []


def test_a_letter_of_any_length_is_taken_in(case: Case, world: World) -> None:
    case.note(" ".join(f"word{n}" for n in range(60_000)) + " kumquat", by=world.ana)
    assert found("word77", world.ana) == [case.number]


def test_an_excerpt_shows_where_the_most_words_stand_together() -> None:
    text = "one " + "x " * 200 + "one two " + "y " * 200 + "two"
    pieces = Excerpt(text, "one two").pieces()
    assert [piece for piece, is_hit in pieces if is_hit] == ["one", "two"]
    assert pieces[0][0] == "… " and pieces[-1][0].endswith(" …")
    assert Excerpt("nothing of it", "one").pieces() == [("nothing of it", False)]
