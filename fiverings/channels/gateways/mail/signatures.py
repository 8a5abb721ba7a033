"""The card somebody leaves under a mail, and what their device says of itself."""

# ruff: noqa: RUF001 — colons and dashes of other alphabets are meant

import re

from . import phrases

LONGEST_FOOTER = 15
LONGEST_POSTSCRIPT = 3
LONGEST_BOAST = 160
DELIMITER = re.compile(r"(?:--|—|–|- -|__|-- ?\\)\s*$")
STANDARD = ("-- ", "--")
FOOTER = re.compile(r"\s*_{5,}\s*$")
ENDS = (".", "?", "!", "。", "？", "！")
SENT = re.compile(rf"[\W_]*(?:{phrases.SENT_WITH})(?:\b|(?<=[^\x00-\x7f]))", re.I)
SENT_FROM_AFAR = re.compile(rf"[\W_]*(?:{phrases.SENT_FROM_AFAR})(?:<\S*)?\W*$", re.I)
GET_APP = re.compile(
    rf"[\W_]*(?:{phrases.GET_APP})\W+(?:(?:the|o|a|l[ae]|app|aplikację) |l['’])?\[?(?:{phrases.APP})"
    r"(?=\W*$|[<(\[]|\s?https?:|\s(?:for|für|pour|per|para|voor|til|för|dla|app|mobile|mail)\b)"
    rf"|[\W_]*(?:{phrases.APP}) (?:für|voor) \w{{3,12}} (?:herunterladen|downloaden)",
    re.I,
)
DEVICE = re.compile(rf"(?<![a-z])(?:{phrases.DEVICE})(?![a-z])", re.I)
SHORT_SENT = re.compile(
    r"[\W_]*(?:sent|posted) (?:from|via|with|by|using)(?: (?:my|an?|the))?(?: [^\s,]+){1,4}\W*$", re.I
)
TOLD = re.compile(
    r"\b(?:our|your|his|her|their|yesterday|today|tomorrow|on|to|this|last|ago|since|courier|post|hand|mistake)\b", re.I
)
FROM_DEVICE = re.compile(rf"[\W_]*(?:\w+ )?from (?:my )?(?:{phrases.DEVICE})(?: \w+)?\W*$", re.I)
EXCUSED = re.compile(rf"(?=.*\b(?:{phrases.EXCUSE})\b).*\b(?:{phrases.SENT_WITH})\b", re.I)


def without_signature(lines: list[str]) -> list[str]:
    """The lines without the card of their writer and the boast of their device."""
    lines = lines[: card(lines)]
    end = len(lines)
    for place in range(len(lines) - 1, 0, -1):
        if is_boast(lines[place]):
            end = place
        elif lines[place].strip():
            break
    return lines[:end]


def card(lines: list[str]) -> int:
    """Where the card of the writer begins; lines that only part one thing from the next begin none."""
    closing = [
        place
        for place, line in enumerate(lines)
        if DELIMITER.match(line) or (FOOTER.match(line) and len(lines) - place < LONGEST_FOOTER)
    ]
    closing = [place for place in closing if any(each.strip() for each in lines[:place])]
    first = next(iter(closing), len(lines))
    if (
        len(closing) > 1
        and lines[first] != "-- "
        and any(each.rstrip().endswith(ENDS) for each in lines[first : closing[1]])
    ):
        return next((place for place in closing if lines[place] == "-- "), len(lines))
    rest = [each.rstrip() for each in lines[first + 1 :] if each.strip()]
    if lines[first : first + 1] != ["-- "] and len(rest) <= LONGEST_POSTSCRIPT and {*map(closes, rest)} == {True}:
        return len(lines)
    asks = any(each.rstrip().endswith(("?", "？")) for each in lines[first:])
    return len(lines) if asks and lines[first] not in STANDARD else first


def closes(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return line.endswith(ENDS)


def is_boast(line: str) -> bool:
    """“Sent from my phone” and its sisters."""
    line = line.strip()
    if not line or len(line) > LONGEST_BOAST:
        return False
    if (SHORT_SENT.match(line) and not TOLD.search(line)) or FROM_DEVICE.match(line):
        return True
    if GET_APP.match(line) or SENT_FROM_AFAR.match(line):
        return True
    start = SENT.match(line) or EXCUSED.match(line)
    if not start:
        return False
    return DEVICE.search(" ".join(re.split(r"[\s(\[]+", line[: start.end() + 60])[-12:])) is not None
