"""bin/bench: measure the house on a database server of its own, and print what was found."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import django

from bench.daily import as_markdown
from bench.figures import as_json, as_table
from bench.goals import standings
from fiverings.core.running.postgres import EmbeddedServer

ACTS = ("list", "open-case", "reply", "create", "search-number", "search-words", "intake")
MEASUREMENTS = (
    "hours",
    "journal",
    "mail",
    "live",
    "pages",
    "work",
    "footprint",
    "kills",
    "mail-kills",
    "replies",
    "clocks",
    "silence",
    "histories",
    "diagnosis",
)


def main(words: Sequence[str]) -> int:
    """Run the measurements that were named, or all of them."""
    asked = _arguments().parse_args(words)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="fiverings-bench-"))
    folder.chmod(0o711)
    try:
        with EmbeddedServer(folder / "postgres") as server:
            _set_up(server, folder)
            rows = list(_measured(server, asked))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(_shown(rows, asked))
    return 0


def _shown(rows: Sequence[dict[str, object]], asked: argparse.Namespace) -> str:
    if asked.json:
        return as_json(rows)
    return as_markdown(rows) if asked.markdown else f"{as_table(rows)}\n\n{standings(rows)}".strip()


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measure the house; nothing of yours is touched.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure: {', '.join(MEASUREMENTS + ACTS)}")
    parser.add_argument("--short", action="store_true", help="a tenth of everything, in less than a minute")
    parser.add_argument("--largest", type=int, default=100_000, metavar="N", help="no house of more cases than that")
    parser.add_argument("--markdown", action="store_true", help="print the tables of the guide")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser


def _set_up(server: EmbeddedServer, folder: Path) -> None:
    """Point settings and child processes to this server and folder."""
    os.environ |= {
        "FIVERINGS_FOLDER": str(folder),
        "DATABASE_URL": server.database_url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "WARNING",
        "FIVERINGS_TESTING": "",
    }
    django.setup()


def _measured(server: EmbeddedServer, asked: argparse.Namespace) -> Iterator[dict[str, object]]:
    acts = [name for name in ACTS if not asked.names or name in asked.names or "work" in asked.names]
    if unknown := set(asked.names) - {*MEASUREMENTS, *ACTS}:
        sys.exit(f"bin/bench: no measurement is called {', '.join(sorted(unknown))}")
    ground = import_module("bench.ground").Ground.prepare(server, short=asked.short, acts=acts, largest=asked.largest)
    for name in MEASUREMENTS:
        if not asked.names or name in asked.names or (name == "work" and acts):
            began = time.monotonic()
            for figure in import_module(f"bench.{name.replace('-', '_')}").measure(ground):
                print(figure, file=sys.stderr)
                yield figure.row(name)
            print(f"measured {name} in {time.monotonic() - began:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
