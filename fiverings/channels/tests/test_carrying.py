"""What we write reaches its readers, or we know why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import override_settings

from fiverings.channels.checks import mail_goes_out
from fiverings.channels.models import Delivery
from fiverings.channels.models.carrying import AUTOMATIC_AT_MOST, FIRST_WAIT, GIVES_UP_AFTER
from fiverings.conversations.models import Message, Outbox, Thread
from fiverings.core import clock
from fiverings.core.auditing import ask_rules
from fiverings.core.references import refer
from fiverings.core.running.ports import free_port
from tests.forging import unguarded
from tests.world import World

from .mails import SUPPORT, arrived, written
from .servers import HOST, Postbox

Settle = Callable[[], None]
PRIYA = "priya@mapledental.example"
OMAR = "omar@orionbank.example"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with Postbox().open() as postbox, override_settings(EMAIL_HOST=HOST, EMAIL_PORT=postbox.port):
        yield postbox


@pytest.fixture
def thread(world: World) -> Thread:
    return arrived(world.mailbox, written(message_id="<first@mapledental.example>")).message.thread


def delivery(world: World, thread: Thread, **more: object) -> Delivery:
    """A message of Ana's that has set out."""
    message = Message.write(to=world.priya, thread=thread, text="Grüße, I am on it.", by=world.ana, **more)
    found = Delivery.begin(message)
    assert found is not None
    return found


def again(late: Delivery) -> Delivery:
    return Delivery.objects.select_related("message").get(id=late.id)


def test_what_was_written_is_carried_to_the_customer_in_its_thread(
    world: World, thread: Thread, postbox: Postbox, settle: Settle
) -> None:
    message = Message.write(to=world.priya, thread=thread, text="Grüße, I am on it.", by=world.ana)
    settle()
    assert not postbox.letters
    Outbox.objects.all().tell_all(at=clock.now())
    settle()
    (letter,) = postbox.letters
    thread.refresh_from_db()
    assert letter["From"] == '"Ana Costa, Northbell" <support@northbell.example>'
    assert (letter["To"], letter["Subject"]) == (PRIYA, f"Re: [{thread.token}] No calls")
    assert letter["Message-ID"] == f"<{message.message_id}>"
    assert letter["In-Reply-To"] == letter["References"] == "<first@mapledental.example>"
    assert letter["Auto-Submitted"] is None
    assert letter.get_body(("plain",)).get_content().strip() == "Grüße, I am on it."
    assert postbox.envelopes == [(SUPPORT, [PRIYA])]
    message.refresh_from_db()
    assert message.sent_at and message.sent_by_server == "250 Taken"
    assert Delivery.objects.get(message=message).state == "sent"


def test_a_refusal_for_now_is_tried_again_with_the_same_letter(world: World, thread: Thread, postbox: Postbox) -> None:
    postbox.refuses[PRIYA] = "451 4.7.1 Greylisted, come back later"
    late = delivery(world, thread)
    late.carry()
    late = again(late)
    assert late.state == "waiting" and late.due_at - late.begun_at >= FIRST_WAIT
    assert late.attempts.get().answer == f"{PRIYA}: 451 4.7.1 Greylisted, come back later"
    postbox.refuses.clear()
    late.carry()
    assert again(late).state == "sent"
    assert late.attempts.count() == 2
    again(late).carry()
    assert len(postbox.letters) == 1


@pytest.mark.parametrize("stage", [PRIYA, "data"])
def test_a_refusal_for_good_is_a_bounce(world: World, thread: Thread, postbox: Postbox, stage: str) -> None:
    postbox.refuses[stage] = "550 5.1.1 Nobody here"
    gone = delivery(world, thread)
    gone.carry()
    gone = again(gone)
    assert gone.state == "failed" and gone.message.bounced_at
    assert gone.message.bounce_reason == f"{PRIYA}: 550 5.1.1 Nobody here"
    assert gone.message.sent_at is None


def test_a_server_that_is_away_loses_nothing_turns_the_check_red_and_in_the_end_we_know(
    world: World, thread: Thread
) -> None:
    with override_settings(EMAIL_HOST=HOST, EMAIL_PORT=free_port()):
        late = delivery(world, thread)
        late.carry()
        assert again(late).state == "waiting"
        Delivery.objects.update(begun_at=clock.now() - timedelta(minutes=20))
        assert not mail_goes_out().ok
        Delivery.objects.update(begun_at=clock.now() - GIVES_UP_AFTER)
        late.carry()
    assert again(late).state == "failed" and again(late).message.bounced_at


