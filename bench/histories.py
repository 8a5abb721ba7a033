"""Random histories: promises told, kept, broken and changed in any order, and what of it breaks a rule."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator

from django.db import transaction

from bench.figures import Figure
from bench.ground import Ground
from fiverings.promises.tests.test_any_order import STEPS, Life, lived

HISTORIES = 100


def measure(ground: Ground) -> Iterator[Figure]:
    """A hundred histories of two thousand steps, each by a seed of its own; nothing of them stays."""
    histories, ended, found = ground.times(HISTORIES), Counter[str](), []
    began = time.monotonic()
    for seed in range(histories):
        try:
            with transaction.atomic():
                life = lived(ground.world, seed=seed)
                ended.update(_endings(life))
                transaction.set_rollback(True)
        except Exception as error:
            found.append(f"history {seed}: {error!r}")
    print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
    took = time.monotonic() - began
    yield Figure("steps", "", [histories * STEPS])
    yield Figure("histories", "", [histories])
    for kind, count in sorted(ended.items()):
        yield Figure(f"promises {kind}", "", [count])
    yield Figure("histories that broke a rule", "", [len(found)])
    yield Figure("steps", "a second", [histories * STEPS / took])


def _endings(life: Life) -> list[str]:
    return [kind for kind, _at in life.ended.values()]
