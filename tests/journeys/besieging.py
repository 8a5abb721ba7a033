"""A siege: customers write and staff act while the house is killed, then it is left in peace until all is done."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.journeys.installing import Installation
from tests.journeys.killing import Kill, Killer, gone
from tests.journeys.reckoning import UNDONE, Aftermath
from tests.journeys.solving import Solver
from tests.journeys.writers import Advocate, Correspondent, Writer

DONE_WITHIN = 180.0
KNOWN = ("priya@mapledental.example", "omar@orionbank.example")
STRANGERS = ("sam@nowhere.example", "pat@elsewhere.example")
STAFF = {"ana": "ben", "ben": "ana"}


@dataclass
class Siege:
    """Who was killed, and what came of it."""

    kills: list[Kill]
    aftermath: Aftermath


def besiege(installation: Installation, *, seed: str, kills: Sequence[str], pauses: tuple[float, float]) -> Siege:
    """Kill these, at moments drawn from the seed, while everybody writes; AssertionError when somebody stays away."""
    print(f"The seed is “{seed}”.")
    customers = [Correspondent(installation, address, seed=seed) for address in (*KNOWN, *STRANGERS)]
    advocates = [Advocate(installation, name, colleague=other, seed=seed) for name, other in STAFF.items()]
    solvers = [Solver(installation, "dana", customer=address, seed=seed) for address in KNOWN]
    writers: list[Writer] = [*customers, *advocates, *solvers]
    for writer in writers:
        writer.start()
    killer = Killer(installation, seed=seed)
    killer.kill_all(kills, pauses=pauses)
    assert not gone(killer.kills), gone(killer.kills)
    for writer in writers:
        while writer.is_alive() and writer.written < writer.at_least:
            installation.look_after(seconds=0.1)
        writer.enough.set()
    stay_until_done(installation, writers)
    assert not any(writer.trouble for writer in writers), [writer.trouble for writer in writers]
    return Siege(killer.kills, Aftermath(installation, customers, advocates, solvers))


def stay_until_done(installation: Installation, writers: Iterable[Writer]) -> None:
    """Until nobody writes and nothing waits."""
    patience = time.monotonic() + DONE_WITHIN
    while any(writer.is_alive() for writer in writers) or any(count for _what, count in installation.ask(UNDONE)):
        assert time.monotonic() < patience, installation.ask(UNDONE)
        installation.look_after(seconds=0.3)
