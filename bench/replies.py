"""Replies: of the lines that we show as new, how many are; and of those that are, how many we show."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure
from bench.ground import Ground
from fiverings.channels.gateways.mail.parsing import ParsedMail
from fiverings.channels.gateways.mail.replies import new_part

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
Case = tuple[str, str]
"""What we show as new, and what is."""


def measure(_ground: Ground) -> Iterator[Figure]:
    """By lines, over the answers that others collected to try their own readers."""
    for name, cases in (("trimmer", trimmer()), ("talon", talon()), ("reply-parser", reply_parser())):
        found = list(cases)
        if not found:
            print(f"The answers of {name} are not here.")
            continue
        shown, new, both = (sum(counted) for counted in zip(*(counts(*each) for each in found), strict=True))
        yield Figure(f"{name}: answers", "", [len(found)])
        yield Figure(f"{name}: precision of lines", "%", [100 * both / shown])
        yield Figure(f"{name}: recall of lines", "%", [100 * both / new])
        yield Figure(
            f"{name}: answers exactly right", "%", [100 * sum(ours == new for ours, new in found) / len(found)]
        )


def counts(shown: str, new: str) -> tuple[int, int, int]:
    """Lines that we show, lines that are new, and lines that are both."""
    ours, theirs = (Counter(filter(None, map(str.strip, text.split("\n")))) for text in (shown, new))
    return ours.total(), theirs.total(), (ours & theirs).total()


def trimmer() -> Iterator[Case]:
    """Plain texts in fourteen languages, with what is new in them."""
    folder = DATA / "email-reply-trimmer" / "dev"
    for path in sorted((folder / "trimmed").glob("*.txt")):
        yield new_part((folder / "emails" / path.name).read_text()).strip(), path.read_text().strip()


def talon() -> Iterator[Case]:
    """Whole mails and HTML of a dozen mail programs; whose signature it is, is left out on both sides."""
    folder = DATA / "email-talon" / "dev"
    told = folder / "standard_replies.expected.json"
    for name, wanted in json.loads(told.read_text()).items() if told.exists() else ():
        read = ParsedMail.read((folder / "standard_replies" / name).read_bytes())
        yield read.new_text, re.split(r"\n\n(?:Sent from|-- )", wanted)[0].strip()
    for path in sorted((folder / "html_replies").glob("*.html")):
        read = ParsedMail.read(b"Content-Type: text/html\n\n" + path.read_bytes())
        yield re.sub(r"\n+", "\n", read.new_text), "Hi. I am fine.\nThanks,\nAlex"


def reply_parser() -> Iterator[Case]:
    """Plain texts of which the whole of the answer is told."""
    folder = DATA / "email-reply-parser" / "dev"
    told = folder / "expected.json"
    for name, wanted in json.loads(told.read_text()).items() if told.exists() else ():
        if "reply_equals" in wanted:
            text = (folder / "emails" / f"{name}.txt").read_text()
            yield new_part(text).strip(), wanted["reply_equals"].strip()
