"""The administrator's commands for opening hours; only to establish them takes a database."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from fiverings.core import slots

from .models import BadCalendar, BusinessCalendar, NotAnswerable, WorkingTime
from .models.question import Question, plain
from .models.reading_moments import read_moment, written_moment

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


@slots.command("hours", help="Establish opening hours, and compute due times and elapsed time by them", database=False)
def hours(parser: ArgumentParser) -> Callable[[Namespace], Any]:
    """bin/fiverings hours establish | due | elapsed | answer."""
    verbs = parser.add_subparsers(required=True, metavar="establish | due | elapsed | answer")
    establish = verbs.add_parser("establish", help="make the calendar of this name, or revise it, from a file")
    establish.add_argument("name", metavar="NAME", help="what the calendar is called")
    establish.set_defaults(answer=establish_calendar, database=True)
    due = verbs.add_parser("due", help="when so many working minutes have passed")
    due.add_argument("--start", required=True, metavar="ISO", help="without an offset, in the calendar's zone")
    due.add_argument("--minutes", required=True, type=_minutes, metavar="NUMBER", help="how many working minutes")
    due.set_defaults(answer=due_time)
    elapsed = verbs.add_parser("elapsed", help="how many working minutes lie between two moments")
    elapsed.add_argument("--from", required=True, metavar="ISO", dest="start", help="the earlier moment")
    elapsed.add_argument("--to", required=True, metavar="ISO", dest="end", help="the later moment")
    elapsed.set_defaults(answer=elapsed_time)
    for verb in (establish, due, elapsed):
        verb.add_argument("--calendar", required=True, type=Path, metavar="FILE.json", help="the opening hours")
    answer = verbs.add_parser("answer", help="answer a list of questions, as one JSON object by their ids")
    answer.add_argument("cases", type=Path, metavar="CASES.json", help="a list of cases, each with an id")
    answer.set_defaults(answer=answers)
    return run


def run(asked: Namespace) -> Any:
    """The verb's answer; a refusal is one line."""
    try:
        return asked.answer(asked)
    except (BadCalendar, NotAnswerable) as refused:
        raise slots.CommandFailed(str(refused)) from None


def establish_calendar(asked: Namespace) -> Any:
    """Which version the calendar now has; one that stands gets another, and keeps those it had."""
    name, definition = asked.name.strip(), _read(asked.calendar)
    if not name:
        raise slots.CommandFailed("a calendar has a name")
    calendar = BusinessCalendar.objects.filter(name=name).first()
    if calendar is None:
        calendar = BusinessCalendar.establish(name=name, definition=definition, by=None)
    else:
        calendar.revise(definition=definition, by=None)
    version = calendar.versions.latest("number")
    return {"name": name, "version": version.number, "zone": version.zone} if asked.json else str(version)


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


def _minutes(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        raise ArgumentTypeError(f"“{written}” is not a number of minutes (such as 90)") from None


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        raise slots.CommandFailed(f"There is no file {path}.") from None
    except OSError as failure:
        raise slots.CommandFailed(f"{path}: {failure.strerror}") from None
    except ValueError as failure:
        raise slots.CommandFailed(f"{path}: not JSON ({failure})") from None
