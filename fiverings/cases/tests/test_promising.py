"""What we tell the customer of a case: by when, with their consent, kept by our words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from fiverings.cases.models import AlreadyClosed, Case, NobodyToAnswer, NotOwedHere
from fiverings.cases.tests.gate import AN_HOUR, called, owed, promised
from fiverings.cases.tests.standing import tell_everything
from fiverings.conversations.models import Draft, Message
from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.promises.events import ExpectationHeard
from fiverings.promises.models import (
    ExpectsSooner,
    LaterThanOurStandard,
    NoConsent,
    Offer,
    Promise,
    TooLateToRenegotiate,
)
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World) -> Case:
    return called(world)


def test_a_promise_told_on_the_telephone_is_in_their_mailbox_within_the_minute(
    case: Case, world: World, settle: Settle
) -> None:
    promise = promised(case, world, "call_back", due_at=world.now + AN_HOUR)
    assert "Ana Costa from Northbell will call you on +1 416 555 0142 by 11:22 on Thursday 30 April" in promise.sentence
    assert "(Toronto time)" in promise.sentence and case.number in promise.sentence
    settle()
    tell_everything(settle, at=world.now + timedelta(seconds=10))
    message = Message.objects.get()
    assert (message.text, message.told_at) == (promise.sentence, world.now + timedelta(seconds=10))
    assert message.subject == case.need and message.thread.token == case.number


def test_what_they_expect_sooner_is_tightened_or_agreed(case: Case, world: World) -> None:
    """Our standard is two hours, they expect one: an hour is told, or their consent is written down."""
    case.hear_expectation(words="within the hour", by_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    two_hours = world.now + 2 * AN_HOUR
    with pytest.raises(ExpectsSooner):
        promised(case, world, "call_back", due_at=two_hours)
    agreed = promised(case, world, "call_back", due_at=two_hours, consent="Fine, by half past twelve then.")
    assert agreed.measure().counted_on_at == two_hours
    tight = promised(case, world, "call_back", due_at=world.now + AN_HOUR)
    tight.keep(evidence=case, by=world.ana, at=world.now + timedelta(minutes=50))
    assert tight.measure().kept_for_them() and not tight.measure().is_blind_success()


def test_a_promise_kept_for_us_and_not_for_them_is_seen(case: Case, world: World) -> None:
    """E = 60, G = P = 120, A = 90, as it came in from elsewhere: nobody asked for their consent."""
    case.hear_expectation(words="within the hour", by_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    offer = Offer.draw_up(
        subject=case, journey=case.journey, kind="call_back", to=world.priya, owed_by=world.ana,
        due_at=world.now + 2 * AN_HOUR, severity=2, calendar=world.maple.calendar, by=world.ana, at=world.now,
    )  # fmt: skip
    offer.save()
    legacy = offer.speak(by=world.ana, at=world.now)
    call = case.log_call(talked=True, words="We talked.", keeps=[legacy], by=world.ana, at=world.now + 1.5 * AN_HOUR)
    measure = legacy.measure()
    assert (measure.kept_for_us(), measure.kept_for_them(), measure.is_blind_success()) == (True, False, True)
    assert measure.felt_slack() == -timedelta(minutes=30) and legacy.outcome.evidence.id == call.pk


def test_nothing_is_told_later_than_our_standard_unless_they_ask_for_it(case: Case, world: World) -> None:
    late = world.now + 3 * AN_HOUR
    with pytest.raises(LaterThanOurStandard):
        promised(case, world, "call_back", due_at=late)
    case.hear_expectation(words="Not before the afternoon", by_at=late, by=world.ana, at=world.now)
    assert promised(case, world, "call_back", due_at=late).due_at == late


def test_one_mail_answers_and_promises(case: Case, world: World, settle: Settle) -> None:
    message = case.write(
        "It is the carrier's line.", kind="next_update", due_at=world.now + AN_HOUR, what="what the carrier says",
        by=world.ana, at=world.now,
    )  # fmt: skip
    assert message.text.startswith("It is the carrier's line.\n\nAna Costa from Northbell will tell you")
    settle()
    assert owed(case) == [("answer", False)]
    tell_everything(settle, at=world.now + timedelta(seconds=10))
    promise = Promise.objects.to_customers().get()
    assert (promise.message, promise.told_at) == (message, world.now + timedelta(seconds=10))
    assert owed(case) == [("next_update", True)]


def test_a_mail_that_is_taken_back_promises_nothing_and_leaves_its_words_without_the_promise(
    case: Case, world: World, settle: Settle
) -> None:
    message = case.write("It is the line.", kind="fix", due_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    message.take_back(by=world.ana, at=world.now + timedelta(seconds=4))
    settle()
    assert not Promise.objects.to_customers().exists() and owed(case) == [("answer", False)]
    assert case.without_promises(Draft.objects.get().text) == "It is the line."
    assert case.reply(Draft.objects.get().text, by=world.ana, at=world.now + AN_HOUR / 9).text == "It is the line."


def test_another_time_takes_their_consent_before_the_time_has_passed(case: Case, world: World, settle: Settle) -> None:
    promise = promised(case, world, "call_back")
    later = {"due_at": world.now + 3 * AN_HOUR, "by": world.ana, "at": world.now}
    with pytest.raises(NoConsent):
        case.renegotiate(promise, consent=" ", **later)
    replacement = case.renegotiate(promise, consent="After lunch is fine.", **later)
    assert (replacement.replaces, promise.outcome.kind) == (promise, "replaced")
    settle()
    with pytest.raises(NotOwedHere):
        case.renegotiate(promise, consent="Again.", **later)
    with pytest.raises(TooLateToRenegotiate):
        case.renegotiate(replacement, consent="Later.", **(later | {"at": world.now + 4 * AN_HOUR}))


def test_another_cases_promise_is_not_touched(case: Case, world: World) -> None:
    other = Case.begin(contact=world.omar, need="A quote", by=world.ana, at=world.now)
    promise = Promise.objects.of(other).get()
    for act in (
        lambda: case.release(promise, words="No.", by=world.ana),
        lambda: case.keep(promise, by=world.ana),
        lambda: case.renegotiate(promise, due_at=world.now + AN_HOUR, consent="Yes.", by=world.ana),
    ):
        with pytest.raises(NotOwedHere):
            act()


def test_nothing_is_promised_where_nobody_hears_it_or_when_it_is_over(case: Case, world: World) -> None:
    alarm = Case.open_for(world.maple, need="An alarm", by=None)
    with pytest.raises(NobodyToAnswer):
        promised(alarm, world)
    case.dismiss(reason="A wrong number.", by=world.ana, at=world.now)
    with pytest.raises(AlreadyClosed):
        promised(case, world)
    with pytest.raises(AlreadyClosed):
        case.hear_expectation(unknown=True, by=world.ana)


def test_what_is_expected_is_noted_by_us_and_expected_by_them(case: Case, world: World) -> None:
    case.hear_expectation(words="a call within the hour", by=world.ana, at=world.now)
    case.hear_expectation(by_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    heard = [event.tell() for event in recall(Entry.objects.filter(kind=ExpectationHeard.kind).order_by("id"))]
    assert heard == [
        "Ana noted what Priya Raman expects: a call within the hour",
        "Ana noted what Priya Raman expects: 11:22 on Thursday 30 April (Toronto time)",
    ]
