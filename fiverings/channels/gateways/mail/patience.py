"""Patience with servers that do not answer: who is slow is left alone for a while, and nobody else pays for it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TypeVar

Kept = TypeVar("Kept")
MISSES_AT_MOST = 3
LEFT_ALONE_FOR = 30.0
"""Whoever did not answer three times in a row is not asked for so many seconds, lest every mail waits for it."""
ZONES_AT_MOST = 5000


@dataclass
class Patience:
    """How often a server has not answered in a row, and until when it is left alone; of one process."""

    misses: int = 0
    until: float = 0.0

    def note(self, *, answered: bool) -> None:
        self.misses = 0 if answered else self.misses + 1
        if self.misses >= MISSES_AT_MOST:
            self.misses, self.until = 0, time.monotonic() + LEFT_ALONE_FOR

    @property
    def is_over(self) -> bool:
        """Whether it is left alone just now."""
        return time.monotonic() < self.until


@dataclass
class Zones:
    """What one DNS server showed of itself and of the zones behind it: whoever owns a slow zone slows only that.

    When zones in a row do not answer, the server is asked for what nobody can slow down. If it answers, zones that
    never answered us are hurried for a while; those that did are asked as ever.
    """

    server: Patience = field(default_factory=Patience)
    strangers: Patience = field(default_factory=Patience)
    _slow: dict[str, Patience] = field(default_factory=dict)
    _answered: dict[str, None] = field(default_factory=dict)

    def leaves_alone(self, zone: str) -> bool:
        """Whether neither the server nor this zone is worth asking just now."""
        return self.server.is_over or (zone in self._slow and self._slow[zone].is_over)

    def hurries(self, zone: str) -> bool:
        """Whether a zone gets little time, since strangers have been slow and it is one."""
        return self.strangers.is_over and zone not in self._answered

    def answered(self, zone: str) -> None:
        """It is as it should be; the zone is no stranger any more."""
        self._slow.pop(zone, None)
        self.server.misses = self.strangers.misses = 0
        if zone not in self._answered:
            _add(self._answered, zone, None)

    def missed(self, zone: str) -> bool:
        """Note that a zone did not answer; whether it is time to see if the server itself is there."""
        slow = self._slow.get(zone) or _add(self._slow, zone, Patience())
        slow.note(answered=False)
        if zone not in self._answered:
            self.strangers.note(answered=False)
        self.server.misses += 1
        return self.server.misses >= MISSES_AT_MOST

    def proved(self, *, alive: bool) -> None:
        """Whether the server answered what it alone is asked: if not, it is left alone as a whole."""
        self.server.misses = 0
        if not alive:
            self.server.until = time.monotonic() + LEFT_ALONE_FOR


def _add(into: dict[str, Kept], zone: str, kept: Kept) -> Kept:
    """Remember a zone, and forget the oldest when there are very many."""
    if len(into) >= ZONES_AT_MOST:
        into.pop(next(iter(into)), None)
    into[zone] = kept
    return kept
