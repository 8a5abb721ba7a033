"""An answer finds its case by a mark, and only a signed mark is believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiverings.channels.gateways.mail.tokens import CaseToken, found_in_addresses, found_in_subject, named_in_subject

SECRET, OLDER = b"today", b"yesterday"
SIGNED = CaseToken(1042).in_address("help@northbell.example", secret=SECRET)


def test_a_subject_carries_the_mark_once():
    marked = CaseToken(1042).in_subject("Router")
    assert marked == "[NB-1042] Router"
    assert CaseToken(1042).in_subject(f"Re: {marked}") == "Re: [NB-1042] Router"


@pytest.mark.parametrize("subject", ["Re: [NB-1042] Router", "AW: [nb-1042]", "[ NB-1042 ]"])
def test_a_case_is_found_in_a_subject(subject):
    assert found_in_subject(subject) == CaseToken(1042)


@pytest.mark.parametrize("subject", ["About NB-1042", "nb-1042: any news?", "(NB-1042)", "NB-1042, NB-1042"])
def test_a_subject_names_a_case_without_brackets(subject):
    assert named_in_subject(subject) == CaseToken(1042)


@pytest.mark.parametrize("subject", ["NB1042", "XNB-1042", "NB-1042-7", "A-NB-1042", "NB-1 and NB-2", "NB-"])
def test_what_is_only_like_a_number_of_a_case_names_none(subject):
    assert named_in_subject(subject) is None


@pytest.mark.parametrize("subject", ["Router", "NB-1042", "[XNB-1042]", "[NB-]", "[NB-1042x]", "[NB-9999999999999]"])
def test_other_words_name_no_case(subject):
    assert found_in_subject(subject) is None


def test_a_signed_address_is_believed_in_any_case_and_among_others():
    assert SIGNED.startswith("help+nb-1042-")
    for written in (SIGNED, SIGNED.upper()):
        assert found_in_addresses(["a@b.example", written], secrets=[SECRET]) == CaseToken(1042)


def test_a_mark_signed_with_an_older_secret_holds_while_it_is_listed():
    assert found_in_addresses([SIGNED], secrets=[OLDER, SECRET]) == CaseToken(1042)
    assert found_in_addresses([SIGNED], secrets=[OLDER]) is None


def test_no_other_case_can_be_named_with_a_known_signature():
    assert found_in_addresses([SIGNED.replace("1042", "1043")], secrets=[SECRET]) is None
    assert found_in_addresses([SIGNED], secrets=[SECRET], prefix="XY") is None


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz234567", min_size=16, max_size=16))
def test_a_guessed_signature_is_refused(guess):
    assert found_in_addresses([f"help+nb-1042-{guess}@northbell.example"], secrets=[SECRET]) is None


def test_an_address_that_has_a_mark_gets_the_new_one_instead():
    assert CaseToken(7).in_address(SIGNED, secret=SECRET).count("+") == 1
