"""The need in a customer's own words: what they wrote first, without hello and goodbye."""

from __future__ import annotations

import re

LONG_ENOUGH = 24
AT_MOST = 160
WORDS_AT_LEAST = 3

GREETING = re.compile(
    r"^(hi|hello|hey|dear|good (morning|afternoon|evening|day)|greetings|to whom it may concern|team"
    r"|bonjour|bonsoir|salut|allo|allô|cher|chère|madame|monsieur)\b[^,.!?:;\n\u2013\u2014-]{0,40}([,.!:;\u2013\u2014-]+|\n|$)\s*",
    re.I,
)
SENTENCE = re.compile(r".+?(?:[.!?…]+[”\"')\]]*(?=\s|$)|\n\s*\n|$)", re.S)
SHORTENED = re.compile(r"(?:^|\s)(?:dr|mrs?|ms|prof|ste?|no|nr|ext|tel|approx|vs|mme|mlle|[a-z])\.$", re.I)
ANSWER_MARK = re.compile(r"^\s*((re|aw|tr|fw|fwd|wg|ré|réf)\s*(\[\d+\])?\s*:|\[[a-z]{1,8}-\d+\])\s*", re.I)


def need_in(text: str, *, subject: str = "") -> str:
    """Their first sentence or two, bounded; the subject when the text says less."""
    sentences = _first_sentences(_without_greeting(text))
    named = _bare(subject)
    if len(sentences.split()) < WORDS_AT_LEAST and len(named) > len(sentences):
        return _bounded(named)
    return _bounded(sentences or named or "…")


def _without_greeting(text: str) -> str:
    rest = text.strip()
    while (shorter := GREETING.sub("", rest, count=1).strip()) != rest:
        rest = shorter
    return rest


def _first_sentences(text: str) -> str:
    """Whole sentences until there is enough to understand."""
    said = ""
    for sentence in SENTENCE.finditer(text):
        said = " ".join(f"{said} {sentence[0]}".split())
        if len(said) >= LONG_ENOUGH and not SHORTENED.search(said):
            break
    return said


def _bare(subject: str) -> str:
    """A subject without what mail programs put before it."""
    rest = " ".join(subject.split())
    while (shorter := ANSWER_MARK.sub("", rest)) != rest:
        rest = shorter
    return rest


def _bounded(words: str) -> str:
    """No longer than a headline, cut between words."""
    if len(words) <= AT_MOST:
        return words
    return words[:AT_MOST].rsplit(" ", 1)[0].rstrip(" ,;:\u2013-") + "…"
