"""What is new in an answer: the view of a text without quoted history and signature."""

import re
from itertools import pairwise

from . import phrases
from .markup import QUOTED, SIGNED, unmarked

MOST_LINES = 20_000
LONGEST_LINE = 2_000
LONGEST_ATTRIBUTION = 6

QUOTE = re.compile(r"\s{0,3}[>|]|^\s{0,3}» ")
DEPTH = re.compile(r"\s{0,3}>")
MOMENT = re.compile(
    rf"\d{{1,2}}[:.h]\d{{2}}(?!\d{{2}})|\b\d{{4}}\b|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\b(?:{phrases.MONTHS})\w*\.?,? \d|\d{{1,2}}\.? (?:de )?(?:{phrases.MONTHS})|\d年|\d월", re.I
)
BEGINS = re.compile(
    r"[\W_]*(?:on|at|in|am|le|el|il|op|em|den|det|på|dnia|w dniu|w|dne|dňa|в|на|tarihinde|на|pe|em|a|om|il giorno|a la date du|"
    r"mon|tue|wed|thu|fri|sat|sun|\w{2,12}[.,]? \d|\d|[\"“„'<]|在|於|于|\S+@)",
    re.I,
)
VERB = re.compile(rf"(?:^|[\s>\"”'）)\]]|(?<=[\d>一-鿿]))(?:{phrases.WROTE})(?=[\s:：,.\-–—]|$)", re.I)
ENDS = re.compile(r"(?:[:：]|-{2,}|—)\W*$")
TAIL = re.compile(rf"\s*>\s*(?:{phrases.WROTE})?\W*[:：]\W*$", re.I)
ENDS_IN_VERB = re.compile(rf"(?:{phrases.WROTE})\W*$", re.I)
DATED_SENDER = re.compile(r"\W*(?:\d|\w{2,10}[.,]+ ?\d).{3,120}<?[^\s<>]+@[^\s<>]+>?\W*$")
SEPARATOR = re.compile(rf"[\W_]*[-_=—–*]{{2,}}\s*(?:{phrases.FORWARDED})\W*$|\W*(?:{phrases.BEGINS_FORWARD})\s*[:：]\W*$", re.I)
MARKER = re.compile(rf"\W*(?:{phrases.REPLY_ABOVE})\W*$", re.I)
FIELD = re.compile(
    rf"[\s>*_]*(?:(?P<sender>{phrases.SENDER})|(?P<day>{phrases.DAY})|(?P<recipient>{phrases.RECIPIENT})|(?P<subject>{phrases.SUBJECT})|"
    rf"(?P<others>{phrases.OTHERS}))[\s*_]*[:：]",
    re.I,
)
RULE = re.compile(r"\s*[-_=*─—]{5,}\s*$")
SIGNATURE = re.compile(r"(?:--|—|–|- -|__|-- ?\\)\s*$")
FOOTER = re.compile(r"\s*_{5,}\s*$")
SENT = re.compile(rf"[\W_]*(?:(?:{phrases.SENT_WITH})\b|.{{0,20}}(?:から送信|傳送|发送)\W*$)", re.I)
DEVICE = re.compile(rf"\b(?:{phrases.DEVICE})\b", re.I)
SHORT_SENT = re.compile(r"[\W_]*(?:sent|posted) (?:from|via|with|by|using)(?: (?:my|an?|the))?(?: [^\s,]+){1,4}\W*$", re.I)
FROM_DEVICE = re.compile(rf"[\W_]*(?:\w+ )?from (?:my )?(?:{phrases.DEVICE})(?: \w+)?\W*$", re.I)


def newest(text: str, marked: str = "") -> str:
    """The new words of a mail; its HTML helps where the plain words do not show what was quoted."""
    found = new_part(text)
    if QUOTED not in marked and SIGNED not in marked:
        return found
    by_marks = new_part("\n".join(line for line in marked.split("\n") if line[:1] not in (QUOTED, SIGNED)))
    if by_marks and (text == unmarked(marked) or len(words_of(by_marks)) < len(words_of(found)) and is_within(by_marks, found)):
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
    text = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff]", "", text.replace("\r\n", "\n")).replace("\u00a0", " ")
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        lines = lines[:MOST_LINES]
    kept = without_signature(without_history(lines))
    found = "\n".join(kept).strip("\n").rstrip()
    return found if found.strip() else text.strip("\n").rstrip()