def test_a_server_that_does_not_let_us_in_is_our_trouble_and_no_bounce(
    world: World, thread: Thread, postbox: Postbox
) -> None:
    world.mailbox.change(
        smtp_host=HOST, smtp_port=postbox.port, smtp_security="none", smtp_username="we", smtp_password="x",
        by=world.admin,
    )  # fmt: skip
    late = delivery(world, thread)
    late.carry()
    assert again(late).state == "waiting" and again(late).message.bounced_at is None


def test_only_those_who_wait_are_tried_again(world: World, thread: Thread, postbox: Postbox) -> None:
    postbox.refuses[OMAR] = "452 4.2.2 Mailbox full"
    part = delivery(world, thread, cc=[OMAR, "gone@orionbank.example"])
    postbox.refuses["gone@orionbank.example"] = "550 5.1.1 Nobody here"
    part.carry()
    part = again(part)
    assert (part.state, part.recipients) == ("waiting", [OMAR])
    assert part.message.sent_at and "gone@orionbank.example" in part.message.bounce_reason
    postbox.refuses.clear()
    part.carry()
    assert [recipients for _, recipients in postbox.envelopes] == [[PRIYA], [OMAR]]
    assert again(part).state == "sent"


def test_a_crash_after_the_server_took_it_sends_the_same_letter_which_readers_know(
    world: World, thread: Thread, postbox: Postbox
) -> None:
    cut = delivery(world, thread)
    with patch.object(Delivery, "_end", side_effect=SystemExit), pytest.raises(SystemExit):
        cut.carry()
    cut.carry()
    first, second = postbox.letters
    assert first["Message-ID"] == second["Message-ID"] and first["Date"] == second["Date"]
    assert [bool(each.ended_at) for each in cut.attempts.all()] == [False, True]
    assert again(cut).state == "sent"


def test_what_the_house_writes_by_itself_says_so_and_not_without_end(
    world: World, thread: Thread, postbox: Postbox
) -> None:
    for _ in range(AUTOMATIC_AT_MOST + 1):
        last = delivery(world, thread, auto="acknowledgement")
        last.carry()
    assert len(postbox.letters) == AUTOMATIC_AT_MOST
    assert again(last).state == "withheld"
    assert postbox.letters[0]["Auto-Submitted"] == "auto-replied"
    assert postbox.envelopes[0][0] == "<>"


@pytest.mark.parametrize("why", ["promise", "handoff"])
def test_whatever_is_promised_or_handed_on_reaches_them_in_writing_however_much_it_is(
    world: World, thread: Thread, postbox: Postbox, why: str
) -> None:
    for _ in range(AUTOMATIC_AT_MOST + 1):
        delivery(world, thread, auto=why).carry()
    assert len(postbox.letters) == AUTOMATIC_AT_MOST + 1
    delivery(world, thread, auto="acknowledgement").carry()
    assert len(postbox.letters) == AUTOMATIC_AT_MOST + 2, "what one of us did does not count against what is automatic"


def test_nothing_is_sent_to_an_address_of_our_own(world: World, thread: Thread, postbox: Postbox) -> None:
    delivery(world, thread, cc=[SUPPORT.upper()]).carry()
    assert postbox.envelopes == [(SUPPORT, [PRIYA])]


def test_an_answer_comes_to_a_signed_address_where_the_server_takes_them(
    world: World, thread: Thread, postbox: Postbox
) -> None:
    world.mailbox.change(takes_marks=True, by=world.admin)
    thread.token = "NB-1042"
    thread.save()
    delivery(world, thread).carry()
    back = postbox.letters[0]["Reply-To"].addresses[0].addr_spec
    assert arrived(world.mailbox, written("Thanks", subject="Lost", to=back)).message.thread == thread


def test_the_audit_finds_internal_words_that_set_out(world: World, thread: Thread) -> None:
    carried = delivery(world, thread)
    assert all(verdict.is_kept for verdict in ask_rules("I-13"))
    with unguarded(Message):
        Message.objects.filter(pk=carried.message_id).update(visibility="internal")
    assert [each.record for verdict in ask_rules("I-13") for each in verdict.first] == [refer(carried)]
