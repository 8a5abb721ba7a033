"""Where a text introduces the writer of what follows: “On Monday Priya wrote:”, in any language, wrapped or not."""

# ruff: noqa: RUF001 — colons and dashes of other alphabets are meant

import re

from . import phrases

LONGEST_LINE = 2_000
LONGEST_INTRODUCTION = 400
MOST_WRAPS = 6
LONGEST_UNSPACED = 120
LONGEST_NAME = 100

QUOTE = re.compile(r"\s{0,3}>")
MOMENT = re.compile(
    r"\d{1,2}[:.h]\d{2}(?!\d{2})|\b\d{4}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d[年월]"
    rf"|\b(?:{phrases.MONTHS})\w*\.?,? \d|\d{{1,2}}\.? (?:de )?(?:{phrases.MONTHS})",
    re.I,
)
BEGINS = re.compile(rf"[\W_]*+(?:(?:{phrases.ON})\b|\w{{2,12}}[.,]? \d|\d|[在於于]|\S+@)", re.I)
VERB = re.compile(rf"(?:^|[\s>\"”'）)\]])(?:{phrases.WROTE})(?=[\s:：,.\-–—]|$)|(?:{phrases.WROTE_UNSPACED})", re.I)
VERB_THEN_DAY = re.compile(rf"\s(?:{phrases.WROTE})\s(?:{phrases.ON})\b\D{{0,12}}\d", re.I)
ENDS_UNSPACED = re.compile(rf"(?:{phrases.WROTE_UNSPACED})\s?[:：]$")
ENDS_IN_VERB = re.compile(rf"(?:{phrases.WROTE}|{phrases.WROTE_UNSPACED})$", re.I)
TAIL = re.compile(rf"\s*>\s*(?:{phrases.WROTE})?\W*[:：]\W*$", re.I)
DATED = re.compile(r"\W{0,9}(?:\d|\w{2,10}[.,]+ ?\d)")
SENDER = re.compile(r"<\s?[^\s<>]{1,100}@[^\s<>]{1,100}>$")
QUOTING = re.compile(rf"\W{{0,3}}(?:{phrases.QUOTING})\s+\S.{{0,200}}[:：]$", re.I)
NAMED = re.compile(
    rf"(?!(?:The|This|That|It|He|She|They|We|You|I|Our|My)\b)(?:[^\W\d_a-z][\w'’.-]*,? ){{1,4}}(?:{phrases.WROTE}) ?:$"
)
WITH_ADDRESS = re.compile(rf"(?:^|\s)(\S{{3,250}})\s(?:{phrases.WROTE})\s?[:：]$", re.I)
SHORTEST_NAME = 3
ON = re.compile(phrases.ON, re.I)
WORD = re.compile(r"[^\W\d_]+")
NO_NAME = re.compile(rf"(?:{phrases.MONTHS}|{phrases.DAYS}|AM$|PM$|Uhr$|[A-Z]{{2,4}}T$|GMT$|UTC$|UT$|BRT$)", re.I)
DATED_LAST = re.compile(r"\W{0,3}[^:@]{1,100}@[^\[\]]{1,100}\[[^\[\]]{5,60}\]:$")
DECORATION = " \t-_=—–‐‑*#~>+\"'|"
ADDRESS = re.compile(r"(?<![^\s<(\[])[^\s<(\[]+@[^\s>)\]]+")
BY_ADDRESS = re.compile(r"\W{0,3}\d.{8,60}?\d{1,2}[:.]\d{2}(?: \w{1,5})? \S+@\S+[:：]$")
UNFINISHED = re.compile(r"[^.!?:：。！？]$")
OURSELVES = frozenset(phrases.OURSELVES.split("|"))
OURSELVES_WITHIN = re.compile(rf"{phrases.OURSELVES_ELIDED}|{phrases.OURSELVES_UNSPACED}")


def is_quote(line: str) -> bool:
    """Whether a line is marked as somebody else's."""
    return QUOTE.match(line) is not None


def next_line(lines: list[str], end: int) -> str:
    """The next line that says something."""
    return next((line for line in lines[end + 1 : end + 5] if line.strip()), "")


