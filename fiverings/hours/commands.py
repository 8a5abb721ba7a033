"""The administrator's commands for opening hours; they only compute, and need no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from fiverings.core import slots

from .models import BadCalendar, NotAnswerable, WorkingTime
from .models.question import Question, plain
from .models.reading_moments import read_moment, written_moment

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


@slots.command("hours", help="Compute with opening hours: due times, elapsed time", database=False)
def hours(parser: ArgumentParser) -> Callable[[Namespace], Any]:
    """bin/fiverings hours due | elapsed | answer."""
    verbs = parser.add_subparsers(required=True, metavar="due | elapsed | answer")
    due = verbs.add_parser("due", help="when so many working minutes have passed")
    due.add_argument("--start", required=True, metavar="ISO", help="without an offset, in the calendar's zone")
    due.add_argument("--minutes", required=True, type=float)
    due.set_defaults(answer=due_time)
    elapsed = verbs.add_parser("elapsed", help="how many working minutes lie between two moments")
    elapsed.add_argument("--from", required=True, metavar="ISO", dest="start")
    elapsed.add_argument("--to", required=True, metavar="ISO", dest="end")
    elapsed.set_defaults(answer=elapsed_time)
    for verb in (due, elapsed):
        verb.add_argument("--calendar", required=True, type=Path, metavar="FILE.json")
    answer = verbs.add_parser("answer", help="answer a list of questions, as one JSON object by their ids")
    answer.add_argument("cases", type=Path, metavar="CASES.json")
    answer.set_defaults(answer=answers)
    return run


def run(asked: Namespace) -> Any:
    """The verb's answer; a refusal is one line."""
    try:
        return asked.answer(asked)
    except (BadCalendar, NotAnswerable) as refused:
        raise slots.CommandFailed(str(refused)) from None


def due_time(asked: Namespace) -> Any:
    """When it is due, in UTC; as JSON also by the calendar's own clock."""
    working_time = WorkingTime.read(_read(asked.calendar))
    due_at = working_time.due(read_moment(asked.start, working_time.hours), asked.minutes)
    due = written_moment(due_at)
    return {"due": due, "local": working_time.local(due_at).isoformat()} if asked.json else due


def elapsed_time(asked: Namespace) -> Any:
    """The working minutes; as JSON also in seconds."""
    working_time = WorkingTime.read(_read(asked.calendar))
    start, end = (read_moment(each, working_time.hours) for each in (asked.start, asked.end))
    elapsed = working_time.elapsed(start, end)
    minutes = plain(elapsed / MINUTE)
    return {"minutes": minutes, "seconds": plain(elapsed / SECOND)} if asked.json else minutes


def answers(asked: Namespace) -> Any:
    """All answers by id; a case that is refused says why in its place."""
    cases = _read(asked.cases)
    if not isinstance(cases, list) or not all(isinstance(case, dict) and "id" in case for case in cases):
        raise slots.CommandFailed(f"{asked.cases}: must be a list of cases, each with an id")
    found = {str(case["id"]): _answer(case) for case in cases}
    return found if asked.json else json.dumps(found, indent=2)


def _answer(case: dict[str, Any]) -> Any:
    try:
        return Question.read(case).answer()
    except (BadCalendar, NotAnswerable) as refused:
        return {"error": str(refused)}


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text())
    except OSError as failure:
        raise slots.CommandFailed(f"{path}: {failure.strerror}") from None
    except ValueError as failure:
        raise slots.CommandFailed(f"{path}: not JSON ({failure})") from None
