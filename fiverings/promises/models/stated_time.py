"""Stated time: by when somebody writes that they need it, with the words that say so; what is unsure is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from .time_words import NO_HURRY, READ_AT_MOST, Piece, pieces
from .wall_time import Unsure, moment_of

JOINED = re.compile(
    r"[\s,()-]*(?:(?:at|on|by|before|around|about|the|of|in|from|à|avant|vers|le|la|les|de|du|pour)\b[\s,]*){0,3}",
    re.IGNORECASE,
)
DUE = re.compile(
    r"\b(?:by|before|until|till|no later than|not later than|latest|within|in time for|need(?:ed)?(?: it| this| that)?"
    r"(?: for| on| at)?|d'ici|avant|pour|au plus tard|jusqu'à)\b[\s,:]*(?:the|le|la|les|à|at|on)?\s*$",
    re.IGNORECASE,
)
DUE_AFTER = re.compile(r"[\s,]*(?:at the (?:very )?latest|latest|au plus tard)\b", re.IGNORECASE)
NOT_DUE = re.compile(
    r"\b(?:since|after|from|as of|last|depuis|après|dès|à partir de|not before|n't \w+ before|pas avant)\b"
    r"\s*(?:the|le|la|at|à|about|around)?\s*$",
    re.IGNORECASE,
)
NOT_DUE_AFTER = re.compile(r"\s*(?:ago|dernier)\b", re.IGNORECASE)
BEFORE = re.compile(r"\b(?:by|before|avant|d'ici)\b", re.IGNORECASE)
OTHER_CLOCKS = re.compile(
    r"\s*\(?(?:[ecmp][sd]t|utc|gmt|cest|cet|bst|eastern|central|mountain|pacific|heure de|\w+ time)\b", re.IGNORECASE
)
SO_FAR = ("this morning", "ce matin")
"""What is said of the past more often than of a deadline, where no word leads it."""
LOOKS_BACK = 40


class Doubt(models.TextChoices):
    """Why a time that somebody writes is not plain."""

    SEVERAL = "several", _("They name more than one time.")
    PASSED = "passed", _("That time had passed when they wrote.")
    TWICE = "twice", _("That hour comes twice, because clocks go back in it.")
    NEVER = "never", _("That hour does not come, because clocks go forward over it.")
    TWO_WAYS = "two_ways", _("It can be read in two ways.")


@dataclass(frozen=True)
class StatedTime:
    """What words say about the time: a moment, that there is no hurry, or why it is not plain."""

    words: str
    by_at: datetime | None = None
    doubt: str = ""
    is_open: bool = False

    @classmethod
    def read(cls, words: str, *, at: datetime, zone: str) -> StatedTime | None:
        """By when words of that moment say it is needed, on the clocks of a place; None where they say nothing."""
        text = words[:READ_AT_MOST].replace("\u2019", "'")
        groups = [each for each in _groups(text) if not _is_no_deadline(text, each)]
        led = [each for each in groups if _is_deadline(text, each)]
        if due := led or [each for each in groups if each[0].read["text"] not in SO_FAR]:
            quoted = " … ".join(" ".join(words[slice(*_said(text, each))].split()) for each in due)
            stated = cls._of(due, quoted, there=at.astimezone(ZoneInfo(zone)), text=text)
            if led or stated.doubt != Doubt.PASSED:
                return stated
        calm = NO_HURRY.search(text)
        return cls(words[calm.start() : calm.end()], is_open=True) if calm else None

    @classmethod
    def _of(cls, due: list[list[Piece]], quoted: str, *, there: datetime, text: str) -> StatedTime:
        try:
            named = {moment_of(each, there) for each in due}
        except Unsure as unsure:
            return cls(quoted, doubt=Doubt.SEVERAL if len(due) > 1 else str(unsure))
        if len(named) > 1:
            return cls(quoted, doubt=Doubt.SEVERAL)
        if any(OTHER_CLOCKS.match(text, each[-1].end) for each in due):
            return cls(quoted, doubt=Doubt.TWO_WAYS)
        by_at = named.pop().astimezone(UTC)
        return cls(quoted, by_at=by_at) if by_at > there else cls(quoted, doubt=Doubt.PASSED)

    @property
    def why(self) -> str:
        """Why it is not plain, in a sentence."""
        return str(Doubt(self.doubt).label) if self.doubt else ""


def _said(text: str, group: list[Piece]) -> tuple[int, int]:
    """From where to where it stands, with the word that makes it a deadline."""
    start, end = group[0].start, group[-1].end
    led, followed = DUE.search(text, max(0, start - LOOKS_BACK), start), DUE_AFTER.match(text, end)
    return led.start() if led else start, followed.end() if followed else end


def _groups(text: str) -> list[list[Piece]]:
    """Words of a time that stand together: Thursday, before noon."""
    groups: list[list[Piece]] = []
    for piece in pieces(text):
        last = groups[-1][-1] if groups else None
        if last and "span" not in (last.kind, piece.kind) and JOINED.fullmatch(text, last.end, piece.start):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _is_deadline(text: str, group: list[Piece]) -> bool:
    if group[0].kind == "span" or DUE.search(text[max(0, group[0].start - LOOKS_BACK) : group[0].start]):
        return True
    return bool(DUE_AFTER.match(text, group[-1].end) or BEFORE.search(text, group[0].start, group[-1].end))


def _is_no_deadline(text: str, group: list[Piece]) -> bool:
    before = text[max(0, group[0].start - LOOKS_BACK) : group[0].start]
    return bool(NOT_DUE.search(before) or NOT_DUE_AFTER.match(text, group[-1].end))
