"""Mail: how fast it is made safe and filed, how soon its case is there to be seen, and what a very large one costs."""

from __future__ import annotations

import smtplib
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from functools import partial
from itertools import count, pairwise

from bench.figures import Figure
from bench.goals import Goal
from bench.ground import Ground, rate, wait_until
from bench.intake import taken_in
from bench.listening import listens
from bench.meter import peaks
from fiverings.cases.models import Case
from fiverings.channels.models import Arrival
from fiverings.core.running.ports import free_port
from tests.world import MAILBOX

RUNS = 3
SENDERS = (1, 4, 8)
WINDOW = 25
ANSWERS = 20
DURABLE, PROCESSED = Goal(100, 100), Goal(50, 50)
MIXED = 1000
LARGE = 64 * 1024 * 1024

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
    yield from taken_in(ground, "mixed set", PROCESSED, safe=DURABLE, count=MIXED)
    yield from _large(ground)


def _large(ground: Ground) -> Iterator[Figure]:
    """A mail as large as may be, by processes that have done nothing else."""
    port, mail = free_port(), _mail(next(numbers))
    mail.add_attachment(b"\x00\xff" * (LARGE * 9 // 25), maintype="application", subtype="x-disk", filename="disk.img")
    with ground.running("intake", "worker", mail_port=port):
        wait_until(lambda: listens(port))
        before = peaks()
        yield Figure("64 MB, accepted after", "s", [_taken(partial(_hand_over, port, [mail]))])
        yield Figure(
            "64 MB, filed after", "s", [_taken(lambda: wait_until(lambda: not Arrival.objects.waiting().exists()))]
        )
        for name in ("intake", "worker"):
            yield Figure(f"64 MB, memory of {name} at most", "MB", [peaks()[name]])
            yield Figure(f"64 MB, memory of {name} before", "MB", [before[name]])


def _taken(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


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
