"""The command line of the administrator: `bin/fiverings`, which runs what the parts offer in their `commands.py`."""

import argparse
import gc
import json
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any, NoReturn

import django
import psycopg
from django.db import DatabaseError

from fiverings.core import slots
from fiverings.core.running.databases import reached
from fiverings.core.running.failures import CannotRun
from fiverings.core.running.preparing import point_django_at

WRONG_WORDS = 2
log = logging.getLogger("fiverings")


class Misused(Exception):
    """The words of the command line are not such as the command understands."""


class Parser(argparse.ArgumentParser):
    """A command or one of its verbs: each can answer in JSON, and tells what it does not understand in one line."""

    def __init__(self, *args: Any, **traits: Any) -> None:
        super().__init__(*args, **traits)
        self.add_argument("--json", action="store_true", help="print the answer, or why there is none, as JSON")

    def error(self, message: str) -> NoReturn:
        raise Misused(f"{message} ({self.prog} --help says more)")


def main(words: Sequence[str]) -> int:
    """Run one command: its answer on stdout, or one clear line on stderr and a status that is not zero."""
    gc.set_threshold(20_000)  # what is read now stays; Python would look for lost things after every 700
    django.setup()
    as_json = "--json" in words
    try:
        asked = _parser().parse_args([word for word in words if word != "--json"])
        asked.json = as_json
        _print(_run(asked), as_json=as_json)
    except KeyboardInterrupt:
        return 130
    except Misused as reason:
        return _fail(str(reason), as_json=as_json, status=WRONG_WORDS)
    except (slots.CommandFailed, CannotRun, DatabaseError, psycopg.Error, OSError) as error:
        return _fail(_reason(error), as_json=as_json)
    return 0


def _reason(error: Exception) -> str:
    """Why it failed, in one line for a person."""
    match error:
        case slots.CommandFailed() | CannotRun():
            return str(error)
        case FileNotFoundError(filename=name) if name:
            return f"There is no file {name}."
        case OSError():
            return str(error)
    return f"the database refused: {str(error).strip().splitlines()[0]}"


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="bin/fiverings", description="Run and keep an installation of Five Rings.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for filling in sorted(slots.command.all(), key=lambda each: each.place):
        words = filling.traits.get("help", "")
        command = commands.add_parser(filling.place, help=words, description=words)
        command.set_defaults(run=filling.run(command), database=filling.traits.get("database", True))
    return parser


def _run(asked: argparse.Namespace) -> object:
    with reached() if asked.database else nullcontext() as database:
        if database is not None:
            point_django_at(database.url)
        return asked.run(asked)


def _print(answer: object, *, as_json: bool) -> None:
    if answer is not None:
        print(json.dumps(answer, indent=2, default=str, ensure_ascii=False) if as_json else answer)


def _fail(reason: str, *, as_json: bool, status: int = 1) -> int:
    log.debug("why the command failed", exc_info=True)
    print(json.dumps({"error": reason}, ensure_ascii=False) if as_json else f"fiverings: {reason}", file=sys.stderr)
    return status


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    sys.exit(main(sys.argv[1:]))
