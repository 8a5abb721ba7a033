"""Hands: several processes tell at once, each its own accounts, and keep step with one another in the told time."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import heapify, heappop, heappush
from itertools import count
from math import inf
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from typing import Any

from django.db import connection

from fiverings.core.running.children import tied_to

SECONDS_BETWEEN_LOOKS = 0.003
SECONDS_BETWEEN_WORDS = 0.5
FARTHEST_AHEAD = timedelta(days=3)
CLOSER_TOWARDS_NOW = timedelta(days=400)

Watch = Callable[[datetime], object]


@dataclass(frozen=True)
class Act:
    """Something that happens at a moment, told by the one hand that tells everything of its account."""

    at: datetime
    happen: Callable[[], Iterable[Act] | None]
    hand: int = 0


class Agenda:
    """What is still to happen, in the order of time; what happens may bring something that happens later."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self.count = count()
        self.acts = [(act.at, next(self.count), act) for act in acts]
        heapify(self.acts)

    def __iter__(self) -> Iterator[Act]:
        while self.acts:
            yield heappop(self.acts)[-1]

    def live(self, act: Act) -> None:
        """Let one thing happen."""
        for following in act.happen() or ():
            heappush(self.acts, (following.at, next(self.count), following))


def perform(acts: Iterable[Act], *, hands: int, now: datetime, watch: Watch) -> None:
    """Let everything happen in the order of time; the failure of one hand ends it all."""
    if hands == 1:
        agenda = Agenda(acts)
        for act in agenda:
            agenda.live(act)
        return
    told = sorted(acts, key=lambda each: each.at)
    let_go_of_the_database()
    gc.freeze()
    processes = multiprocessing.get_context("fork")
    clocks = processes.Array("d", [told[0].at.timestamp()] * hands, lock=False)
    tie = tied_to(os.getpid(), signal.SIGTERM)
    shares = ([act for act in told if act.hand % hands == hand] for hand in range(hands))
    running = [
        processes.Process(target=lend_a_hand, args=(share, hand, clocks, now, tie)) for hand, share in enumerate(shares)
    ]
    try:
        for process in running:
            process.start()
        see_through(running, clocks, watch)
    finally:
        for process in running:
            process.terminate()
            process.join()


def see_through(running: Sequence[ForkProcess], clocks: Any, watch: Watch) -> None:
    """Wait until all hands have told theirs, and say how far they are; RuntimeError as soon as one has failed."""
    while alive := [process.sentinel for process in running if process.is_alive()]:
        wait(alive, timeout=SECONDS_BETWEEN_WORDS)
        if any(process.exitcode for process in running):
            raise RuntimeError("The company could not be told to its end; what went wrong stands above.")
        if (reached := min(clocks)) != inf:
            watch(datetime.fromtimestamp(reached, UTC))


def lend_a_hand(acts: list[Act], hand: int, clocks: Any, now: datetime, tie: Callable[[], None]) -> None:
    """Tell one's own accounts, never far ahead of the others, and ever closer to them as the present comes near."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us hears it as well, and ends us
    tie()
    gc.disable()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")  # after a power cut the demo fills itself anew
        agenda = Agenda(acts)
        for act in agenda:
            clocks[hand] = act.at.timestamp()
            while min(clocks) < (act.at - may_be_ahead(now - act.at)).timestamp():
                time.sleep(SECONDS_BETWEEN_LOOKS)
            agenda.live(act)
    finally:
        clocks[hand] = inf
        let_go_of_the_database()


def may_be_ahead(ago: timedelta) -> timedelta:
    """How far before the others a hand may be: days in the far past, minutes yesterday, seconds today."""
    return min(FARTHEST_AHEAD, ago * (ago / CLOSER_TOWARDS_NOW))


def let_go_of_the_database() -> None:
    """No connection may be held by two processes."""
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close_pool()  # type: ignore[attr-defined]
