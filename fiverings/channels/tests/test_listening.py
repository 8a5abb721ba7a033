"""What our SMTP port says it has accepted is safe, whatever happens to us."""

from __future__ import annotations

import os
import signal
import smtplib
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from email.policy import SMTP
from pathlib import Path
from unittest.mock import patch

import pytest
from cryptography import x509
from django.conf import settings
from django.db import OperationalError
from django.test import override_settings

from fiverings.channels.checks import mail_is_let_in
from fiverings.channels.commands import reception
from fiverings.channels.gateways.mail.listening import Listener, certificate
from fiverings.channels.models import Arrival
from fiverings.core.running.ports import free_port
from tests.world import World

from .certificates import self_signed
from .conftest import address
from .mails import SUPPORT, written

HOST = "127.0.0.1"
CUSTOMER = "priya@mapledental.example"


@pytest.fixture
def port(committed: World) -> Iterator[int]:
    port = free_port()
    with Listener(reception(), HOST, port), override_settings(MAIL_IN_HOST=HOST, MAIL_IN_PORT=port):
        yield port


def send(port: int, mail: bytes, *recipients: str) -> dict[str, tuple[int, bytes]]:
    with smtplib.SMTP(HOST, port, timeout=60) as session:
        return session.sendmail(CUSTOMER, recipients or [SUPPORT], mail)


def test_a_mail_is_on_disk_and_in_its_mailbox_when_it_is_accepted(port: int, committed: World) -> None:
    mail = written().as_bytes(policy=SMTP)
    assert send(port, mail) == {}
    arrival = Arrival.objects.get()
    assert arrival.mailbox == committed.mailbox
    assert arrival.kept.read() == mail
    assert (arrival.envelope_from, arrival.envelope_to, arrival.via) == (CUSTOMER, SUPPORT, "smtp")
    assert (arrival.client_address, bool(arrival.client_name)) == (HOST, True)
    assert mail_is_let_in().ok


def test_an_address_that_nobody_reads_is_refused_at_the_door_and_a_mark_is_none(port: int, committed: World) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        send(port, written().as_bytes(policy=SMTP), "stranger@northbell.example")
    assert refused.value.recipients["stranger@northbell.example"][0] == 550
    assert send(port, written().as_bytes(policy=SMTP), "Support+nb-1-abc@northbell.example") == {}


def test_an_envelope_that_is_no_text_disturbs_nothing(port: int, committed: World) -> None:
    with smtplib.SMTP(HOST, port, timeout=60) as session:
        session.ehlo()
        for line, code in ((b"MAIL FROM:<caf\xe9@x.example>", 250), (b"RCPT TO:<\xff@northbell.example>", 550)):
            session.send(line + b"\r\n")
            assert session.getreply()[0] == code
        assert session.rcpt(SUPPORT)[0] == 250
        assert session.data(written().as_bytes(policy=SMTP))[0] == 250
    assert Arrival.objects.get().envelope_from == "caf?@x.example"


def test_the_same_mail_sent_again_because_our_answer_was_lost_is_one(port: int, committed: World) -> None:
    mail = written().as_bytes(policy=SMTP)
    send(port, mail)
    send(port, mail)
    assert Arrival.objects.count() == 1


def test_while_the_database_is_away_the_sender_is_asked_to_try_again(port: int, committed: World) -> None:
    mail = written().as_bytes(policy=SMTP)
    for step in ("channels.models.arriving.later", "channels.models.mailbox.Arrival.accept"):
        with patch(f"fiverings.{step}", side_effect=OperationalError("no database")):
            with pytest.raises(smtplib.SMTPDataError) as asked:
                send(port, mail)
            assert asked.value.smtp_code == 451
    assert not Arrival.objects.exists()
    assert send(port, mail) == {}


def test_while_the_disk_is_full_the_sender_is_asked_to_try_again(port: int, committed: World) -> None:
    full = patch("fiverings.channels.gateways.mail.keeping.os.fsync", side_effect=OSError(28, "No space left"))
    with full, pytest.raises(smtplib.SMTPDataError) as asked:
        send(port, written("A mail that finds no room").as_bytes(policy=SMTP))
    assert asked.value.smtp_code == 451
    assert not Arrival.objects.exists()


def test_long_lines_and_large_mails_are_taken_and_too_large_ones_refused(port: int, committed: World) -> None:
    long = b"From: priya@mapledental.example\r\nMessage-ID: <long@x.example>\r\n\r\n" + b"x" * 200_000 + b"\r\n"
    assert send(port, long) == {}
    line = b"0123456789" * 7 + b"\r\n"
    large = long[:64] + line * (20 * 1024 * 1024 // len(line))
    assert send(port, large) == {}
    assert sorted(Arrival.objects.values_list("size", flat=True)) == [len(long), len(large)]
    with pytest.raises(smtplib.SMTPSenderRefused) as refused:
        send(port, line * (65 * 1024 * 1024 // len(line)))
    assert refused.value.smtp_code == 552


def test_a_certificate_protects_the_way_to_us(committed: World, tmp_path: Path) -> None:
    chain, key = self_signed(tmp_path)
    port = free_port()
    listener = Listener(reception(), HOST, port, certificate=certificate(str(chain), str(key)))
    with listener, smtplib.SMTP("localhost", port, timeout=60) as session:
        session.starttls(context=ssl.create_default_context(cafile=str(chain)))
        shown = session.sock.getpeercert(binary_form=True)  # type: ignore[union-attr]
        session.sendmail(CUSTOMER, [SUPPORT], written().as_bytes(policy=SMTP))
    assert x509.load_der_x509_certificate(shown).subject == x509.load_pem_x509_certificate(chain.read_bytes()).subject
    assert Arrival.objects.count() == 1


class Intake:
    """The real process that lets mail in, ended as by a power cut and started again."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.start()

    def start(self) -> None:
        environment = os.environ | {
            "DATABASE_URL": address(),
            "MAIL_IN_PORT": str(self.port),
            "FIVERINGS_FOLDER": str(settings.FIVERINGS_FOLDER),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        command = [sys.executable, "-m", "fiverings", "run", "intake"]
        self.process = subprocess.Popen(command, env=environment, cwd=settings.ROOT)
        patience = time.monotonic() + 30
        while time.monotonic() < patience:
            try:
                smtplib.SMTP(HOST, self.port, timeout=5).quit()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("The intake does not start")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def test_what_was_accepted_survives_kills_and_what_was_not_is_sent_again_once(committed: World) -> None:
    intake = Intake(free_port())
    stop = threading.Event()
    mails = [written(f"Mail {number}").as_bytes(policy=SMTP) for number in range(60)]
    accepted: list[int] = []

    def server(share: range) -> None:
        for number in share:
            while not stop.is_set():
                try:
                    send(intake.port, mails[number])
                except (OSError, smtplib.SMTPException):
                    time.sleep(0.05)
                else:
                    accepted.append(number)
                    break

    senders = [threading.Thread(target=server, args=(range(start, 60, 4),)) for start in range(4)]
    try:
        for sender in senders:
            sender.start()
        for _ in range(2):
            before = len(accepted)
            while len(accepted) < before + 8:
                time.sleep(0.01)
            intake.kill()
            known = {arrival.kept.read() for arrival in Arrival.objects.all()}
            assert {mails[number] for number in accepted} <= known
            intake.start()
        for sender in senders:
            sender.join(timeout=60)
    finally:
        stop.set()
        intake.kill()
    assert sorted(accepted) == list(range(60))
    assert Arrival.objects.count() == 60
