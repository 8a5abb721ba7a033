"""Links of strangers say where they truly lead, and say it aloud where their words pretend otherwise."""

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiverings.channels.gateways.mail.cleaning import clean
from fiverings.conversations.views.links import with_true_targets


def shown(html: str) -> str:
    return with_true_targets(clean(html, []), beside="leads to {host}")


def beside(html: str) -> list[str]:
    return re.findall(r'<span class="true-target">(.*?)</span>', shown(html))


@pytest.mark.parametrize(
    ("html", "host"),
    [
        ('<a href="https://evil.example/">https://bank.example/login</a>', "evil.example"),
        ('<a href="https://evil.example/">www.bank.example</a>', "evil.example"),
        ('<a href="https://evil.example/">Sign in at bank.example now</a>', "evil.example"),
        ('<a href="https://evil.example/"><b>bank</b>.<i>example</i></a>', "evil.example"),
        ('<a href="https://evil.example/">b\u200bank.ex\u00adample</a>', "evil.example"),
        ('<a href="https://bank.example.evil.example/">bank.example</a>', "bank.example.evil.example"),
        ('<a href="https://bank.example@evil.example/">Sign in</a>', "evil.example"),
        ('<a href="https://xn--bnk-sna.example/">Sign in</a>', "xn--bnk-sna.example"),
        ('<a href="https://b\u00e4nk.example/">Sign in</a>', "xn--bnk-qla.example"),
        ('<a href="https://stra\u00dfe.example/">strasse.example</a>', "xn--strae-oqa.example"),
        (
            '<a href="https://bank.example/"><table><td><a href="https://evil.example/">bank.example</a></table></a>',
            "evil.example",
        ),
        ('<a href="https://evil.example/">bank<i style="display:none"> </i>.<i>example</i></a>', "evil.example"),
        ('<a href="https://10.0.0.1/">bank.example</a>', "10.0.0.1"),
        ('<a href="https://evil.example\\@bank.example/">bank.example</a>', "evil.example"),
        ('<a href="https:///evil.example/">bank.example</a>', "evil.example"),
        ('<a href="https://ev\til.example/">bank.example</a>', "evil.example"),
        ('<a href="https://evil%2Eexample/">bank.example</a>', "evil.example"),
        ('<a href="https://evil\u3002example/">bank.example</a>', "evil.example"),
        ('<a href="https://evil.example?@bank.example/">bank.example</a>', "evil.example"),
        ('<a href="https://evil.example#@bank.example/">bank.example</a>', "evil.example"),
        ('<a href="https://evil.example/">b\u00e4nk.example</a>', "evil.example"),
        ('<a href="HTTPS://EVIL.example/">bank.example</a>', "evil.example"),
        ('<a href="mailto:x@evil.example">help@bank.example</a>', "x@evil.example"),
    ],
)
def test_words_that_pretend_another_place_have_the_true_one_beside_them(html: str, host: str) -> None:
    assert beside(html) == [f"leads to {host}"]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://bank.example/a?b=c">Sign in</a>',
        '<a href="https://bank.example/a">bank.example</a>',
        '<a href="https://www.bank.example/a">https://bank.example/a</a>',
        '<a href="https://login.bank.example/">bank.example</a>',
        '<a href="https://bank.example/">invoice-2026.pdf</a>',
        '<a href="https://bank.example/">Version 2.11, e.g. this one.</a>',
        '<a href="https://bank.example/"><img src="cid:a@b"></a>',
        '<a href="mailto:help@bank.example">help@bank.example</a>',
        '<a href="tel:+14165550100">+1 416 555 0100</a>',
    ],
)
def test_honest_words_stand_alone(html: str) -> None:
    assert beside(html) == []


def test_every_link_shows_its_target_to_who_rests_on_it_opens_elsewhere_and_tells_nothing() -> None:
    link = shown('<a href="https://b\u00e4nk.example/a?b=1&amp;c=2" title="https://bank.example/">Sign in</a>')
    assert 'title="https://xn--bnk-qla.example/a?b=1&amp;c=2"' in link and 'bank.example/"' not in link
    assert 'target="_blank" rel="nofollow noreferrer noopener"' in link


def test_what_leads_nowhere_outside_is_no_link() -> None:
    assert with_true_targets('a <a href="(their link)" rel="x"><b>b</b></a> c', beside="") == "a <b>b</b> c"


def test_words_and_quotes_that_look_like_links_stay_words() -> None:
    tricks = '<p>&lt;a href="https://evil.example/"&gt;bank.example&lt;/a&gt;</p><p title="<a href=x>">a</p>'
    assert shown(tricks) == clean(tricks, [])
    assert "onclick" not in re.sub(r'"[^"]*"', "", shown("<a href='https://a.example/\"onclick=\"alert(1)'>a</a>"))


def test_very_long_words_are_soon_read() -> None:
    html = f'<a href="https://a.example/">{"a-" * 200_000}</a>' * 3
    assert beside(html) == ["leads to a.example"] * 3


STRANGE = st.text(
    st.sampled_from("ab\u00e4\u00df\u0431\u200b.-_@:/[]%?# \u3002") | st.characters(codec="utf-8"), max_size=40
)


@given(target=STRANGE, words=STRANGE, scheme=st.sampled_from(["https://", "http:", "mailto:", "HTTPS://[", "http:///"]))
def test_no_strange_link_keeps_a_mail_from_being_shown(target: str, words: str, scheme: str) -> None:
    assert shown(f'<p>Hello</p><a href="{escape(scheme + target)}">{escape(words)}</a>').startswith("<p>Hello</p>")
