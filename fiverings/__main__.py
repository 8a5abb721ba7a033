"""The command line of the administrator: `bin/fiverings`, which runs what the parts offer in their `commands.py`."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext

import django
import psycopg
from django.db import DatabaseError

from fiverings.core import slots
from fiverings.core.running.databases import reached
from fiverings.core.running.failures import CannotRun
from fiverings.core.running.preparing import point_django_at

log = logging.getLogger("fiverings")


def main(words: Sequence[str]) -> int:
    """Run one command: its answer on stdout, or one clear line on stderr and a status that is not zero."""
    django.setup()
    as_json = "--json" in words
    asked = _parser().parse_args([word for word in words if word != "--json"])
    asked.json = as_json
    try:
        _print(_run(asked), as_json=as_json)
    except (slots.CommandFailed, CannotRun) as reason:
        return _fail(str(reason))
    except (DatabaseError, psycopg.Error) as error:
        return _fail(f"the database refused: {str(error).strip().splitlines()[0]}")
    except OSError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/fiverings", description="Run and keep an installation of Five Rings.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for filling in sorted(slots.command.all(), key=lambda each: each.place):
        words = filling.traits.get("help", "")
        command = commands.add_parser(filling.place, help=words, description=words, conflict_handler="resolve")
        command.add_argument("--json", action="store_true", help="print the answer as JSON")
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


def _fail(reason: str) -> int:
    log.debug("why the command failed", exc_info=True)
    print(f"fiverings: {reason}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    sys.exit(main(sys.argv[1:]))
