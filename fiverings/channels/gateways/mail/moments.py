"""When a mail program says that a mail was written, in English, German or French; never a guess between two days."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

MONTHS = {
    "jan": 1, "fév": 2, "fev": 2, "feb": 2, "mar": 3, "mär": 3, "apr": 4, "avr": 4, "may": 5, "mai": 5, "jun": 6,
    "juin": 6, "jul": 7, "juil": 7, "aug": 8, "aoû": 8, "aou": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11,
    "dec": 12, "dez": 12, "déc": 12, "ene": 1, "gen": 1, "abr": 4, "maj": 5, "mei": 5, "mag": 5, "giu": 6, "lug": 7,
    "ago": 8, "set": 9, "ott": 10, "out": 10, "dic": 12, "mrt": 3, "sty": 1, "lut": 2, "kwi": 4, "cze": 6, "lip": 7,
    "sie": 8, "wrz": 9, "paź": 10, "lis": 11, "gru": 12,
}  # fmt: skip
ZONES = {
    "mesz": 2, "cest": 2, "mest": 2, "mez": 1, "cet": 1, "met": 1, "bst": 1, "west": 1, "wet": 0, "gmt": 0, "utc": 0,
    "eet": 2, "eest": 3, "msk": 3, "edt": -4, "est": -5, "cdt": -5, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8,
    "jst": 9, "kst": 9, "hkt": 8, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "brt": -3, "art": -3,
}  # fmt: skip
"""Hours east of Greenwich; names that mean several zones are left out."""
CLOCK = re.compile(r"\b(\d{1,2})(?:[:.]|\s?h\s?)(\d{2})(?:[:.](\d{2}))?\s*([ap])?\.?(?:m\b)?", re.I)
DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+([^\W\d_]{3,9})\.?,?\s+(\d{4})\b")
MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
DIGITS = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\b")
ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d{2})?\b")
ZONE = re.compile(rf"\b({'|'.join(ZONES).upper()})\b")


def moment_in(words: str) -> datetime | None:
    """The moment, with a zone where one is named; None when the words name none, or could mean two days."""
    words = words.replace("\u202f", " ").replace("\u00a0", " ").replace("\u2212", "-")
    if (day := _day(words)) is None:
        return None
    place, (year, month, date) = day
    rest = words[place:]
    clock = CLOCK.search(rest)
    hour, minute, second = (int(each or 0) for each in clock.group(1, 2, 3)) if clock else (0, 0, 0)
    if clock and clock[4]:
        hour = hour % 12 + (12 if clock[4].lower() == "p" else 0)
    try:
        return datetime(year, month, date, hour, minute, second, tzinfo=_zone(rest[clock.end() :] if clock else ""))
    except ValueError:
        return None


def _day(words: str) -> tuple[int, tuple[int, int, int]] | None:
    if found := ISO.search(words):
        return found.end(), (int(found[1]), int(found[2]), int(found[3]))
    if (found := DAY_FIRST.search(words)) and (month := _month(found[2])):
        return found.end(), (int(found[3]), month, int(found[1]))
    if (found := MONTH_FIRST.search(words)) and (month := _month(found[1])):
        return found.end(), (int(found[3]), month, int(found[2]))
    return _digits(words)


def _digits(words: str) -> tuple[int, tuple[int, int, int]] | None:
    found = DIGITS.search(words)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    by_half_days = re.search(r"\d\s?[ap]\.?m\b", words, re.I) is not None
    if found[2] == "/" and first <= 12 and second <= 12 and first != second and not by_half_days:
        return None  # 4/5: nobody can tell
    month, date = (first, second) if found[2] == "/" and (second > 12 or by_half_days) else (second, first)
    return found.end(), (year + 2000 if year < 100 else year, month, date)


def _month(word: str) -> int | None:
    lower = word.lower()
    return next((MONTHS[lower[:size]] for size in (4, 3) if lower[:size] in MONTHS), None)


def _zone(words: str) -> timezone | None:
    if named := OFFSET.search(words):
        span = timedelta(hours=int(named[2]), minutes=int(named[3] or 0))
        return timezone(-span if named[1] == "-" else span) if span < timedelta(hours=24) else None
    found = ZONE.search(words)
    hours = ZONES[found[1].lower()] if found else 0
    return (timezone(timedelta(hours=hours)) if hours else UTC) if found else None
