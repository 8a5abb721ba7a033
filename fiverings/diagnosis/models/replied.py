"""Replied: what somebody answers to one question in writing, where their words leave one reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .said import HOW_MANY, NUMBERS, Said, sentences

if TYPE_CHECKING:
    from .question import Question

GREETING = re.compile(
    r"^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|thanks?(?: you)?|bonjour|bonsoir|salut|merci)\b"
    r"[^,.!:]{0,40}[,.!:]\s*",
    re.IGNORECASE,
)
DOES = r"(?:it (?:does|is|did)|they (?:do|are|did))"
PLAINLY = (
    ("dont_know", r"(?:i |we )?(?:do not|don't|dont|can't|cannot) (?:know|tell|say)"),
    ("dont_know", r"(?:i am |i'm |we're )?not sure|no idea|aucune idée|pas sûre?s?"),
    ("dont_know", r"(?:je |nous )?ne (?:sais|savons|peux|pouvons) (?:pas|le dire)"),
    ("no", rf"(?:no|nope|not at all|{DOES}(?: not|n't)|non|pas du tout)"),
    (
        "yes",
        rf"(?:yes|yep|yeah|yup|correct|right|indeed|exactly|{DOES}(?=\s*(?:[.,!;]|$))|oui|exact(?:ement)?|c'est ça)",
    ),
)
"""What a sentence begins with, the clearest first."""
BEGINS = tuple((answer, re.compile(rf"^(?:{words})(?!\w)", re.IGNORECASE)) for answer, words in PLAINLY)
EITHER = re.compile(r"\b(?:yes and no|yes or no|oui et non|it depends|ça dépend)\b", re.IGNORECASE)
NUMBER = re.compile(rf"(?<![\w.,:-]){HOW_MANY}(?![\w:]|[.,-]\d)", re.IGNORECASE)


def replied(words: str, question: Question) -> Said | None:
    """The sentence that answers it, with what it answers; None where nothing is said that could."""
    told = [GREETING.sub("", each) for each in sentences(words)]
    said = [each for each in told if each]
    read = _number if question.is_number else _word
    return next((found for each in said if (found := read(each, question.code)) is not None), None)


def _word(sentence: str, code: str) -> Said | None:
    text = sentence.replace("\u2019", "'")
    if EITHER.search(text):
        return None
    answer = next((answer for answer, begins in BEGINS if begins.match(text)), "")
    return Said(code, sentence, answer) if answer else None


def _number(sentence: str, code: str) -> Said | None:
    text = sentence.replace("\u2019", "'")
    if any(answer == "dont_know" and begins.match(text) for answer, begins in BEGINS):
        return Said(code, sentence, "dont_know")
    found = [match["quantity"].lower() for match in NUMBER.finditer(text)]
    if len(set(found)) != 1:
        return None
    return Said(code, sentence, quantity=NUMBERS[found[0]] if found[0] in NUMBERS else int(found[0]))
