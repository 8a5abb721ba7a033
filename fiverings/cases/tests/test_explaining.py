"""An administrator checks any figure of a promise by hand, from what `bin/fiverings promises explain` prints."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from fiverings.cases.commands import promises as command
from fiverings.cases.tests.gate import called, passed, promised
from fiverings.cases.tests.standing import tell_everything
from fiverings.core import slots
from fiverings.hours.models import CalendarVersion
from fiverings.promises.models import Guarantee, Kind
from fiverings.promises.tests.promising import forged
from tests.world import World

Settle = Callable[..., None]


def explain(number: str, *, json: bool = True) -> Any:
    """Run bin/fiverings promises explain."""
    parser = ArgumentParser()
    act = command(parser)
    asked = parser.parse_args(["explain", number])
    asked.json = json
    return act(asked)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def test_the_golden_call_is_explained_with_every_figure(world: World, settle: Settle) -> None:
    """Expected in sixty minutes, told and guaranteed for a hundred and twenty, called after ninety."""
    case = called(world)
    case.hear_expectation(words="Within the hour", by_at=world.now + minutes(60), by=world.ana, at=world.now)
    like = promised(case, world, "call_back", due_at=world.now + minutes(60))
    late = forged(like, due_at=world.now + minutes(120), told_at=world.now)
    late.keep(by=world.ana, at=world.now + minutes(90))
    told = next(each for each in explain(case.number)["promises"] if each["promise"] == late.pk)
    version, standard = CalendarVersion.objects.get(), Guarantee.standard(Kind.CALL_BACK, 2, at=world.now)
    assert standard is not None
    assert told["calendar"] == {"version": version.pk, "name": "Northbell, version 1", "zone": "America/Toronto"}
    assert (told["clock"], told["counted_from"]) == ("opening hours", "2026-04-30T14:22:00Z")
    assert (told["expectation"]["words"], told["expectation"]["minutes"]) == ("Within the hour", 60)
    assert (told["told"]["due_at"], told["told"]["minutes"]) == ("2026-04-30T16:22:00Z", 120)
    assert (told["guarantee"]["id"], told["guarantee"]["minutes"]) == (standard.pk, 120)
    assert told["guarantee"]["since"] == "2000-01-01T00:00:00Z"
    assert told["elapsed"] == {"until": "2026-04-30T15:52:00Z", "is_done": True, "minutes": 90, "paused": 0}
    assert (told["told_gap"], told["felt_slack"], told["internal_slack"]) == (60, -30, 30)
    assert (told["kept_for_us"], told["kept_for_them"], told["blind_success"]) == (True, False, True)
    assert told["outcome"]["kind"] == "kept"


def test_a_pause_counts_in_opening_hours_and_what_is_owed_has_no_verdict_yet(world: World, settle: Settle) -> None:
    evening = world.now + timedelta(hours=6)
    case = passed(called(world), world)
    decided = promised(case, world, "decision", due_at=world.now + timedelta(days=1, hours=1), at=evening)
    case.ask_customer("Which number?", by=world.ana, at=evening)
    tell_everything(settle, at=evening + timedelta(seconds=10))
    with time_machine.travel(world.now + timedelta(days=1), tick=False):
        case.end_waiting(by=world.ana)
        tomorrow = world.now + timedelta(days=1)
        later = promised(case, world, "next_update", due_at=tomorrow + timedelta(hours=1), at=tomorrow)
        found = {each["promise"]: each for each in explain(case.number)["promises"]}
    assert found[later.pk]["pauses"] == [], "what was over before it was told is none of its own"
    told = found[decided.pk]
    [pause] = told["pauses"]
    assert pause["minutes"] == pytest.approx(38 + 112, abs=0.5), "from 16:22 to 17:00, from 8:30 to 10:22"
    assert told["elapsed"]["is_done"] is False
    assert (told["outcome"], told["kept_for_us"], told["kept_for_them"], told["blind_success"]) == (None,) * 4


def test_unknown_and_never_asked_are_told_apart(world: World) -> None:
    asked, unasked = called(world), called(world)
    asked.hear_expectation(unknown=True, by=world.ana, at=world.now)
    heard = [explain(each.number)["promises"][0]["expectation"] for each in (asked, unasked)]
    assert heard[0]["unknown"] is True and heard[1] is None


def test_a_person_reads_the_same_in_lines(world: World) -> None:
    case = called(world)
    case.hear_expectation(words="Soon", by_at=world.now + minutes(60), by=world.ana, at=world.now)
    promised(case, world, "call_back", consent="An hour is fine", due_at=world.now + minutes(90))
    text = explain(case.number, json=False)
    for words in (
        f"{case.number}: 2 promises",
        "clock          opening hours, Northbell, version 1",
        "expected       “Soon”, 2026-04-30T15:22:00Z: 60, heard at 2026-04-30T14:22:00Z",
        "told           2026-04-30T15:52:00Z: 90, to Priya Raman",
        "consent        “An hour is fine”, Priya Raman, spoken at 2026-04-30T14:22:00Z",
        "our standard   2026-04-30T16:22:00Z: 120, by Call back, severity 2",
        "outcome        still owed",
        "told gap       30",
        "kept for them  not known",
    ):
        assert words in text, text


def test_a_case_that_is_not_there_is_said_in_one_line(db: None) -> None:
    with pytest.raises(slots.CommandFailed, match="there is no case NB-7"):
        explain("NB-7")


def test_how_well_broken_promises_were_foreseen_is_printed_with_how_many_it_stands_on(world: World) -> None:
    parser = ArgumentParser()
    run = command(parser)
    asked = parser.parse_args(["foresight"])
    asked.json = True
    [whole] = run(asked)["foreseen"]
    assert (whole["kind"], whole["n"], whole["brier"]) == ("all", 0, None)
    asked.json = False
    assert "kind all" in run(asked) and "n 0" in run(asked)
