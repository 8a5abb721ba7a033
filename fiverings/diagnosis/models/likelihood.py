"""Likelihoods as people say them, and the chances that are meant."""

from __future__ import annotations

from typing import Any

LEAST, MOST = 0.0001, 0.9999
"""Nothing is certain: a chance of nought or one could never be outweighed by what is heard later."""

CHANCES = {
    "almost always": 0.95,
    "mostly": 0.85,
    "often": 0.7,
    "about half": 0.5,
    "sometimes": 0.3,
    "rarely": 0.1,
    "almost never": 0.03,
}
"""What each of the words means, as the chance that the answer is yes."""


def chance(said: Any) -> float | None:
    """The chance that is meant by a word or a number; None when it is neither, or as good as certain."""
    if isinstance(said, str):
        return CHANCES.get(" ".join(said.lower().split()))
    if isinstance(said, bool) or not isinstance(said, int | float):
        return None
    return float(said) if LEAST <= said <= MOST else None


def in_words(said: Any) -> str:
    """A likelihood as people say it: the word that means it, or the number."""
    meant = chance(said)
    return next((word for word, each in CHANCES.items() if each == meant), f"{said}")
