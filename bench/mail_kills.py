"""Mail under kills: a thousand mails are handed over while everybody of the house dies, and each is there once."""

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
from bench.kills import KILLS, PAUSES, SEED
from tests.journeys.installing import served
from tests.journeys.killing import EVERYBODY, recoveries
from tests.journeys.posting import SENDERS, post

MAILS = 1000


def measure(ground: Ground) -> Iterator[Figure]:
    """A thousand mails of twenty-five mail servers, and fifty deaths by lot."""
    connection.close()
    names = list(islice(cycle(EVERYBODY), ground.times(KILLS)))
    folder = Path(os.environ["FIVERINGS_FOLDER"])
    with redirect_stdout(sys.stderr), served(ground.database, folder, {}) as installation:
        siege = post(installation, seed=SEED, mails=ground.times(MAILS), kills=names, pauses=PAUSES)
        after = siege.aftermath
        wrong = {
            "mails lost, or not filed once": after.mails_not_filed_once(),
            "needs without one owner": after.needs_without_one_owner(),
            "senders not met once": after.strangers_not_met_once([each.address for each in after.customers]),
            "letters lost or doubled": after.letters_not_carried_once(),
            "audits that find something": after.audits_that_find_something(),
        }
    for name, times in recoveries(siege.kills):
        yield Figure(f"{name} killed, works again", "s", times)
    yield Figure("kills", "", [len(siege.kills)])
    yield Figure(f"mails told 250, to {SENDERS} senders", "", [len(after.accepted)])
    for what, found in wrong.items():
        print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
        yield Figure(what, "", [len(found)])