def introductions(lines: list[str]) -> list[tuple[int, int]]:
    """Where somebody is introduced as the writer of what follows; such an introduction may be wrapped."""
    spans: list[tuple[int, int]] = []
    for end, line in enumerate(lines):
        if (
            (is_quote(line) and not TAIL.match(line))
            or len(line) > LONGEST_LINE
            or not (VERB.search(line) or ends(line) or "@" in line)
        ):
            continue
        floor = max(spans[-1][1] if spans else 0, end - MOST_WRAPS)
        start = beginning(lines, floor, end)
        if start is not None:
            spans.append((start, end + 1))
    return spans


def beginning(lines: list[str], floor: int, end: int) -> int | None:
    """The line where the introduction that ends here begins, if it is one."""
    joined, follows, named = "", next_line(lines, end), None
    for start in range(end, floor - 1, -1):
        if start < end and is_apart(lines[start], lines[start + 1]):
            break
        joined = f"{lines[start].strip()} {joined}".strip()
        if (is_quote(lines[start]) and start < end) or len(joined) > LONGEST_INTRODUCTION:
            break
        if is_introduction(joined, follows):
            return opening(lines, floor, start)
        if start == end and names_nothing_but_the_writer(joined, follows):
            named = start
    return named


def is_apart(line: str, below: str) -> bool:
    """Whether a sentence ended here, and nothing stands below it: what follows is something else."""
    return not below.strip() and line.rstrip().endswith((".", "!", "?", "。"))


def opening(lines: list[str], floor: int, start: int) -> int:
    """The line before, if the introduction begins there and this only seemed to: a name may hold a number."""
    before = lines[start - 1].strip() if start > floor else ""
    if not before or len(before) > LONGEST_NAME or not UNFINISHED.search(before):
        return start
    if lines[start].lstrip(" >").startswith("<") or ("@" in before and "@" not in lines[start]):
        return start - 1
    begins = not BEGINS.match(lines[start]) and BEGINS.match(before) and MOMENT.search(before)
    return start - 1 if begins else start


def is_introduction(words: str, follows: str) -> bool:
    """Whether these words say when somebody wrote, or who did."""
    if not MOMENT.search(ADDRESS.sub(" ", words)):
        return False
    quoted = begins_quote(follows)
    if not quoted and "@" not in words and (is_told(words) or not has_name(words)):
        return False
    if DATED_LAST.match(words) or BY_ADDRESS.match(words):
        return True
    if ENDS_UNSPACED.search(words) and len(words) < LONGEST_UNSPACED:
        return True
    if VERB.search(words) and (ends(words) or ENDS_IN_VERB.search(words.rstrip(DECORATION + ".)"))):
        return bool(BEGINS.match(words) or quoted or "@" in words or VERB_THEN_DAY.search(words))
    sender = words.rstrip(": \t")
    return bool(DATED.match(words) and SENDER.search(sender[-250:])) and (quoted or sender != words)


def is_told(words: str) -> bool:
    """Whether somebody tells of a mail, instead of a program that introduces one."""
    return not OURSELVES.isdisjoint(re.findall(r"[\w'’.-]+", words)) or OURSELVES_WITHIN.search(words) is not None


def has_name(words: str) -> bool:
    """Whether somebody is named, besides days, months and zones."""
    first, _, rest = words.partition(" ")
    named = WORD.findall(rest if len(first) < SHORTEST_NAME or ON.fullmatch(first) else words)
    return any(not each[0].islower() and not NO_NAME.match(each) for each in named)


def begins_quote(line: str) -> bool:
    """Whether somebody else's words begin here."""
    return is_quote(line) or line.lstrip().startswith("|")


def names_nothing_but_the_writer(words: str, follows: str) -> bool:
    """“Priya <priya@maple.example> wrote:”, or “Priya wrote:” above a quote; what somebody's screen said is neither."""
    quoted = begins_quote(follows)
    words = words.strip(DECORATION)
    if is_writer(words) or (QUOTING.match(words) and ("@" in words or quoted)):
        return True
    return quoted and NAMED.match(words) is not None


def is_writer(words: str) -> bool:
    """Whether these words are a name, an address and that they wrote."""
    found = WITH_ADDRESS.search(words)
    if found is None or not 0 < found[1].find("@") < len(found[1].rstrip(">)]\"',")) - 1:
        return False
    before = words[: found.start(1)]
    return len(before) <= LONGEST_NAME and ":" not in before and "@" not in before


def ends(line: str) -> bool:
    """Whether a line ends as an introduction does."""
    return line.rstrip(" \t*_>\"'\\").endswith((":", "：", "--", "—"))
