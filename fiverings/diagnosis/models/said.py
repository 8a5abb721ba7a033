"""Said: the sentences in what customers write that bear on a question, so that nobody asks what stands there already.

Only words are looked for, and nothing is inferred: somebody of us reads the sentence and takes it as the answer, or
asks. An answer is suggested where the words leave one reading only; a supposition or a thing of the past is no report.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GUIDES = Path(__file__).parent.parent / "guides"
READ_AT_MOST = 10_000
A_NUMBER = "number"
SENTENCES = re.compile(r"(?<=[.!?…])[”\"')\]]*\s+|\n\s*\n|\n(?=\s*[-*•\u2013]\s)")
NO_REPORT = re.compile(
    r"\b(if|unless|whether|in case|would|used to|last (week|month|year|time)|works? again|no longer an? (problem|issue)"
    r"|fixed|solved|resolved|sooner or later|next (week|month|year)|worried that|afraid that"
    r"|si|au cas où|la (semaine|fois) dernière|l'an dernier|le mois dernier|(re)?fonctionne (de nouveau|à nouveau)"
    r"|remarche|réglé|résolu|peur que|pourrait)\b",
    re.IGNORECASE,
)
COUNTED = "zero|one un une|two deux|three trois|four quatre|five cinq|six|seven sept|eight huit|nine neuf|ten dix"
NUMBERS = {word: number for number, words in enumerate(COUNTED.split("|")) for word in words.split()}
HOW_MANY = rf"(?P<quantity>\d{{1,4}}|{'|'.join(NUMBERS)})"


@dataclass(frozen=True)
class Bearing:
    """Words that bear on a question, and the answer that they give where they leave no other reading."""

    question: str
    pattern: re.Pattern[str]
    answer: str = ""


def read_bearings(given: dict[str, Any]) -> tuple[Bearing, ...]:
    """What a table says, with the words that it names put in their places."""
    known = given.get("words", {}) | {"how_many": HOW_MANY}
    return tuple(
        Bearing(each["question"], re.compile(_with(known, each["words"]), re.IGNORECASE), each.get("answer", ""))
        for each in given["said"]
    )


def _with(known: dict[str, str], pattern: str) -> str:
    for name, words in known.items():
        pattern = pattern.replace(f"<{name}>", words)
    return pattern


PLAIN = read_bearings(tomllib.loads((GUIDES / "said.toml").read_text(encoding="utf-8")))
"""For the questions of the plain guide, by their codes."""

WOULD = re.compile(r"\b(?:we'd|i'd|(?:we|i) would like|would you)\b", re.IGNORECASE)
"""What is wished is worded as a supposition."""


@dataclass(frozen=True)
class Said:
    """A sentence of theirs that bears on a question, and what it answers where that is plain."""

    question: str
    words: str
    answer: str = ""
    quantity: int | None = None

    @classmethod
    def in_words(cls, words: str, bearings: Iterable[Bearing] = PLAIN) -> dict[str, Said]:
        """For each question the first sentence that bears on it; one that answers goes before one that only bears."""
        found: dict[str, Said] = {}
        for sentence in sentences(words):
            for said in _borne_by(sentence, bearings):
                if said.question not in found or (said.is_plain and not found[said.question].is_plain):
                    found[said.question] = said
        return found

    @property
    def is_plain(self) -> bool:
        """Whether the words leave one reading only."""
        return bool(self.answer) or self.quantity is not None


def sentences(words: str) -> Iterator[str]:
    """Each on one line, as they wrote it."""
    for each in SENTENCES.split(words[:READ_AT_MOST]):
        if each and (sentence := " ".join(each.split())):
            yield sentence


def _borne_by(sentence: str, bearings: Iterable[Bearing]) -> Iterator[Said]:
    text, seen = sentence.replace("\u2019", "'"), set()
    is_report = not NO_REPORT.search(WOULD.sub("", text))
    for each in bearings:
        if each.question not in seen and is_report and (match := each.pattern.search(text)):
            seen.add(each.question)
            number = each.answer == A_NUMBER
            yield Said(each.question, sentence, "" if number else each.answer, _number(match) if number else None)


def _number(match: re.Match[str]) -> int:
    written = match["quantity"].lower()
    return NUMBERS[written] if written in NUMBERS else int(written)
