"""Experts: which numbers of a guide people said, and which of them cases have moved since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import isclose
from typing import Any

from .change import Change
from .numbers import Numbers, each_number, numbers_of


class Experts:
    """What was accepted from cases so far, by place and code: each number, and that of experts from which it came."""

    def __init__(self, accepted: Iterable[Change]) -> None:
        self.learned: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        for change in accepted:
            for moved in change.numbers:
                self.learned[change.place, moved.code].append((moved.after, moved.expert))

    def numbers(self, definition: Mapping[str, Any]) -> Numbers:
        """The numbers of a definition as experts said them: learned ones are taken back to what they came from.

        A number that somebody wrote since is what an expert says now.
        """
        found = numbers_of(definition)
        for (where, code), now in list(each_number(found)):
            said = (expert for after, expert in self.learned.get((where, code), ()) if isclose(after, now))
            found[where][code] = next(said, now)
        return found

    def have_been_moved(self, definition: Mapping[str, Any]) -> bool:
        """Whether any number of a definition was accepted from cases."""
        if not self.learned:
            return False
        now = numbers_of(definition)
        return any(isclose(after, each) for at, each in each_number(now) for after, _e in self.learned.get(at, ()))
