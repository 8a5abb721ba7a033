"""The card somebody leaves under a mail, and what their device says of itself."""

# ruff: noqa: RUF001 — colons and dashes of other alphabets are meant

import re

from . import phrases

LONGEST_FOOTER = 15
DELIMITER = re.compile(r"(?:--|—|–|- -|__|-- ?\\)\s*$")
FOOTER = re.compile(r"\s*_{5,}\s*$")
SENT = re.compile(
    rf"[\W_]*(?:(?:{phrases.SENT_WITH})(?:\b|(?<=[^\x00-\x7f]))|.{{0,20}}(?:から送信|傳送|发送)\W*$)", re.I
)
DEVICE = re.compile(rf"(?<![a-z])(?:{phrases.DEVICE})(?![a-z])", re.I)
SHORT_SENT = re.compile(
    r"[\W_]*(?:sent|posted) (?:from|via|with|by|using)(?: (?:my|an?|the))?(?: [^\s,]+){1,4}\W*$", re.I
)
FROM_DEVICE = re.compile(rf"[\W_]*(?:\w+ )?from (?:my )?(?:{phrases.DEVICE})(?: \w+)?\W*$", re.I)


def without_signature(lines: list[str]) -> list[str]:
    """The lines without the card of their writer and the boast of their device."""
    for place, line in enumerate(lines):
        closing = DELIMITER.match(line) or (FOOTER.match(line) and len(lines) - place < LONGEST_FOOTER)
        if closing and any(each.strip() for each in lines[:place]):
            lines = lines[:place]
            break
    end = len(lines)
    for place in range(len(lines) - 1, 0, -1):
        if is_boast(lines[place]):
            end = place
        elif lines[place].strip():
            break
    return lines[:end]


def is_boast(line: str) -> bool:
    """“Sent from my phone” and its sisters."""
    line = line.strip()
    if not line or len(line) > 160:
        return False
    if SHORT_SENT.match(line) or FROM_DEVICE.match(line):
        return True
    if not (start := SENT.match(line)):
        return False
    return DEVICE.search(" ".join(re.split(r"[\s(\[]+", line[: start.end() + 60])[:9])) is not None
