"""The customer's part of the HTML of a mail that was forwarded within the words: what stands below its fields."""

import html
import re
from dataclasses import dataclass, field

from .cleaning import clean
from .markup import BLOCKS, TAG, VOID
from .repeats import FIELD, is_head

LINES_AT_MOST = 5_000
FIELDS_AT_MOST = 12
SHORTEST_SAID = 6
BEARS = frozenset(["center", "div", "font", "span", "table", "tbody", "td", "th", "tr"])
"""What may stand around the customer's part too; a quote's mark, a link or a point of a list is our program's."""
TOKEN = re.compile(rf"{TAG.pattern}|<!--.*?-->|<", re.S)
TITLE = re.compile(r'\s(?:title|alt)="[^"]*"')


@dataclass
class Lines:
    """The lines of cleaned HTML as they are read, and where in it each ends."""

    said: list[str] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    line: str = ""
    end: int = 0

    @classmethod
    def of(cls, source: str) -> "Lines":
        lines = cls()
        for found in TOKEN.finditer(source):
            if len(lines.said) >= LINES_AT_MOST:
                break
            lines.take(found)
        lines.finish()
        return lines

    def take(self, found: re.Match[str]) -> None:
        """A tag or words."""
        name, words = found[2] or "", found[4] or ""
        if words.strip():
            self.line, self.end = self.line + re.sub(r"[\s\u00a0]+", " ", html.unescape(words)), found.end()
        elif words or name in ("td", "th"):
            self.line += " "
        elif name == "br":
            self.end = found.end()
            self.finish(always=True)
        elif name in BLOCKS:
            self.finish()

    def finish(self, *, always: bool = False) -> None:
        """The line is done; an empty one counts only where it was broken."""
        if self.line.strip() or always:
            self.said.append(re.sub(r"^\s*>[ ]?", "", self.line).strip())
            self.ends.append(self.end)
        self.line = ""


def below_fields(source: str, sender: str, comment: str) -> str:
    """What stands below the fields that name this sender; empty where they are not found for sure.

    What was said above it (`comment`) is never in it.
    """
    lines = Lines.of(source)
    start = next((at for at, line in enumerate(lines.said) if FIELD.match(line) and is_head(lines.said, at)), None)
    if start is None:
        return ""
    last, named = end_of_fields(lines.said, start)
    if not re.search(rf"(?<![\w.+-]){re.escape(sender)}(?![\w-])", named, re.I):
        return ""
    part = clean(with_sources(cut(source, lines.ends[last])), [])
    return "" if says(part, comment) or not letters(part) else part


def end_of_fields(said: list[str], start: int) -> tuple[int, str]:
    """The line of the last field, and what names the sender; each field is one line there, of one kind but the rest."""
    kinds: set[str] = set()
    last, sender = start, ""
    for at in range(start, min(start + FIELDS_AT_MOST, len(said))):
        found = FIELD.match(said[at])
        if not said[at] and len(kinds) < 2:
            continue
        if found is None or (found.lastgroup in kinds and found.lastgroup != "others"):
            break
        kinds.add(str(found.lastgroup))
        sender = said[at] if found.lastgroup == "sender" else sender
        last = at
    return last, sender


def cut(source: str, end: int) -> str:
    """What follows that place, in the boxes in which it stands."""
    boxes: list[tuple[str, str]] = []
    for found in TOKEN.finditer(source):
        name = found[2] or ""
        if found.end() > end and not (name == "br" or found[1] or not (name or (found[4] or "x").strip())):
            end = found.start()
            break
        if name and found[1]:
            while boxes and boxes.pop()[0] != name:
                pass
        elif name and name not in VOID:
            boxes.append((name, found[0]))
    else:
        return ""
    around = "".join(TITLE.sub("", tag) for name, tag in boxes if name in BEARS)
    return around + source[end:]


def with_sources(source: str) -> str:
    """The addresses of pictures from afar where the cleaning reads them, which sets them aside again."""
    return TAG.sub(
        lambda found: re.sub(r"(?<=\s)data-src=", "src=", found[0]) if found[2] == "img" else found[0], source
    )


def says(part: str, comment: str) -> bool:
    """Whether a line of what was said above stands in it."""
    whole = letters(part)
    return any(len(each) >= SHORTEST_SAID and each in whole for each in map(letters, comment.split("\n")))


def letters(source: str) -> str:
    """The letters and digits of the words alone; tags are left out."""
    return re.sub(r"[\W_]+", "", html.unescape(re.sub(r"<[^<>]*>", " ", source))).lower()
