"""Mail: how fast the listener makes it safe, how fast the workers file it, how soon a case is there to be seen."""

from __future__ import annotations

import smtplib
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from email.message import EmailMessage
from functools import partial
from itertools import count, pairwise
from socket import create_connection

from bench.figures import Figure
from bench.ground import Ground, rate, wait_until
from fiverings.cases.models import Case
from fiverings.channels.models import Arrival
from fiverings.core.running.ports import free_port
from tests.world import MAILBOX

RUNS = 3
SENDERS = (1, 4, 8)
WINDOW = 25
ANSWERS = 20

numbers = count(1)


def measure(ground: Ground) -> Iterator[Figure]:
    """First the listener alone, then the worker with what it left, then both with one mail at a time."""
    port = free_port()
    with ground.running("intake", mail_port=port):
        wait_until(lambda: listens(port))
        for senders in SENDERS:
            each = max(5, ground.times(80) // senders)
            values = [rate(partial(_send, port, senders, each), each * senders) for _ in range(RUNS)]
            yield Figure(f"mails accepted, senders {senders}", "a second", values)
    yield from _filed(ground)
    with ground.running("intake", "worker", mail_port=port):
        wait_until(lambda: listens(port))
        _until_a_case(port)
        yield Figure("accepted until its case is there", "ms", [_until_a_case(port) for _ in range(ANSWERS)])


def _filed(ground: Ground) -> Iterator[Figure]:
    """Everything that was accepted is filed, each mail of a sender whom nobody knows yet."""
    with ground.running("worker"):
        wait_until(lambda: not Arrival.objects.waiting().exists())
        wait_until(lambda: Case.objects.count() >= Arrival.objects.count())
    moments = list(Arrival.objects.order_by("settled_at").values_list("settled_at", flat=True))
    windows = [WINDOW / (b - a).total_seconds() for a, b in pairwise(moments[::WINDOW]) if a and b and b > a]
    yield Figure("mails filed", "a second", windows)


def _send(port: int, senders: int, each: int) -> None:
    mails = [[_mail(next(numbers)) for _ in range(each)] for _ in range(senders)]
    with ThreadPoolExecutor(senders) as hands:
        list(hands.map(lambda theirs: _hand_over(port, theirs), mails))


def _hand_over(port: int, mails: list[EmailMessage]) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=60) as server:
        for mail in mails:
            server.send_message(mail)


def _mail(number: int) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Sender {number} <sender{number}@customer{number}.example>", MAILBOX
    mail["Subject"] = f"Line {number} is dead"
    mail["Message-ID"] = f"<{number}@customer{number}.example>"
    mail.set_content(f"Hello,\n\nnobody can call us on line {number} since this morning.\n\nThank you\n" * 5)
    return mail


def _until_a_case(port: int) -> float:
    number = next(numbers)
    mail = _mail(number)
    with smtplib.SMTP("127.0.0.1", port, timeout=60) as server:
        server.send_message(mail)
        accepted_at = time.perf_counter()
        theirs = Case.objects.filter(contact__address__address=f"sender{number}@customer{number}.example")
        wait_until(theirs.exists, every=0.002)
    return (time.perf_counter() - accepted_at) * 1000


def listens(port: int) -> bool:
    try:
        with closing(create_connection(("127.0.0.1", port), timeout=1)):
            return True
    except OSError:
        return False
