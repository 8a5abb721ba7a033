"""What exchange adds to bin/fiverings: a seed, to see how a house of any size behaves."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from fiverings.cases.models import Case
from fiverings.core import slots
from fiverings.core.auditing import ask_rules, snapshot
from fiverings.core.problems import Refused
from fiverings.core.rebuilding import compare_with_journal
from fiverings.core.running.databases import reached

from .models import Loading, Rehearsal, Seeding, Took, advocates, look_over

LOOKED_AT = 200


@slots.command("seed", help="Fill a house with thousands of cases that were never lived, to measure it")
def seed(parser: ArgumentParser) -> Callable[[Namespace], object]:
    parser.add_argument("--cases", type=int, required=True, metavar="N", help="how many")
    parser.add_argument("--turns", type=int, default=2, help="how often they and we speak in each (default: 2)")
    parser.add_argument("--among-real-ones", action="store_true", help="although there are cases here already")

    def run(asked: Namespace) -> object:
        if not asked.among_real_ones and Case.objects.exists():
            raise slots.CommandFailed(
                "There are cases here. --among-real-ones puts invented ones among them, for good."
            )
        try:
            seeding = Seeding(asked.cases, Rehearsal.by_whoever_is_there(turns=asked.turns), advocates())
        except Refused as refusal:
            raise slots.CommandFailed(str(refusal)) from None
        with reached() as database:
            took = Loading(seeding, database.owner_url).load()
            look_over(database.owner_url)
        return _told(asked, took)

    return run


def _told(asked: Namespace, took: Took) -> object:
    """How long it took, and what the audit says of some of them."""
    with snapshot():
        verdicts = [*ask_rules(), *compare_with_journal(sample=LOOKED_AT)]
    if asked.json:
        seconds = {"seconds_written": took.written, "seconds_whole": took.whole}
        return {"cases": asked.cases, **seconds, "audit": [each.as_json() for each in verdicts]}
    lines = [
        f"{asked.cases:,} cases were written in {took.written:.1f} s, {asked.cases / took.written:,.0f} a second;",
        f"with every index and what the search reads it took {took.whole:.1f} s. The audit of them says:",
    ]
    return "\n".join([*lines, *(line for verdict in verdicts for line in verdict.lines())])
