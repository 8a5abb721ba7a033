"""What is handed over at the same moment arrives once."""

from __future__ import annotations

from types import SimpleNamespace

from procrastinate.contrib.django.models import ProcrastinateJob

from fiverings.cases.models import Case
from fiverings.channels.models import Arrival, Mailbox
from fiverings.core.following import FOLLOWERS, follow
from fiverings.core.promptly import Promptly
from tests.racing import alone, apart, leaving_nothing
from tests.world import MAILBOX, World

from .mails import written


def test_a_mail_that_is_handed_over_by_four_at_once_arrives_once(db: None) -> None:
    raw = bytes(written())

    def hand_over() -> tuple[int, bool]:
        arrival, is_new = Arrival.accept(raw, mailbox=Mailbox.objects.get(address=MAILBOX), via="smtp")
        return arrival.pk, is_new

    with leaving_nothing():
        handed = apart(*[hand_over] * 4)
        assert sorted(is_new for _pk, is_new in handed) == [False, False, False, True]
        assert {pk for pk, _is_new in handed} == set(alone(lambda: list(Arrival.objects.values_list("pk", flat=True))))


def test_what_follows_from_a_mail_has_followed_when_its_job_is_over(committed: World) -> None:
    arrival, _is_new = Arrival.accept(bytes(written()), mailbox=committed.mailbox, via="smtp")
    Promptly(follow)(arrival.file, SimpleNamespace(job=SimpleNamespace(id=0, lock="", task_name="act")), None)
    assert Case.objects.get().owner == committed.ana
    assert not ProcrastinateJob.objects.filter(queue_name=FOLLOWERS).exists()
