"""What we type with marks becomes HTML and plain words; what holds none, and what others wrote, stays as it is."""

from __future__ import annotations

import pytest

from fiverings.core.formatting import LONGEST, formatted, plain, unmarked

UNMARKED = [
    "Good morning,\n\nyour order is here.\nAna",
    "Dial *21*+14165550142# and then *9*, it is 5*3*2.",
    "*72 turns it on and *73 off",
    r"It lies in C:\*temp*\_new_ and \\server\share",
    "Set snake_case_name in __init__.",
    "- Ana",
    "14. März passt uns.",
    "1. April is fine.",
    "It took > 5 minutes\n>5 units\n-- \nAna",
    "- - -\nor\n- - -",
    "```\nnever closed",
    "https://example.com/*a*/_b_ and me_too_@example.com",
    "[no](javascript:alert(1)) <b>nor this</b> &amp; # nor that\n====",
]


@pytest.mark.parametrize("words", UNMARKED)
def test_words_that_hold_no_mark_are_left_alone(words: str) -> None:
    assert formatted(words) == "" and plain(words) == words


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("It is **done**.", "<p>It is <strong>done</strong>.</p>"),
        ("*so* and _so_", "<p><em>so</em> and <em>so</em></p>"),
        ("这是**重点**吗", "<p>这是<strong>重点</strong>吗</p>"),
        ("press `*9*`", "<p>press <code>*9*</code></p>"),
        ("```\n**x**\n```", "<pre><code>**x**\n</code></pre>"),
        ("Do:\n1. one\n2. two\nBye", "<p>Do:</p>\n<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n<p>Bye</p>"),
        ("* a\n* b\n  - c\n  - d", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n<li>d</li>\n</ul>\n</li>\n</ul>"),
        ("**<i>a</i>**", "<p><strong>&lt;i&gt;a&lt;/i&gt;</strong></p>"),
        ("one\ntwo **3 of them**", "<p>one<br>\ntwo <strong>3 of them</strong></p>"),
    ],
)
def test_marks_become_html(typed: str, shown: str) -> None:
    assert formatted(typed).strip() == shown


def test_links_are_named_and_their_target_stands_in_the_plain_words() -> None:
    typed = (
        "See [our guide](https://example.com/a_b_c), `[x](https://y.example)` or [me@b.example](mailto:me@b.example)."
    )
    assert 'See <a href="https://example.com/a_b_c" rel="noreferrer noopener">our guide</a>' in formatted(typed)
    assert "<code>[x](https://y.example)</code>" in formatted(typed)
    read = "See our guide (https://example.com/a_b_c), `[x](https://y.example)` or me@b.example."
    assert plain(typed) == read


def test_nothing_in_a_quote_is_read_as_a_mark() -> None:
    typed = "> it is **bad** [click](https://evil.example)\n> > - x\n> > - y\n\n**We** mend it."
    shown = formatted(typed)
    assert "<p>it is **bad** [click](" in shown and "- x<br>\n- y" in shown and shown.count("<blockquote>") == 2
    assert "<strong>We</strong>" in shown and plain(typed) == typed


def test_a_name_of_somebody_else_brings_no_mark_of_its_own() -> None:
    assert unmarked("[Click](https://evil.example)") == "Click(https://evil.example)"
    assert unmarked("E*TRADE") == "E*TRADE" and unmarked("**Star** Ltd") == "Star Ltd"


def test_words_without_end_stay_words() -> None:
    assert formatted("**a** " * LONGEST) == ""
    for mark in ("*a ", "_a", "[", "`a``", "> ", "- a\n", "[a](https://", "**", "> > > > "):
        formatted(mark * 5_000)
        plain(mark * 5_000)