def without_history(lines: list[str]) -> list[str]:
    """The lines without what others wrote before."""
    spans = attributions(lines)
    cut = first_cut(lines, spans)
    lines = lines[:cut]
    inside = {place for start, end in spans if end <= cut for place in range(start, end)}
    roles = ["q" if place in inside or is_quote(line) else " " if not line.strip() else "t" for place, line in enumerate(lines)]
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


def is_quote(line: str) -> bool:
    """Whether a line is marked as somebody else's."""
    return DEPTH.match(line) is not None


def absorb_wraps(roles: list[str]) -> None:
    """A line squeezed between two quoted ones is the rest of a quoted line that was too long."""
    for place in range(1, len(roles) - 1):
        if roles[place] == "t" and roles[place - 1] == "q" and roles[place + 1] == "q":
            roles[place] = "q"


def attributions(lines: list[str]) -> list[tuple[int, int]]:
    """Where somebody is introduced as the writer of what follows; such an introduction may be wrapped."""
    spans: list[tuple[int, int]] = []
    for end, line in enumerate(lines):
        if is_quote(line) and not TAIL.match(line) or len(line) > LONGEST_LINE or not (VERB.search(line) or ENDS.search(line) or "@" in line):
            continue
        floor = max(spans[-1][1] if spans else 0, end - LONGEST_ATTRIBUTION)
        start = beginning(lines, floor, end)
        if start is not None:
            spans.append((start, end + 1))
    return spans


def beginning(lines: list[str], floor: int, end: int) -> int | None:
    """The line where the introduction that ends here begins, if it is one."""
    joined = ""
    for start in range(end, floor - 1, -1):
        if is_quote(lines[start]) and start < end:
            return None
        joined = f"{lines[start].strip()} {joined}".strip()
        if len(joined) > 400:
            return None
        if is_attribution(joined, follows=next_line(lines, end)):
            return start
    return None


def is_attribution(words: str, follows: str) -> bool:
    """Whether these words say when somebody wrote, or who did."""
    if not MOMENT.search(words):
        return False
    quoted = is_quote(follows) or follows.lstrip().startswith("|")
    if VERB.search(words) and (ENDS.search(words) or ENDS_IN_VERB.search(words)):
        return bool(BEGINS.match(words)) or quoted or "@" in words
    return bool(DATED_SENDER.match(words)) and (quoted or words.rstrip().endswith(":"))


def next_line(lines: list[str], end: int) -> str:
    """The next line that says something."""
    return next((line for line in lines[end + 1 : end + 5] if line.strip()), "")


def first_cut(lines: list[str], spans: list[tuple[int, int]]) -> int:
    """Where history without quote marks begins; what stands before must be new."""
    heads = {start: end for start, end in spans if not is_quote(next_line(lines, end - 1))}
    said = False
    for place, line in enumerate(lines):
        if said and (place in heads or begins_history(lines, place)):
            return place
        said = said or bool(line.strip()) and not is_quote(line) and not any(start <= place < end for start, end in spans[:1])
        if MARKER.match(line[:200]):
            return place
    return len(lines)


def begins_history(lines: list[str], place: int) -> bool:
    """Whether an older mail is repeated from this line on."""
    line = lines[place]
    if len(line) > 300 or is_quote(line):
        return False
    if SEPARATOR.match(line):
        return True
    if RULE.match(line):
        following = [each for each in range(place + 1, min(place + 3, len(lines))) if lines[each].strip()]
        return bool(following) and is_head(lines, following[0])
    return is_head(lines, place)


def is_head(lines: list[str], place: int) -> bool:
    """Whether the fields of an older mail stand here: its sender and at least two of the others."""
    first = FIELD.match(lines[place])
    if not first or first.lastgroup in ("others", "recipient"):
        return False
    kinds = set()
    for line in lines[place : place + 10]:
        if not line.strip() and len(kinds) > 1:
            break
        if found := FIELD.match(line):
            kinds.add(found.lastgroup)
    return "sender" in kinds and len(kinds) >= 3


def without_signature(lines: list[str]) -> list[str]:
    """The lines without the card of their writer and the boast of their device."""
    for place, line in enumerate(lines):
        closing = SIGNATURE.match(line) or FOOTER.match(line) and len(lines) - place < 15
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
    start = SENT.match(line)
    return bool(start) and bool(DEVICE.search(" ".join(re.split(r"[\s(\[]+", line[: start.end() + 60])[:9])))
