"""An answer by mail to one question is read where the words leave one reading, and only then."""

from __future__ import annotations

import pytest

from fiverings.diagnosis.models import Definition, Question
from fiverings.diagnosis.models.guide_file import shipped_guides
from fiverings.diagnosis.models.replied import replied


def asked(code: str) -> Question:
    return Definition.read(dict(shipped_guides())["phones"]).question(code)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Yes, it rings.", "yes"),
        ("Hi Ana,\n\nyes it does.\nPriya", "yes"),
        ("Good morning! No, it goes to the front desk.", "no"),
        ("It doesn't.", "no"),
        ("It does not ring there", "no"),
        ("I don't know, nobody is at that desk.", "dont_know"),
        ("Not sure.", "dont_know"),
        ("Bonjour Ana, oui, tout à fait.", "yes"),
        ("Non, pas du tout.", "no"),
        ("Je ne sais pas.", "dont_know"),
        ("We tried it just now. Yes, it rings.", "yes"),
    ],
)
def test_a_plain_yes_or_no_is_read(words: str, answer: str) -> None:
    said = replied(words, asked("direct_numbers_ring"))
    assert said is not None and said.answer == answer and said.quantity is None


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Yes and no.",
        "It depends on the desk.",
        "Nobody is there.",
        "The yes-man rings.",
        "Notes are attached.",
        "Hello Ana,",
        "It is odd, come and see.",
    ],
)
def test_what_leaves_another_reading_is_left_to_one_of_us(words: str) -> None:
    assert replied(words, asked("direct_numbers_ring")) is None


@pytest.mark.parametrize(
    ("words", "quantity"),
    [
        ("Two.", 2),
        ("Only 2 calls at once", 2),
        ("Nous pouvons en faire trois.", 3),
        ("Hi Ana, we counted 12 calls", 12),
    ],
)
def test_a_single_number_is_read(words: str, quantity: int) -> None:
    said = replied(words, asked("at_once"))
    assert said is not None and (said.quantity, said.answer) == (quantity, "")


@pytest.mark.parametrize(
    "words", ["2 or 3", "Since 9:30 nothing works", "Call me at 416-555-0142", "Yes", "Version 2.5"]
)
def test_no_or_several_numbers_are_left_to_one_of_us(words: str) -> None:
    assert replied(words, asked("at_once")) is None


def test_not_knowing_a_number_is_an_answer() -> None:
    said = replied("I can't tell.", asked("at_once"))
    assert said is not None and said.answer == "dont_know"
