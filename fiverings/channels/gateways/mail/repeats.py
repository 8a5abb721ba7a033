"""Where a mail repeats an older one without marking its lines: forwarded, or quoted as Outlook does."""

# ruff: noqa: RUF001 — colons and dashes of other alphabets are meant

import re

from . import phrases
from .introductions import DECORATION, MOMENT, is_quote

LONGEST_LINE = 300
FORWARDED = re.compile(phrases.FORWARDED, re.I)
BEGINS_FORWARD = re.compile(phrases.BEGINS_FORWARD, re.I)
RULE = re.compile(r"\s*+[-_=*─—]{5,}+(?:\s*+[^\W_]++(?: [^\W_]++){0,3}+\s*+[-_=*─—]{5,}+)?\s*+$")
FIELD = re.compile(
    rf"[\s>*_|]*+(?:(?P<sender>{phrases.SENDER})|(?P<day>{phrases.DAY})|(?P<recipient>{phrases.RECIPIENT})"
    rf"|(?P<subject>{phrases.SUBJECT})|(?P<others>{phrases.OTHERS}))[\s*_]*+(?:[:：]|(?<=\s)\|)",
    re.I,
)


def begins_repeat(lines: list[str], place: int) -> bool:
    """Whether an older mail is repeated from this line on."""
    line = lines[place]
    if len(line) > LONGEST_LINE or is_quote(line):
        return False
    if is_separator(line):
        return True
    if RULE.match(line):
        following = [each for each in range(place + 1, min(place + 3, len(lines))) if lines[each].strip()]
        return bool(following) and is_head(lines, following[0])
    return is_head(lines, place)


def is_separator(line: str) -> bool:
    """Whether a line only says that an older mail follows."""
    bare = line.strip(DECORATION)
    words = bare.rstrip(":： ")
    if BEGINS_FORWARD.fullmatch(words) and words != bare:
        return True
    decorated = any(mark in line for mark in ("--", "__", "==", "**", "—", "––", "‐‐"))
    return decorated and FORWARDED.fullmatch(words) is not None


def is_head(lines: list[str], place: int) -> bool:
    """Whether the fields of an older mail stand here: its sender, two of the others, and an address or its subject."""
    first = FIELD.match(lines[place])
    if not first or first.lastgroup in ("others", "recipient"):
        return False
    found = fields_at(lines, place)
    if "sender" not in found or len(found) < 3:
        return False
    addressed = any("@" in found.get(kind, "") for kind in ("sender", "recipient"))
    if re.match(r"\s*\d", found["sender"]):
        return False
    return addressed or ("subject" in found and ("day" not in found or MOMENT.search(found["day"]) is not None))


def fields_at(lines: list[str], place: int) -> dict[str, str]:
    """The fields that stand here, by their kind, with the rest of their lines."""
    found: dict[str, str] = {}
    for at, line in enumerate(lines[place : place + 12], place):
        if not line.strip() and len(found) > 1 and not (at + 1 < len(lines) and FIELD.match(lines[at + 1])):
            break
        if field := FIELD.match(line):
            found.setdefault(str(field.lastgroup), line[field.end() :])
    return found
