"""Silence: workers and clocks are dead for three minutes; who hears of it, and whether anything is silently late."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from django.db import connection

from bench.clocks import promised
from bench.figures import Figure
from bench.ground import Ground, wait_until
from bench.house import still_open
from fiverings.cases.models import Case
from fiverings.channels.models import Arrival
from fiverings.core import clock
from fiverings.core.watching import standing
from fiverings.notices.models import Notice
from fiverings.people.models import Duty
from fiverings.promises.events import PromiseBroken
from fiverings.promises.models import Outcome
from tests.journeys.installing import Installation, served
from tests.world import MAILBOX

SILENT_FOR = timedelta(minutes=3)
DUE_AFTER = (20, 40, 60, 80, 100, 120, 140, 160)
MAILS = 3
DIE = ("worker", "clocks")
PATIENCE = 120.0


def measure(ground: Ground) -> Iterator[Figure]:
    """Nobody breaks a promise and nobody follows for three minutes, while promises fall due and mails arrive."""
    still_open(ground, len(DUE_AFTER))
    cases = list(Case.objects.open().select_related("journey", "owner").order_by("-id")[: len(DUE_AFTER)])
    connection.close()
    with redirect_stdout(sys.stderr), served(ground.database, Path(os.environ["FIVERINGS_FOLDER"]), {}) as installation:
        wait_until(lambda: not standing().is_red and standing().asked_at > 0, every=0.5, patience=PATIENCE)
        figures = list(_silence(installation, cases))
    yield from figures


def _silence(installation: Installation, cases: Sequence[Case]) -> Iterator[Figure]:
    began, lead = clock.now(), Duty.lead(clock.now()).email
    due = promised(cases, [began + timedelta(seconds=seconds) for seconds in DUE_AFTER])
    _kill(installation)
    yield Figure("dead, until the watcher is red", "s", [_seconds_until(lambda: standing().is_red, since=began)])
    told = _seconds_until(lambda: bool(_ringing(installation, lead)), since=began)
    yield Figure("dead, until whoever is on duty has a mail", "s", [told])
    for number in range(MAILS):
        installation.deliver(_mail(number))
    time.sleep(max(0.0, (began + SILENT_FOR - clock.now()).total_seconds()))
    yield Figure("broken in silence", "", [Outcome.objects.filter(promise__in=due).count()])
    back = clock.now()
    installation.look_after()
    broken = Outcome.objects.filter(promise__in=due, kind="broken").select_related("promise")
    seconds = _seconds_until(lambda: broken.count() == len(due), since=back)
    yield Figure("back, until all that is overdue is broken", "s", [seconds])
    filed = Arrival.objects.filter(arrived_at__gte=began, settled_at__isnull=False)
    yield Figure("back, until the mails are filed", "s", [_seconds_until(lambda: filed.count() == MAILS, since=back)])
    heard = Notice.objects.filter(entry__kind=PromiseBroken.kind, entry__subject_id__in=due)
    seconds = _seconds_until(lambda: heard.count() == len(due), since=back)
    yield Figure("back, until whoever owes them hears it", "s", [seconds])
    yield Figure("back, until the watcher is green", "s", [_seconds_until(lambda: not standing().is_red, since=back)])
    yield Figure("lag that they show", "s", [each.lag().total_seconds() for each in broken])
    yield Figure("broken with less lag than there was", "", [sum(each.at < back for each in broken)])


def _kill(installation: Installation) -> None:
    """They die as they are, and nobody starts them again."""
    for child in installation.processes.children:
        if child.name.startswith(DIE) and child.process is not None:
            os.kill(child.process.pid, signal.SIGKILL)


def _seconds_until(is_so: Callable[[], bool], *, since: datetime) -> float:
    wait_until(is_so, every=0.5, patience=PATIENCE)
    return (clock.now() - since).total_seconds()


def _ringing(installation: Installation, address: str) -> list[EmailMessage]:
    return [letter for letter in installation.mailboxes.to(address) if "Five Rings needs you" in str(letter["Subject"])]


def _mail(number: int) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Sam Low <sam{number}@nowhere.example>", MAILBOX
    mail["Subject"], mail["Message-ID"] = "No tone", f"<silence.{number}@nowhere.example>"
    mail.set_content("No tone since this morning.")
    return mail
