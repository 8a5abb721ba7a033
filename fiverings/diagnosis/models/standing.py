"""Standing: which of all answers that were given count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .evidence import Evidence


def standing_among(carried: Mapping[str, Evidence], given: Iterable[Evidence]) -> list[Evidence]:
    """Of each question the last that says anything, in the order of asking.

    What the house no longer knows it takes back: what people said before stands again, or else it may be asked.
    """
    latest = dict(carried)
    said = {code: each for code, each in carried.items() if not each.is_of_the_house}
    for each in sorted(given, key=lambda evidence: evidence.seq):
        before = latest.get(each.question)
        if each.is_of_the_house and not each.is_known:
            latest.pop(each.question, None)
            latest |= {code: one for code, one in said.items() if code == each.question}
        elif each.is_known or before is None:
            latest[each.question] = each
        if each.is_known and not each.is_of_the_house:
            said[each.question] = each
    return list(latest.values())
