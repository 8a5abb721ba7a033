"""Two workers take up mails of one conversation at the same moment: one case hears all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from fiverings.cases.models import Case
from fiverings.channels.models import Arrival, Mailbox
from fiverings.core.following import follow
from fiverings.core.models import Entry, FailedReaction
from tests.racing import alone, apart, leaving_nothing
from tests.world import MAILBOX

FIRST = "first@nowhere.example"


def came(words: str, *, answers: str = "", named: str = "") -> int:
    """A mail of a stranger's that lies in our mailbox."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Sam Low <sam@nowhere.example>", MAILBOX, "No tone"
    mail["Message-ID"] = f"<{named or words.replace(' ', '.') + '@nowhere.example'}>"
    if answers:
        mail["In-Reply-To"] = f"<{answers}>"
    mail.set_content(f"{words.capitalize()} since this morning, and nobody can call us.")
    mailbox = Mailbox.objects.get(address=MAILBOX)
    return Arrival.accept(bytes(mail), mailbox=mailbox, via="smtp", queued=False)[0].pk


def filing(pk: int) -> Callable[[], None]:
    return lambda: Arrival.objects.get(pk=pk).file()


def following() -> list[Callable[[], None]]:
    """What waits to be followed, each as a worker does it; it is the only one who does."""
    waiting = ProcrastinateJob.objects.filter(status="todo", task_name="follow").order_by("id")
    with transaction.atomic():
        found = [job.args["entry_id"] for job in waiting]
        waiting.delete()
    return [lambda entry=entry: follow.func(entry_id=entry) for entry in found]


def heard() -> dict[str, Any]:
    return {
        "cases": Case.objects.filter(contact__name="Sam Low").count(),
        "heard": Entry.objects.filter(kind="cases.CustomerSpoke").count(),
        "failed": FailedReaction.objects.count(),
    }


@pytest.fixture
def alone_here(db: None) -> Iterator[dict[str, Any]]:
    """Committed mails are seen by every worker, and removed afterwards."""
    with leaving_nothing():
        yield alone(heard)


def test_mails_of_one_thread_that_are_followed_at_once_open_one_case(alone_here: dict[str, Any]) -> None:
    for answers, words in (("", "no tone at all"), (FIRST, "still no tone"), (FIRST, "and no tone upstairs")):
        alone(filing(alone(lambda w=words, a=answers: came(w, answers=a, named="" if a else FIRST))))
    assert apart(*alone(following)) == [None, None, None]
    assert alone(heard) == {"cases": 1, "heard": alone_here["heard"] + 3, "failed": 0}


def test_answers_that_are_filed_at_once_are_heard_by_their_case_each(alone_here: dict[str, Any]) -> None:
    alone(filing(alone(lambda: came("no tone at all", named=FIRST))))
    alone(alone(following)[0])
    answers = [alone(lambda n=n: came(f"still no tone {n}", answers=FIRST)) for n in range(4)]
    assert apart(*map(filing, answers)) == [None] * 4
    assert apart(*alone(following)[-4:]) == [None] * 4
    assert alone(heard) == {"cases": 1, "heard": alone_here["heard"] + 5, "failed": 0}
