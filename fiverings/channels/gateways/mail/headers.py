"""The words, names, ids and dates of a mail's header, also where senders broke the rules."""

import binascii
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from . import charsets
from .moments import CLOCK, ZONES, moment_in

ENCODED = re.compile(r"=\?([\w.:+-]+)(?:\*[\w-]*)?\?([bq])\?(.*?)\?=", re.I | re.S)
MENTIONED = re.compile(rb"(?:charset\*?=[\"' ]*|=\?)([\w.:+-]{3,30})", re.I)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONGEST_ID = 998
LONGEST_DATE = 200
HALF_DAY = re.compile(r"\d ?[ap]\.?m\b", re.I)
ZONED = re.compile(
    r"(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?) ?(?:\"?(?:GMT|UTC|UT)\"? ?)?([+-])(\d{1,2})(?!\d\d\d):?(\d{2})?\b"
)
FIRST_YEAR, LAST_YEAR = 1970, 2200


def mentioned_charsets(raw: bytes) -> list[str]:
    """The charsets a mail names anywhere near its top: the best hint for header bytes without one."""
    names = (found.decode("ascii", "ignore").lower() for found in MENTIONED.findall(raw[:100_000]))
    return [name for name in dict.fromkeys(names) if name not in ("us-ascii", "utf-8", "unknown")][:5]


def text_of(raw: bytes, hints: Iterable[str] = ()) -> str:
    """A header's raw bytes as text, still with its encoded words."""
    return charsets.decode(raw, None, hints, defects=[])


def words(value: str) -> str:
    """A header's text with its encoded words (RFC 2047) read, and those that belong together joined."""
    pieces: list[str] = []
    waiting: list[tuple[str, bytes]] = []
    end = 0
    for found in ENCODED.finditer(value[: value.rfind("?=") + 2]):
        between = value[end : found.start()]
        if between.strip() or not end:
            pieces += [joined(waiting), between]
            waiting = []
        waiting.append((found[1].lower(), bytes_of(found[2], found[3])))
        end = found.end()
    return "".join([*pieces, joined(waiting), value[end:]])


def joined(waiting: list[tuple[str, bytes]]) -> str:
    """Neighbouring encoded words; a letter may be split between two of the same charset."""
    runs: list[tuple[str, bytes]] = []
    for charset, raw in waiting:
        if runs and runs[-1][0] == charset:
            runs[-1] = (charset, runs[-1][1] + raw)
        else:
            runs.append((charset, raw))
    return "".join(charsets.decode(raw, charset, defects=[]) for charset, raw in runs)


def bytes_of(kind: str, text: str) -> bytes:
    """The bytes inside one encoded word."""
    raw = text.encode("utf-8", "surrogateescape")
    if kind in "qQ":
        return binascii.a2b_qp(re.sub(rb"\s", b"_", raw), header=True)
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    kept = kept[:-1] if len(kept) % 4 == 1 else kept
    return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))


def line(value: str) -> str:
    """One clean line: encoded words read, folds and controls gone."""
    return CONTROLS.sub("", re.sub(r"[\r\n\t\f\v ]+", " ", words(value))).strip()


def message_ids(value: str) -> list[str]:
    """The message ids in a header, without their brackets, malformed ones included."""
    bracketed = re.findall(r"<([^<>]*)>?", value)
    found = bracketed or value.split()
    clean = (re.sub(r"\s+", "", CONTROLS.sub("", each)) for each in found)
    return list(dict.fromkeys(each[:LONGEST_ID] for each in clean if each))


def message_id(value: str) -> str:
    """The one id of a header, or nothing."""
    return next(iter(message_ids(value)), "")


def with_offset(value: str) -> str:
    """A date whose zone is written in the one way that everybody reads."""
    value = ZONED.sub(lambda found: f"{found[1]} {found[2]}{int(found[3]):02}{found[4] or '00'}", value)
    named = re.search(rf"(?<=\d) ({'|'.join(ZONES)})\b", value, re.I)
    if not named or HALF_DAY.search(value):
        return value
    hours = ZONES[named[1].lower()]
    return f"{value[: named.start()]}{value[named.end() :]} {'-' if hours < 0 else '+'}{abs(hours):02}00"


def dated(value: str) -> datetime:
    """A date in the words of another language; ValueError where it says no day and time."""
    found = moment_in(value) if CLOCK.search(value) and re.match(r"[^\W\d]", value) else None
    if found is None:
        raise ValueError(value)
    return found


def moment(value: str) -> datetime | None:
    """When a date header says it was, aware and in its own zone, or None when nobody can tell."""
    value = with_offset(re.sub(r"\s+", " ", words(value)).strip(" <>\"'")[:LONGEST_DATE])
    for read in (moment_in if HALF_DAY.search(value) else parsedate_to_datetime, datetime.fromisoformat, dated):
        try:
            found = read(value)
            aware = found if found.tzinfo else found.replace(tzinfo=UTC)
            aware.astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return aware if FIRST_YEAR <= aware.year < LAST_YEAR else None
    return None
