"""Where a mail repeats an older one without marking its lines: forwarded, or quoted as Outlook does."""

# ruff: noqa: RUF001 — colons and dashes of other alphabets are meant

import re

from . import phrases
from .introductions import DECORATION, is_quote

LONGEST_LINE = 300
FORWARDED = re.compile(phrases.FORWARDED, re.I)
BEGINS_FORWARD = re.compile(phrases.BEGINS_FORWARD, re.I)
RULE = re.compile(r"\s*+[-_=*─—]{5,}+(?:\s*+[^\W_]++(?: [^\W_]++){0,3}+\s*+[-_=*─—]{5,}+)?\s*+$")
FIELD = re.compile(
    rf"[\s>*_]*+(?:(?P<sender>{phrases.SENDER})|(?P<day>{phrases.DAY})|(?P<recipient>{phrases.RECIPIENT})"
    rf"|(?P<subject>{phrases.SUBJECT})|(?P<others>{phrases.OTHERS}))[\s*_]*+[:：]",
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
    decorated = any(mark in line for mark in ("--", "__", "==", "**", "—", "––"))
    return decorated and FORWARDED.fullmatch(words) is not None


def is_head(lines: list[str], place: int) -> bool:
    """Whether the fields of an older mail stand here: its sender and at least two of the others."""
    first = FIELD.match(lines[place])
    if not first or first.lastgroup in ("others", "recipient"):
        return False
    kinds: set[str | None] = set()
    for line in lines[place : place + 10]:
        if not line.strip() and len(kinds) > 1:
            break
        if found := FIELD.match(line):
            kinds.add(found.lastgroup)
    return "sender" in kinds and len(kinds) >= 3
