"""Kills: everybody of the house dies again and again while people write; how soon they are back, and what is lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from itertools import cycle, islice
from pathlib import Path

from django.db import connection

from bench.figures import Figure
from bench.ground import Ground
from tests.journeys.besieging import STRANGERS, Siege, besiege
from tests.journeys.installing import served
from tests.journeys.killing import EVERYBODY, recoveries

KILLS = 50
PAUSES = (2.0, 8.0)
SEED = os.environ.get("KILLS_SEED", "five rings")


def measure(ground: Ground) -> Iterator[Figure]:
    """Fifty deaths of web, worker, clocks, intake and database, and of single backends, by lot."""
    connection.close()
    names = list(islice(cycle(EVERYBODY), ground.times(KILLS)))
    folder = Path(os.environ["FIVERINGS_FOLDER"])
    with redirect_stdout(sys.stderr), served(ground.database, folder, {}) as installation:
        siege = besiege(installation, seed=SEED, kills=names, pauses=PAUSES)
        figures = list(_figures(siege))
    yield from figures


def _figures(siege: Siege) -> Iterator[Figure]:
    for name, times in recoveries(siege.kills):
        yield Figure(f"{name} killed, works again", "s", times)
    after = siege.aftermath
    yield Figure("kills", "", [len(siege.kills)])
    yield Figure("mails acknowledged", "", [len(after.accepted)])
    for name, count in sorted(after.counted("acknowledged").items()):
        yield Figure(f"acts acknowledged: {name}", "", [count])
    yield Figure("needs met and confirmed by their customers", "", [len(after.met)])
    yield Figure("acts cut short, asked again", "", [after.counted("cut_short").total()])
    yield Figure("letters with a second copy", "", [len(after.letters_with_copies())])
    yield Figure("letters withheld, after five automatic ones", "", [len(after.letters_withheld())])
    wrong = {
        "mails not filed once": after.mails_not_filed_once(),
        "needs without one owner": after.needs_without_one_owner(),
        "strangers not met once": after.strangers_not_met_once(STRANGERS),
        "acts lost or doubled": after.acts_not_done_once(),
        "needs not met once": after.needs_not_met_once(),
        "letters lost or doubled": after.letters_not_carried_once(),
        "audits that find something": after.audits_that_find_something(),
    }
    for what, found in wrong.items():
        print(*found, sep="\n", end="\n" if found else "")
        yield Figure(what, "", [len(found)])
