"""Hands: several processes tell at once, each its own accounts, and keep step with one another in the told time."""

from __future__ import annotations

import gc
import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from itertools import count
from math import inf
from typing import Any

from django.db import connection

SECONDS_BETWEEN_LOOKS = 0.001
FARTHEST_AHEAD = timedelta(hours=9)
CLOSER_TOWARDS_NOW = 40


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


def perform(acts: Iterable[Act], *, hands: int, now: datetime) -> None:
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
    clocks = processes.Array("d", [told[0].at.timestamp()] * hands)
    shares = [[act for act in told if act.hand % hands == hand] for hand in range(hands)]
    running = [
        processes.Process(target=lend_a_hand, args=(share, hand, clocks, now)) for hand, share in enumerate(shares)
    ]
    for process in running:
        process.start()
    for process in running:
        process.join()
    if any(process.exitcode for process in running):
        raise RuntimeError("The company could not be told to its end; what went wrong stands above.")


def lend_a_hand(acts: list[Act], hand: int, clocks: Any, now: datetime) -> None:
    """Tell one's own accounts, never far ahead of the others, and ever closer to them as the present comes near."""
    gc.disable()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")  # after a power cut the demo fills itself anew
        agenda = Agenda(acts)
        for act in agenda:
            clocks[hand] = act.at.timestamp()
            ahead = min(FARTHEST_AHEAD, (now - act.at) / CLOSER_TOWARDS_NOW)
            while min(clocks) < (act.at - ahead).timestamp():
                time.sleep(SECONDS_BETWEEN_LOOKS)
            agenda.live(act)
    finally:
        clocks[hand] = inf
        let_go_of_the_database()


def let_go_of_the_database() -> None:
    """No connection may be held by two processes."""
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close_pool()  # type: ignore[attr-defined]
