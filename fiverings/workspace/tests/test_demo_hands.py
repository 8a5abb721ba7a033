"""The demo's hands: several processes that end together, and one line that says how far they are."""

from __future__ import annotations

import argparse
import io
import multiprocessing
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from math import inf
from typing import Any

import pytest

from demo.hands import see_through
from demo.progress import Progress
from fiverings.core.commands import demo
from fiverings.core.running.places import PROJECT

forks = multiprocessing.get_context("fork")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Terminal(io.StringIO):
    """A stream on which somebody watches."""

    def isatty(self) -> bool:
        return True


def started(*works: Callable[[], object]) -> Any:
    """A hand for each of these, and their clocks."""
    hands = [forks.Process(target=work) for work in works]
    for hand in hands:
        hand.start()
    return hands, forks.Array("d", [NOON.timestamp()] * len(hands))


def fail() -> None:
    raise SystemExit(3)


def test_the_failure_of_one_hand_is_told_while_the_other_is_still_at_work() -> None:
    hands, clocks = started(fail, lambda: time.sleep(60))
    try:
        with pytest.raises(RuntimeError, match="could not be told to its end"):
            see_through(hands, clocks, lambda at: None)
        assert hands[1].is_alive()
    finally:
        hands[1].terminate()
        hands[1].join()


def test_the_slowest_hand_says_how_far_the_telling_is() -> None:
    told: list[datetime] = []
    hands, clocks = started(lambda: time.sleep(0.1), lambda: time.sleep(0.1))
    clocks[0] = inf
    see_through(hands, clocks, told.append)
    assert set(told) == {NOON}


def test_progress_is_one_line_for_who_watches_and_a_line_each_month_for_a_file() -> None:
    watched, kept = Terminal(), io.StringIO()
    for stream in (watched, kept):
        progress = Progress(stream)
        for month, cases in ((3, 7), (3, 9), (4, 12)):
            progress(NOON.replace(month=month), cases, 307)
        progress.end()
    assert "\n" not in watched.getvalue() and "March 2026: case 9 of 307, 0 s" in watched.getvalue()
    assert [line.split(",")[0].strip() for line in kept.getvalue().splitlines()] == [
        "March 2026: case 7 of 307",
        "April 2026: case 12 of 307",
    ]


def test_the_help_of_the_demo_names_every_option_and_makes_no_environment() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    demo(parser)
    script = PROJECT / "bin" / "demo"
    shown = subprocess.run(["/bin/sh", script, "--help"], capture_output=True, text=True, env={}, cwd="/")
    assert shown.returncode == 0 and shown.stderr == ""
    for option in parser.format_help().split():
        if option.startswith("[--"):
            assert option.strip("[]") in shown.stdout
