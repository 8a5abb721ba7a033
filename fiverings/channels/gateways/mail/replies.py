"""What is new in an answer: the view of a text without quoted history and signature."""

import re
from collections.abc import Iterator
from itertools import pairwise

from . import phrases
from .introductions import (
    DECORATION,
    LONGEST_INTRODUCTION,
    MOMENT,
    introductions,
    is_introduction,
    is_quote,
    next_line,
)
from .reading import QUOTED, SIGNED, unmarked
from .repeats import FIELD, begins_repeat, is_head, is_separator
from .signatures import without_signature

MOST_LINES = 5_000
WRAPPED_FROM = 60
"""A quoted line shorter than this was not broken on its way; what stands below it is somebody's answer."""
SHORTEST_PROOF = 4
"""So many quoted lines below “it says:” are what a customer shows us, not what we wrote."""
INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
REPLY_ABOVE = re.compile(phrases.REPLY_ABOVE, re.I)
DESK_ABOVE = re.compile(r"##-? .{10,120} -?##")
SAID_ON_ONE_LINE = re.compile(
    rf"^(?=.{{0,60}}\d)([ \t]{{0,4}}[^\s<][^<>\n]{{10,250}}<[^<>\s]{{1,200}}> ?(?:{phrases.WROTE}) ?:)[ ]{{2,}}(?=\S)",
    re.I | re.M,
)


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
    lines = SAID_ON_ONE_LINE.sub(r"\1\n", text).split("\n")
    if len(lines) > MOST_LINES:
        lines = lines[:MOST_LINES]
    kept = without_signature(without_history(lines))
    found = "\n".join(kept).strip("\n").rstrip()
    return found if found.strip() else text.strip("\n").rstrip()


def without_history(lines: list[str]) -> list[str]:
    """The lines without what others wrote before."""
    spans = [(headed(lines, start), end) for start, end in introductions(lines)]
    spans = sorted([*spans, *heads_of_quotes(lines), *introduced_within(lines)])
    cut = first_cut(lines, spans)
    lines = lines[:cut]
    inside = {place for start, end in spans if end <= cut for place in range(start, end)}
    roles = [
        "q" if place in inside or is_quote(line) else " " if not line.strip() else "t"
        for place, line in enumerate(lines)
    ]
    absorb_wraps(lines, roles)
    return chosen(lines, roles, inside)


def headed(lines: list[str], start: int) -> int:
    """Where an introduction begins with the line above it that says that an older mail follows."""
    above = next((place for place in range(start - 1, max(start - 3, -1), -1) if lines[place].strip()), start)
    return above if is_separator(lines[above]) else start


def introduced_within(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Where a quote itself begins with its introduction, as Apple's programs write it."""
    for place, line in enumerate(lines):
        if is_quote(line) and not (place and is_quote(lines[place - 1])) and "@" in line:
            words = line.lstrip(" >").rstrip()
            if len(words) < LONGEST_INTRODUCTION and is_introduction(words, next_line(lines, place)):
                yield place, place + 1


def heads_of_quotes(lines: list[str]) -> list[tuple[int, int]]:
    """Fields of an older mail above its marked lines: there may be answers between these."""
    spans: list[tuple[int, int]] = []
    for start, line in enumerate(lines):
        if (spans and start < spans[-1][1]) or not (FIELD.match(line) or is_separator(line)):
            continue
        end = start + 1
        while end < len(lines) and end < start + 12 and (FIELD.match(lines[end]) or not lines[end].strip()):
            end += 1
        if (
            is_head(lines, start)
            if is_quote(line)
            else begins_repeat(lines, start) and is_quote(next_line(lines, end - 1))
        ):
            spans.append((start, end))
    return spans


def chosen(lines: list[str], roles: list[str], inside: set[int]) -> list[str]:
    """The lines that remain: quotes between answers stay, those around all of the answers go."""
    texts = [place for place, role in enumerate(roles) if role == "t"]
    if not texts:
        return []
    last = texts[-1] + 1 + shown_below(lines, texts[-1], inside)
    blocks = [first for before, first in pairwise([-1, *texts]) if "q" in roles[before + 1 : first]]
    headed = bool(inside) and min(inside) < texts[-1]
    if headed and len(blocks) == 1:
        quoted = [place for place in range(last) if roles[place] == "q"]
        return lines[: quoted[0]] + lines[quoted[-1] + 1 : last]
    return lines[:last]


def shown_below(lines: list[str], place: int, inside: set[int]) -> int:
    """How many marked lines below the last words are shown by whoever wrote these: “the display says:”."""
    below = lines[place + 1 :]
    marked = next((count for count, line in enumerate(below) if not is_quote(line)), len(below))
    says = lines[place].rstrip().endswith((":", "\uff1a")) and place not in inside
    is_proof = says and marked <= SHORTEST_PROOF and not any(each.strip() for each in below[marked:])
    return marked if is_proof and not MOMENT.search(lines[place]) and "@" not in lines[place] else 0


def absorb_wraps(lines: list[str], roles: list[str]) -> None:
    """A line squeezed between two quoted ones is the rest of a quoted line that was too long."""
    for place in range(1, len(roles) - 1):
        is_long = len(lines[place - 1]) >= WRAPPED_FROM and len(lines[place]) < WRAPPED_FROM
        if is_long and roles[place] == "t" and roles[place - 1] == "q" and roles[place + 1] == "q":
            roles[place] = "q"


def first_cut(lines: list[str], spans: list[tuple[int, int]]) -> int:
    """Where history without quote marks begins; what stands before must be new."""
    heads = {start: end for start, end in spans if not is_quote(next_line(lines, end - 1))}
    known = {place for start, end in spans for place in range(start, end)}
    said = False
    for place, line in enumerate(lines):
        if said and (place in heads or (place not in known and begins_repeat(lines, place))):
            return place
        said = said or (
            bool(line.strip()) and not is_quote(line) and not any(start <= place < end for start, end in spans[:1])
        )
        if len(line) < 200 and is_desk_line(line.strip()):
            return place
    return len(lines)


def is_desk_line(line: str) -> bool:
    """Whether another desk asks to answer above this line."""
    return bool(DESK_ABOVE.fullmatch(line) or REPLY_ABOVE.fullmatch(line.strip(DECORATION + ".()[]")))
