"""What machines write is known as theirs in many tongues, and nobody who complains of one is taken for one."""

import pytest

from fiverings.channels.gateways.mail.parsing import ParsedMail
from fiverings.channels.gateways.mail.returning import Returned

from .kinds.machines import ABSENCES, BOUNCES, HEADED, OURS
from .kinds.people import PEOPLE, PERSONS

INA = "From: Ina <ina@berg.example>\n"


def why(head: str) -> str:
    return ParsedMail.read(f"{head}\n\nHello".encode()).auto.why


@pytest.mark.parametrize(("raw", "is_final", "nobody_at"), BOUNCES)
def test_a_report_says_which_mail_came_back_and_whether_for_good(raw, is_final, nobody_at):
    returned = Returned.read(raw.encode())
    assert ParsedMail.read(raw.encode()).auto.why == "bounce"
    assert (returned.is_final, returned.nobody_at) == (is_final, nobody_at)
    assert OURS in returned.message_ids


@pytest.mark.parametrize(("fields", "word"), HEADED)
def test_a_machine_is_known_by_what_it_says_of_itself(fields, word):
    assert why(INA + fields) == word


@pytest.mark.parametrize("subject", ABSENCES)
def test_an_absence_is_known_by_its_subject_in_every_tongue(subject):
    assert why(f"{INA}Subject: {subject}") == "auto-reply"


@pytest.mark.parametrize("subject", PEOPLE)
def test_who_writes_about_absences_and_lost_mail_is_a_person(subject):
    assert why(f"{INA}Subject: {subject}") == ""


@pytest.mark.parametrize("head", PERSONS)
def test_a_person_is_known_as_one_under_odd_fields(head):
    assert why(head) == ""
