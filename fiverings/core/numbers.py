"""Numbers in addresses: what somebody typed there may be anything."""

from __future__ import annotations

LONGEST = 18
"""Digits of a number that the database keeps as an id."""


def number_in(text: str) -> int | None:
    """The id that a piece of an address names; None where it names none."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST else None
