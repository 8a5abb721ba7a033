"""What is handed over at the same moment arrives once."""

from __future__ import annotations

from fiverings.channels.models import Arrival, Mailbox
from tests.racing import alone, apart, leaving_nothing
from tests.world import MAILBOX

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
