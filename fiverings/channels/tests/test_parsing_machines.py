"""Mail that machines wrote is known as such, and by what."""

import pytest

from fiverings.channels.gateways.mail.parsing import ParsedMail

REPORT = """From: MAILER-DAEMON@mx.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Final-Recipient: rfc822; nobody@x.example
Action: failed
--b--
"""


def why(head: str) -> str:
    auto = ParsedMail.read(f"{head}\n\nHello".encode()).auto
    assert auto.is_auto == bool(auto.why)
    return auto.why


@pytest.mark.parametrize(
    ("field", "word"),
    [
        ("Auto-Submitted: auto-replied", "auto-reply"),
        ("Auto-Submitted: auto-replied (vacation)", "auto-reply"),
        ("Auto-Submitted: auto-generated", "auto-generated"),
        ("Auto-Submitted: no", ""),
        ("X-Auto-Response-Suppress: All", "auto-generated"),
        ("X-Auto-Response-Suppress: OOF, DR", "auto-generated"),
        ("X-Auto-Response-Suppress: DR", ""),
        ("X-Autoreply: yes", "auto-reply"),
        ("X-Autoreply: no", ""),
        ("Precedence: bulk", "bulk"),
        ("Precedence: auto_reply", "auto-reply"),
        ("Precedence: first-class", ""),
        ("List-Id: <news.x.example>", "list"),
        ("X-Failed-Recipients: a@b", "bounce"),
        ("Return-Path: <>\nSubject: Mail delivery failed", "bounce"),
        ("Subject: Mail delivery failed", ""),
    ],
)
def test_a_machine_is_known_by_its_fields(field, word):
    assert why(f"From: Ana <ana@x.example>\n{field}") == word


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Router",
        "Out of office: back on Monday",
        "Automatische Antwort: Router",
        "Abwesenheitsnotiz: Router",
        "Réponse automatique : Router",
        "Respuesta automática: Router",
        "Automatisch antwoord: Router",
        "Resposta automática: Router",
        "Risposta automatica: Router",
        "Automatisk svar: Router",
        "Autosvar: Router",
        "Automatyczna odpowiedź: Router",
        "自動返信: Router",
        "自动回复: Router",
    ],
)
def test_an_absence_is_known_by_its_subject(subject):
    assert why(f"From: ana@x.example\nSubject: {subject}") == "auto-reply"


@pytest.mark.parametrize(
    "subject", ["Re: Router", "Our office is out of coffee", "The automatic door", "Undo", "vacation plans"]
)
def test_a_person_is_not_taken_for_a_machine(subject):
    assert why(f"From: ana@x.example\nSubject: {subject}") == ""


def test_senders_that_nobody_may_answer_are_machines():
    assert why("From: Shop <no-reply@shop.example>") == "no-reply"
    assert why("From: Form <no-reply@shop.example>\nReply-To: priya@maple.example") == ""
    assert why("From: Mail System <MAILER-DAEMON@mx.example>") == "bounce"


def test_a_delivery_report_is_a_bounce_and_its_parts_are_no_files():
    read = ParsedMail.read(REPORT.encode())
    assert read.auto.why == "bounce"
    assert (read.text, read.attachments) == ("It could not be delivered.", [])
