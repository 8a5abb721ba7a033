"""Time words: the days, hours and spans that customers write, in the languages of the house."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

READ_AT_MOST = 4_000

COUNTS = (
    *({"a": 1, "an": 1, "the": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}.items()),
    *({"eight": 8, "ten": 10, "twelve": 12, "twenty": 20, "thirty": 30, "half an": 0.5, "a couple of": 2}.items()),
    *({"un": 1, "une": 1, "l'": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "huit": 8}.items()),
    *({"dix": 10, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "une demi": 0.5, "une demie": 0.5}.items()),
)
MINUTES = {"m": 1, "h": 60, "d": 1440, "j": 1440, "w": 10080, "s": 10080}
WEEKDAYS = (
    *(("monday", 0), ("tuesday", 1), ("tues", 1), ("tue", 1), ("wednesday", 2), ("wed", 2), ("thursday", 3)),
    *(("thurs", 3), ("thur", 3), ("thu", 3), ("friday", 4), ("fri", 4), ("saturday", 5), ("sunday", 6)),
    *(("lundi", 0), ("mardi", 1), ("mercredi", 2), ("jeudi", 3), ("vendredi", 4), ("samedi", 5), ("dimanche", 6)),
)
MONTHS = (
    *(("january", 1), ("jan", 1), ("february", 2), ("feb", 2), ("march", 3), ("april", 4), ("apr", 4), ("may", 5)),
    *(("june", 6), ("july", 7), ("august", 8), ("aug", 8), ("september", 9), ("sept", 9), ("october", 10)),
    *(("oct", 10), ("november", 11), ("nov", 11), ("december", 12), ("dec", 12)),
    *(("janvier", 1), ("février", 2), ("fevrier", 2), ("mars", 3), ("avril", 4), ("mai", 5), ("juin", 6)),
    *(("juillet", 7), ("août", 8), ("aout", 8), ("septembre", 9), ("octobre", 10), ("novembre", 11)),
    *(("décembre", 12), ("decembre", 12)),
)
DAYS = {
    "the day after tomorrow": 2, "après-demain": 2, "apres-demain": 2, "tomorrow": 1, "demain": 1, "today": 0,
    "aujourd'hui": 0,
}  # fmt: skip
PARTS = {
    "this morning": "morning", "in the morning": "morning", "morning": "morning", "ce matin": "morning",
    "du matin": "morning", "matin": "morning", "this afternoon": "afternoon", "in the afternoon": "afternoon",
    "afternoon": "afternoon", "cet après-midi": "afternoon", "de l'après-midi": "afternoon",
    "après-midi": "afternoon", "this evening": "evening", "in the evening": "evening", "evening": "evening",
    "tonight": "evening", "ce soir": "evening", "du soir": "evening", "soir": "evening",
    "end of the business day": "end", "end of business": "end", "end of the day": "end", "end of day": "end",
    "close of business": "end", "eod": "end", "cob": "end", "fin de la journée": "end", "fin de journée": "end",
}  # fmt: skip
NO_HURRY = re.compile(
    r"\bno (?:big |great |real |particular |special )?(?:rush|hurry|urgency)\b|\b(?:not|isn't|nothing) urgent\b|"
    r"\bin no (?:rush|hurry)\b|\btake your time\b|\bwhen(?:ever)? (?:you can|you have (?:the )?time|it suits you)\b|"
    r"\bpas (?:d'urgence|urgente?|pressée?)\b|\brien d'urgent\b|\bsans urgence\b|\bprenez votre temps\b|"
    r"\bquand vous (?:pouvez|pourrez|aurez le temps)\b|\b(?:can't|cannot|can not) say (?:by )?when\b|"
    r"\bje ne sais pas (?:pour )?quand\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Piece:
    """One word or two of a time: of which kind, where it stands, and what was read in it."""

    kind: str
    start: int
    end: int
    read: Mapping[str, str] = field(default_factory=dict)


def _any(words: object) -> str:
    """One of these words, the longest first; a blank in them may be any."""
    listed = sorted({str(each) for each in words}, key=len, reverse=True)  # type: ignore[attr-defined]
    return "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in listed)


_COUNT = rf"(?:\d{{1,3}}(?:[.,]\d)?|{_any(name for name, _number in COUNTS)})"
_UNIT = r"(?:minutes?|mins?|hours?|hrs?|hr|h|heures?|days?|jours?|weeks?|semaines?)"
_WISHED = "".join(rf"(?<!\b{each}\s)" for each in ("good", "great", "nice", "lovely", "bon", "bonne", "belle"))
_ENDS = r"(?=\s*(?:$|[.,;!?)]|at\b|by\b|before\b|à\b|avant\b))"
_MONTH = _any(name for name, _number in MONTHS)
_CLOCKS = (
    r"noon|midday|midnight|midi(?!-)|minuit|"
    r"(?P<h12>\d{1,2})(?:[:.](?P<m12>\d{2}))?\s?(?P<half>[ap]m\b|[ap]\.\s?m\b\.?)|"
    r"(?P<h24>\d{1,2}):(?P<m24>\d{2})(?!\d)|(?P<hfr>\d{1,2})\s?h(?:eures?)?\s?(?P<mfr>\d{2})?\b|"
    r"(?P<hour>\d{1,2})\s?o'clock|"
    r"(?<=\bby\s|\bat\s)(?P<bare>\d{1,2})(?![\w/%-]|[.:,]\d|\s\w)|"
    r"(?<=\bby\s|\bat\s)(?P<next>\d{1,2})(?=\s(?:today|tomorrow|on|please|in\sthe)\b)"
)
PIECES = re.compile(
    rf"(?P<span>\b(?:within|in|sous|dans|d'ici)\s+(?:about\s+|the\s+next\s+|les\s+)?(?P<count>{_COUNT})"
    rf"(?:\s?(?:-|to|or|à|ou)\s?(?P<more>{_COUNT}))?[\s-]*(?P<unit>{_UNIT})\b(?P<half_more>\s+and\s+a\s+half|\s+et\s+demie?)?)|"
    rf"(?P<date>\b(?:(?P<y>20\d\d)-(?P<ym>\d\d)-(?P<yd>\d\d)|(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er)?\s+(?:of\s+)?"
    rf"(?P<mo1>{_MONTH})\b\.?|(?P<mo2>{_MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)|"
    rf"\b(?:the|le)\s+(?P<nth>\d{{1,2}})(?:st|nd|rd|th|er)?{_ENDS}|(?!24/7)(?P<slashed>\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)))|"
    rf"(?P<weekday>{_WISHED}\b(?:(?P<which>next|this|coming)\s+)?(?P<name>{_any(name for name, _number in WEEKDAYS)})\b"
    rf"(?P<prochain>\s+prochain)?)|"
    rf"(?P<day>\b(?:{_any(DAYS)})\b)|(?P<part>{_WISHED}\b(?:{_any(PARTS)})\b)|(?P<clock>(?<![\w/.,:])(?:{_CLOCKS}))",
    re.IGNORECASE,
)
KINDS = ("span", "date", "weekday", "day", "part", "clock")


def pieces(words: str) -> Iterator[Piece]:
    """Every word of a time, in the order in which they stand."""
    for found in PIECES.finditer(words):
        kind = next(each for each in KINDS if found[each] is not None)
        told = {name: text.lower() for name, text in found.groupdict().items() if text is not None}
        yield Piece(kind, found.start(), found.end(), told | {"text": " ".join(found[0].lower().split())})
