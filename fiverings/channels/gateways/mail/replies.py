"""What is new in an answer: the view of a text without quoted history and signature."""

import re
from itertools import pairwise

from . import phrases
from .introductions import DECORATION, introductions, is_quote, next_line
from .reading import QUOTED, SIGNED, unmarked
from .repeats import begins_repeat
from .signatures import without_signature

MOST_LINES = 5_000
INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
REPLY_ABOVE = re.compile(phrases.REPLY_ABOVE, re.I)


def newest(text: str, marked: str = "") -> str:
    """The new words of a mail; its HTML helps where the plain words do not show what was quoted."""
    found = new_part(text)
    if QUOTED not in marked and SIGNED not in marked:
        return found
    by_marks = new_part("\n".join(line for line in marked.split("\n") if line[:1] not in (QUOTED, SIGNED)))
    if by_marks and (
        text == unmarked(marked) or (len(words_of(by_marks)) < len(words_of(found)) and is_within(by_marks, found))
    ):
        return by_marks
    return found


def words_of(text: str) -> list[str]:
    """The words of a text, for comparing two ways of writing it."""
    return re.findall(r"\w+", text)


def is_within(short: str, long: str) -> bool:
    """Whether one text begins another, whatever their spaces."""
    words = words_of(short)
    return words == words_of(long)[: len(words)]


def new_part(text: str) -> str:
    """The new words of a plain text, or all of it when nothing in it is new."""
    text = INVISIBLE.sub("", text.replace("\r\n", "\n")).replace("\u00a0", " ")
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        lines = lines[:MOST_LINES]
    kept = without_signature(without_history(lines))
    found = "\n".join(kept).strip("\n").rstrip()
    return found if found.strip() else text.strip("\n").rstrip()


def without_history(lines: list[str]) -> list[str]:
    """The lines without what others wrote before."""
    spans = introductions(lines)
    cut = first_cut(lines, spans)
    lines = lines[:cut]
    inside = {place for start, end in spans if end <= cut for place in range(start, end)}
    roles = [
        "q" if place in inside or is_quote(line) else " " if not line.strip() else "t"
        for place, line in enumerate(lines)
    ]
    absorb_wraps(roles)
    return chosen(lines, roles, inside)


def chosen(lines: list[str], roles: list[str], inside: set[int]) -> list[str]:
    """The lines that remain: quotes between answers stay, those around all of the answers go."""
    texts = [place for place, role in enumerate(roles) if role == "t"]
    if not texts:
        return []
    last = texts[-1] + 1
    blocks = [first for before, first in pairwise([-1, *texts]) if "q" in roles[before + 1 : first]]
    headed = bool(inside) and min(inside) < texts[-1]
    if headed and len(blocks) == 1:
        quoted = [place for place in range(last) if roles[place] == "q"]
        return lines[: quoted[0]] + lines[quoted[-1] + 1 : last]
    return lines[:last]


def absorb_wraps(roles: list[str]) -> None:
    """A line squeezed between two quoted ones is the rest of a quoted line that was too long."""
    for place in range(1, len(roles) - 1):
        if roles[place] == "t" and roles[place - 1] == "q" and roles[place + 1] == "q":
            roles[place] = "q"


def first_cut(lines: list[str], spans: list[tuple[int, int]]) -> int:
    """Where history without quote marks begins; what stands before must be new."""
    heads = {start: end for start, end in spans if not is_quote(next_line(lines, end - 1))}
    said = False
    for place, line in enumerate(lines):
        if said and (place in heads or begins_repeat(lines, place)):
            return place
        said = said or (
            bool(line.strip()) and not is_quote(line) and not any(start <= place < end for start, end in spans[:1])
        )
        if len(line) < 200 and REPLY_ABOVE.fullmatch(line.strip(DECORATION + ".()[]")):
            return place
    return len(lines)
