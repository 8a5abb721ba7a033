"""How well a reading of answers does: which of their lines it hides, and which it leaves open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from .answers import Answer


def bare(line: str) -> str:
    """A line without the marks of a quote and whatever space programs put into it."""
    return " ".join(re.sub(r"^[>\s\ufeff-]+", "", line).split())


def faults(answers: Iterable[Answer], read: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """Each line that is wrongly hidden or left open, with the name of its answer."""
    found = []
    for answer in answers:
        seen = {bare(line) for line in read(answer.text).split("\n")}
        found += [(answer.name, "hidden", line) for line in answer.new if bare(line) and bare(line) not in seen]
        found += [(answer.name, "left open", line) for line in answer.old if bare(line) and bare(line) in seen]
    return found
