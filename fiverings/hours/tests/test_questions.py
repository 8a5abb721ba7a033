"""Questions as other programs write them, and the commands that answer them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fiverings.core.running.places import PROJECT
from fiverings.hours.models import NotAnswerable
from fiverings.hours.models.question import Question

from .calendars import AROUND_THE_CLOCK, NORTHBELL, calendar

STATES = {
    "state_history_min": [[0, "new"], [60, "waiting"], [90, "open"], [120, "closed"]],
    "suspending_states": ["waiting", "closed"],
}


NOON = "2026-02-16T12:00:00Z"


def ask(op: str, definition: dict[str, Any] | None = None, **told: Any) -> Any:
    return Question.read({"op": op, "calendar": definition or calendar("UTC"), "input": told}).answer()


def test_business_days_keep_the_time_of_day() -> None:
    told = {"start": "2026-02-13T10:15:00Z", "amount": 2, "unit": "business_days"}
    assert ask("add_working", **told) == "2026-02-17T10:15:00Z"
    assert ask("subtract_working", **told) == "2026-02-11T10:15:00Z"


def test_business_days_end_when_it_is_open() -> None:
    told = {"start": "2026-02-14T20:00:00Z", "amount": 1, "unit": "business_days"}
    assert ask("add_working", **told) == "2026-02-17T09:00:00Z"
    assert ask("subtract_working", **told) == "2026-02-13T17:00:00Z"


def test_periods_begin_and_end_at_the_moment_asked_about() -> None:
    assert ask("periods_after", origin=NOON, take=1) == [[NOON, "2026-02-16T17:00:00Z"]]
    assert ask("periods_before", origin=NOON, take=2)[0] == ["2026-02-16T09:00:00Z", NOON]
    assert ask("periods_after", origin="2026-02-16T17:00:00Z", take=1)[0][0] == "2026-02-17T09:00:00Z"


def test_a_suspension_moves_the_due_time_once_it_has_ended() -> None:
    op = "deadline_with_suspension"
    assert ask(op, AROUND_THE_CLOCK, start_min=50, span_min=20, **STATES) == {"deadline_min": 100}
    assert ask(op, AROUND_THE_CLOCK, start_min=100, span_min=60, **STATES) == {"deadline_min": 160}


def test_working_minutes_end_with_a_last_suspending_state() -> None:
    told = {"from_min": -100, "to_min": 10_000, **STATES}
    assert ask("working_minutes_with_suspension", AROUND_THE_CLOCK, **told) == {"minutes": 90}
    still_open = {**told, "to_min": 200, "suspending_states": ["waiting"]}
    assert ask("working_minutes_with_suspension", AROUND_THE_CLOCK, **still_open) == {"minutes": 170}


def test_minutes_since_creation_need_its_moment_where_it_is_not_always_open() -> None:
    told = {"start_min": 0, "span_min": 60, **STATES}
    with pytest.raises(NotAnswerable, match="created: missing"):
        ask("deadline_with_suspension", **told)
    created = "2026-02-16T16:30:00Z"
    answer = ask("deadline_with_suspension", created=created, **told)
    assert answer == {"deadline_min": 30 + 16 * 60 + 30}


@pytest.mark.parametrize(
    ("case", "why"),
    [
        ({"op": "add_wrking"}, "op: 'add_wrking' is not known"),
        ({"op": "is_open", "input": {}}, "input: at is missing"),
        ({"op": "is_open", "input": {"at": "yesterday"}}, "'yesterday' is not a moment"),
        ({"op": "is_open", "input": {"at": "9999-12-31T23:59:59Z"}}, "outside the years"),
        ({"op": "add_working", "input": {"start": NOON, "amount": 1, "unit": "weeks"}}, "unit must be"),
        (
            {"op": "add_working", "input": {"start": NOON, "amount": "1", "unit": "s"}},
            "must be a number",
        ),
        ({"op": "add_working", "input": {"start": NOON, "amount": -1, "unit": "s"}}, "negative"),
        (
            {"op": "add_working", "input": {"start": NOON, "amount": 1.5, "unit": "business_days"}},
            "whole",
        ),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_with_the_reason(case: dict[str, Any], why: str) -> None:
    with pytest.raises(NotAnswerable, match=why):
        Question.read({"calendar": calendar("UTC"), **case}).answer()


def command(*words: str) -> subprocess.CompletedProcess[str]:
    """`bin/fiverings hours …` in a process of its own, with no database that it could reach."""
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    run = [sys.executable, "-m", "fiverings", "hours", *words]
    return subprocess.run(run, capture_output=True, text=True, cwd=PROJECT, env=environment, check=False)


def test_the_commands_print_their_answer_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "northbell.json"
    file.write_text(json.dumps(NORTHBELL))
    due = command("due", "--calendar", str(file), "--start", "2026-02-13T16:30", "--minutes", "120")
    assert (due.stdout, due.stderr, due.returncode) == ("2026-02-17T15:00:00Z\n", "", 0)
    moments = ("--from", "2026-02-13T16:30-05:00", "--to", due.stdout.strip())
    elapsed = command("elapsed", "--json", "--calendar", str(file), *moments)
    assert json.loads(elapsed.stdout) == {"minutes": 120, "seconds": 7200}


def test_the_answers_to_many_cases_are_one_object(tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    noon = {"op": "is_open", "calendar": calendar("UTC"), "input": {"at": NOON}}
    file.write_text(json.dumps([{"id": "noon", **noon}, {"id": "bad", **noon, "calendar": {"tz": "Mars"}}]))
    answers = json.loads(command("answer", str(file)).stdout)
    assert answers == {"noon": True, "bad": {"error": "tz: 'Mars' is not a known time zone"}}


def test_a_command_that_cannot_answer_says_why_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "calendar.json"
    file.write_text(json.dumps(calendar("Mars")))
    refused = command("due", "--calendar", str(file), "--start", "2026-02-13T16:30", "--minutes", "120")
    assert (refused.stdout, refused.returncode) == ("", 1)
    assert refused.stderr == "fiverings: tz: 'Mars' is not a known time zone\n"
