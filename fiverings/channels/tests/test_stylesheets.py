"""Style blocks are laid onto what they mean, within bounds, and without a look at the disk or the network."""

from pathlib import Path

import pytest

from fiverings.channels.gateways.mail import stylesheets
from fiverings.channels.gateways.mail.cleaning import STYLES, clean

RED = "<style>.a{color:red}</style>"


@pytest.mark.parametrize(
    "source",
    [
        RED.replace("color:red", "color:red;" * 100_000) + "<p class=a>x</p>",
        "<style>" + "p{color:red}" * (stylesheets.MOST_SELECTORS + 1) + "</style><p class=a>x</p>",
        "<style>*{" + "color:rgb(1,2,3);" * 5_000 + "}</style>" + "<p class=a>x</p>" * 1_000,
        "<style>" + "{" * 300_000 + "</style><p>x</p>",
        "<style>" + ":not(" * 50_000 + "p{color:red}</style><p>x</p>",
        "<style>p{color:" + "(" * 250 + "}</style><p>x</p>",
        "<style>" + "/*" * 100_000 + "</style><p>x</p>",
        "<style>/* p{color:red}",
    ],
)
def test_of_too_much_only_the_words_remain(source: str) -> None:
    assert "style" not in clean(source, [])


def test_as_many_elements_as_a_mail_may_have_are_dressed() -> None:
    assert clean(RED + "<p class=a>x</p>" * 100_000, []).count('style="color:red"') == 100_000


def test_a_mail_without_style_blocks_is_left_as_it_is() -> None:
    assert stylesheets.laid_on(plain := "<P class=a>x", STYLES) is plain


def test_words_beside_frames_are_shown_as_ever() -> None:
    assert clean(f"{RED}<frameset><p class=a>x</p>", []) == clean("<frameset><p>x</p>", []) != ""


def test_no_stylesheet_is_read_from_the_disk(tmp_path: Path) -> None:
    sheet = tmp_path / "a.css"
    sheet.write_text("p{color:red}")
    links = f'<link rel=stylesheet href="{sheet}"><link rel=stylesheet href="{sheet.as_uri()}">'
    assert clean(f"<style>i{{color:blue}}</style>{links}<p>x</p>", []) == "<p>x</p>"
