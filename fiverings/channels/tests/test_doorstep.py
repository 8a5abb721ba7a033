"""What our SMTP port tells who calls, before anything is handed over."""

from __future__ import annotations

import smtplib
from email.policy import SMTP
from pathlib import Path

from fiverings.channels.commands import reception
from fiverings.channels.gateways.mail.listening import LARGEST, Listener, certificate
from fiverings.channels.models import Arrival
from fiverings.core.running.ports import free_port
from tests.world import World

from .certificates import self_signed
from .mails import SUPPORT, written
from .servers import HOST

CUSTOMER = "priya@mapledental.example"


def test_callers_are_told_how_large_a_mail_may_be_and_that_the_way_can_be_protected(
    committed: World, tmp_path: Path
) -> None:
    port = free_port()
    proof = certificate(*map(str, self_signed(tmp_path)))
    with Listener(reception(), HOST, port, certificate=proof), smtplib.SMTP(HOST, port, timeout=60) as session:
        session.ehlo()
        assert session.esmtp_features["size"] == str(LARGEST) == str(64 * 1024 * 1024)
        assert "starttls" in session.esmtp_features


def test_a_mail_that_says_it_is_too_large_is_refused_before_a_byte_of_it_is_sent(committed: World) -> None:
    port = free_port()
    with Listener(reception(), HOST, port), smtplib.SMTP(HOST, port, timeout=60) as session:
        session.ehlo()
        assert session.mail(CUSTOMER, [f"SIZE={LARGEST + 1}"])[0] == 552
        assert session.mail(CUSTOMER, [f"SIZE={LARGEST}"])[0] == 250


def test_a_mail_that_did_not_say_how_large_it_is_is_refused_and_the_next_one_is_taken(committed: World) -> None:
    port = free_port()
    large = written("x" * 70 + "\n" * 2).as_bytes(policy=SMTP) + b"0123456789" * 7 * 1000
    with Listener(reception(), HOST, port, largest=20_000), smtplib.SMTP(HOST, port, timeout=60) as session:
        session.ehlo()
        assert (session.mail(CUSTOMER)[0], session.rcpt(SUPPORT)[0]) == (250, 250)
        assert session.data(large)[0] == 552
        session.rset()
        assert session.sendmail(CUSTOMER, [SUPPORT], written().as_bytes(policy=SMTP)) == {}
    assert Arrival.objects.count() == 1
