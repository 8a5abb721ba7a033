"""Recognising: which guides speak of what somebody reports, by the words that they use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .causation import Symptom

if TYPE_CHECKING:
    from .guide import GuideVersion

SHORTEST = 3
WORD = re.compile(r"[^\W_]+")
WITHIN = re.compile(r"(?<=\w)[-\u2010\u2011'\u2019](?=\w)")


@dataclass(frozen=True)
class Recognised:
    """A symptom of a guide, and the phrases of theirs by which it was known."""

    version: GuideVersion
    symptom: Symptom
    phrases: tuple[str, ...]
    begins: int
    """Where in their words the first of these stands."""


def recognised(words: str, versions: list[GuideVersion]) -> list[Recognised]:
    """The symptoms that their words name, the likeliest first: by most phrases, then what they say first."""
    said = plain(words)
    found = [each for version in versions for each in _in_guide(said, version)]
    return sorted(found, key=lambda each: (-len(each.phrases), each.begins))


def _in_guide(said: str, version: GuideVersion) -> list[Recognised]:
    causation = version.asks.causation
    found = []
    for symptom in causation.symptoms if causation else ():
        known = {plain(phrase).strip() for phrases in symptom.words.values() for phrase in phrases}
        phrases = tuple(sorted(each for each in known if len(each) >= SHORTEST and f" {each} " in said))
        if phrases:
            begins = min(said.index(f" {each} ") for each in phrases)
            found.append(Recognised(version, symptom, phrases, begins))
    return found


def plain(words: str) -> str:
    """Lower case, one space between words, and none of what stands between or within them: e-mail is email."""
    return f" {' '.join(WORD.findall(WITHIN.sub('', words.casefold())))} "
