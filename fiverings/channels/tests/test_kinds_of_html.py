"""HTML of honest programs still looks right once it is cleaned, and what nobody needs of it is gone."""

import re

import pytest

from fiverings.channels.gateways.mail.cleaning import clean

from .kinds.looks import GONE, HONEST
from .kinds.sheets import NOT_STYLED, STYLED


def tidy(words: str) -> str:
    return re.sub(r"\s*([:;,])\s*", r"\1", words)


@pytest.mark.parametrize(("source", "looks"), [*HONEST, *STYLED])
def test_colours_tables_lists_and_places_are_kept(source, looks):
    cleaned = tidy(clean(source, []))
    assert [each for each in looks if tidy(each) not in cleaned] == []


@pytest.mark.parametrize(("source", "gone"), [*GONE, *NOT_STYLED])
def test_what_would_act_reach_out_or_cover_is_gone(source, gone):
    cleaned = clean(source, [])
    assert [each for each in gone if each in cleaned] == []
