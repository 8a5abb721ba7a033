"""Intake: five hundred mails of all sorts at once, until each is a case that can be seen, or lies where it belongs."""

from __future__ import annotations

import re
import smtplib
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

from procrastinate.contrib.django.models import ProcrastinateJob

from bench.figures import Figure
from bench.goals import Goal
from bench.ground import Ground, wait_until
from bench.listening import listens
from bench.meter import cpu_seconds
from fiverings.channels.models import Arrival
from fiverings.conversations.models import Message
from fiverings.core.following import FOLLOWERS
from fiverings.core.running.ports import free_port
from fiverings.customers.models import ContactAddress
from fiverings.exchange.models import SPOKEN, Story
from tests.world import MAILBOX

MAILS = 500
SENDERS = 8
PATIENCE_AT_MOST = 600.0
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "data"
SORTS = ("known", "known", "stranger", "answer", "answer", "answer", "attachment", "machine", "corpus", "corpus")
MESSAGE_ID = re.compile(rb"^(Message-ID:)[^\n]*(?:\n[ \t][^\n]*)*", re.I | re.M)
A_FILE = bytes(range(256)) * 400


def taken_in(
    ground: Ground, what: str, goal: Goal, *, safe: Goal | None = None, count: int = MAILS
) -> Iterator[Figure]:
    """Intake and worker run as they do in every house; the time runs from the first mail to the last case."""
    port = free_port()
    mails = list(letters(ground.times(count)))
    before = Arrival.objects.count()
    with ground.running("intake", "worker", mail_port=port):
        wait_until(lambda: listens(port))
        used, began = cpu_seconds(), time.perf_counter()
        send_all(port, mails)
        handed = time.perf_counter() - began
        wait_until(lambda: _is_all_done(before + len(mails)), every=0.1, patience=PATIENCE_AT_MOST)
        took, used = time.perf_counter() - began, cpu_seconds() - used
    yield Figure(f"{what}, until visible", "mails a second", [len(mails) / took], goal)
    yield Figure(f"{what}, made safe", "mails a second", [len(mails) / handed], safe)
    yield Figure(f"{what}, CPU", "ms", [used / len(mails) * 1000])


def _is_all_done(count: int) -> bool:
    """All arrived, all are filed, and whatever follows has followed."""
    if Arrival.objects.count() < count or Arrival.objects.waiting().exists():
        return False
    return not ProcrastinateJob.objects.filter(queue_name=FOLLOWERS, status__in=["todo", "doing"]).exists()


def send_all(port: int, mails: list[bytes]) -> None:
    """By several senders at once."""
    with ThreadPoolExecutor(SENDERS) as hands:
        list(hands.map(lambda n: _hand_over(port, mails[n::SENDERS]), range(SENDERS)))


def _hand_over(port: int, mails: list[bytes]) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=120) as server:
        for mail in mails:
            server.sendmail("sender@elsewhere.example", [MAILBOX], mail)


def letters(count: int) -> Iterator[bytes]:
    """Mails of known and unknown people, answers, files, machines, and those that others use to try their readers."""
    known = [str(each) for each in ContactAddress.objects.order_by("-id")[:count]]
    spoken = Message.objects.exclude(message_id="").exclude(contact=None).order_by("-direction", "-id")
    answered = list(spoken.select_related("contact")[:count])
    corpus = [path.read_bytes() for path in sorted(CORPUS.glob("email-*/**/*.eml"))]
    for n in range(count):
        sort = SORTS[n % len(SORTS)]
        if sort == "corpus" and corpus:
            yield _as_new(corpus[n % len(corpus)])
            continue
        before = answered[n % len(answered)] if answered else None
        yield bytes(_letter(sort, n, Story(f"mail {n}"), known[n % len(known)], before))


def _as_new(mail: bytes) -> bytes:
    """Another mail in the same words: one with a Message-ID that is known is no longer read."""
    known = b"<%d@copies.example>" % time.time_ns()
    head, end, body = mail.partition(b"\r\n\r\n" if b"\r\n\r\n" in mail else b"\n\n")
    return b"X-Copy: " + known + b"\r\n" + MESSAGE_ID.sub(rb"\g<1>" + known, head) + end + body


def _letter(sort: str, n: int, story: Story, address: str, answered: Message | None) -> EmailMessage:
    mail = EmailMessage()
    mail["To"], mail["Message-ID"] = MAILBOX, f"<{n}.{time.time_ns()}@customer.example>"
    mail["From"] = {"stranger": f"New {n} <new{n}@new{n}.example>"}.get(sort, address)
    mail["Subject"] = story["subject"]
    mail.set_content("\n\n".join(story[f"said_{turn}"] for turn in range(0, SPOKEN, 2)))
    if sort == "answer" and answered:
        first = answered.contact.addresses.first() if answered.contact else None
        mail.replace_header("From", str(first or address))
        mail.replace_header("Subject", f"Re: {answered.subject}")
        mail["In-Reply-To"] = mail["References"] = f"<{answered.message_id}>"
    if sort == "attachment":
        mail.add_attachment(A_FILE, maintype="application", subtype="pdf", filename="invoice.pdf")
    if sort == "machine":
        mail["Auto-Submitted"] = "auto-replied"
    return mail
