"""Answers in thirteen languages, as some fifty mail programs write them: nothing new is hidden, nothing old is left."""

from fiverings.channels.gateways.mail.parsing import ParsedMail
from fiverings.channels.gateways.mail.replies import new_part

from .kinds.answers import answers
from .kinds.html_answers import html_answers
from .kinds.judging import faults
from .kinds.odd_answers import odd_answers
from .kinds.tongues_more import MORE


def new_of_html(source: str) -> str:
    return ParsedMail.read(b"From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n" + source.encode()).new_text


def test_what_is_new_is_told_from_history_in_every_tongue_and_layout():
    assert faults([*answers(), *answers(MORE)], new_part) == []


def test_unusual_forms_are_understood_and_stories_are_never_taken_for_history():
    assert faults(odd_answers(), new_part) == []


def test_what_is_new_is_told_from_history_in_the_html_of_every_program():
    assert faults(html_answers(), new_of_html) == []
