"""What a customer says that they expect is written down whenever they say it, also after the gate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import AN_HOUR, all_told, called, passed, promised
from fiverings.conversations.models import Message, NoAddress
from fiverings.core import clock
from fiverings.promises.models import Expectation, Promise
from tests.world import World

Settle = Callable[..., None]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ana(world: World) -> Client:
    client = Client()
    client.force_login(world.ana)
    return client


def test_they_say_by_when_they_need_it_after_the_gate_and_the_latest_counts(world: World, ana: Client) -> None:
    case = passed(called(world), world)
    address = f"{case.get_absolute_url()}expectation/"
    assert f'href="{address}"' in ana.get(case.get_absolute_url()).content.decode()
    friday = (clock.now() + timedelta(days=3)).strftime("%Y-%m-%dT12:00")
    assert ana.post(address, {"words": "We need it by Friday.", "by_at": friday}).status_code == 302
    heard = Expectation.current(case)
    assert heard and heard.words == "We need it by Friday." and heard.contact == world.priya
    assert heard.by_at and heard.by_at.astimezone(world.now.tzinfo).strftime("%Y-%m-%dT%H:%M") == friday
    assert "We need it by Friday." in ana.get(case.get_absolute_url()).content.decode()


def test_nothing_expected_is_nothing_to_write_down(world: World, ana: Client) -> None:
    case = passed(called(world), world)
    answer = ana.post(f"{case.get_absolute_url()}expectation/", {"words": " "})
    assert answer.status_code == 422 and "Write what they expect" in answer.content.decode()


def test_at_the_gate_it_is_asked_there_and_who_promises_nothing_writes_down_nothing(world: World, ana: Client) -> None:
    case: Case = called(world)
    assert "/expectation/" not in ana.get(case.get_absolute_url()).content.decode()
    chidi = Client()
    chidi.force_login(world.chidi)
    assert chidi.post(f"{case.get_absolute_url()}expectation/", {"words": "Soon"}).status_code == 403


def test_words_without_a_time_do_not_pass_the_gate_until_the_time_is_known_or_cannot_be_said(
    world: World, ana: Client
) -> None:
    case = called(world)
    all_told(case, world)
    case.hear_expectation(words="That it rings here again.", by=world.ana, at=world.now + MINUTE)
    assert [each.code for each in case.missing()] == ["expectation"]
    page = ana.get(case.get_absolute_url()).content.decode()
    assert "Ask by when they expect it, or note that they cannot say." in page and 'name="cannot_say"' in page
    ana.post(f"/cases/{case}/intake/", {"expects": "That it rings here again.", "cannot_say": "on", "kind": ""})
    heard = Expectation.current(case)
    assert heard is not None and heard.is_unknown and heard.words == "That it rings here again."
    assert "expectation" not in [each.code for each in case.missing()]


def test_a_tightened_promise_whose_mail_is_taken_back_is_written_again(world: World, settle: Settle) -> None:
    case = called(world)
    promise = promised(case, world, due_at=world.now + 3 * AN_HOUR, kind="fix")
    case.hear_expectation(by_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    tightened = case.tighten(promise, by=world.ana, at=world.now)
    tightened.message.take_back(by=world.ana, at=world.now)
    settle()
    again = Message.objects.filter(direction="out", taken_back_at=None, text=tightened.sentence)
    assert again.exists() and Promise.objects.filter(pk=tightened.pk, told_how="written").exists()


def test_whom_no_mail_reaches_is_told_before_their_time_is_promised(world: World) -> None:
    case = called(world)
    promise = promised(case, world, due_at=world.now + 3 * AN_HOUR, kind="fix")
    case.hear_expectation(by_at=world.now + AN_HOUR, by=world.ana, at=world.now)
    world.priya.addresses.all().delete()
    with pytest.raises(NoAddress, match="tell them, and then change it with their consent"):
        case.tighten(promise, by=world.ana, at=world.now)
    assert (
        case.renegotiate(promise, due_at=world.now + AN_HOUR, consent="Good.", by=world.ana, at=world.now).told_how
        == "spoken"
    )
