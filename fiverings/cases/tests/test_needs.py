"""A need is headed by the customer's own words."""

import pytest

from fiverings.cases.models import Case, need_in
from tests.world import World


@pytest.mark.parametrize(
    ("text", "subject", "need"),
    [
        ("Calls ring at the wrong place. Since nine.", "Phones", "Calls ring at the wrong place."),
        (
            "From next week Dr. Osei takes the evening calls. Can it say so?",
            "",
            "From next week Dr. Osei takes the evening calls.",
        ),
        ("Hi Ana,\n\nThe night bell is silent.\n\nAgnes", "", "The night bell is silent."),
        ("Good morning! Hello,\nIt hums. All day long. Really.", "x", "It hums. All day long. Really."),
        ("Bonjour Ana,\n\nLa ligne est coupée depuis midi.", "", "La ligne est coupée depuis midi."),
        ("Hi there", "Re: [NB-1042] Fwd: Invoice 77 is wrong", "Invoice 77 is wrong"),
        ("", "AW: RE: Rechnung", "Rechnung"),
        ("please call", "No dial tone at branch 14", "No dial tone at branch 14"),
        ("", "", "…"),
        ("Helpdesk is closed when we need it most.", "", "Helpdesk is closed when we need it most."),
        (
            "Dear Sir or Madam,\n\nOur line 3.5 is noisy today, see below.",
            "",
            "Our line 3.5 is noisy today, see below.",
        ),
    ],
)
def test_the_first_sentence_heads_the_case(text: str, subject: str, need: str) -> None:
    assert need_in(text, subject=subject) == need


def test_a_long_need_is_cut_between_words() -> None:
    need = need_in("word " * 80)
    assert len(need) <= 161 and need.endswith("word…")


def test_words_without_any_stop_are_read_quickly() -> None:
    assert need_in("-" * 100_000 + "\n" * 100_000 + "a" * 100_000, subject="")


def test_a_need_is_one_line_whatever_door_it_comes_in_by(world: World) -> None:
    case = Case.open_for(world.maple, need=" No calls\r\nBcc: x@y.example\n get in ", by=world.ana)
    assert case.need == "No calls Bcc: x@y.example get in"
