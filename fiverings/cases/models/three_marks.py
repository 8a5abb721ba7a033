"""Three marks on one line: what they expect, what we told, what our standard would allow; and where now is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from fiverings.core.templatetags.moments import when
from fiverings.promises.models import Expectation, Promise

WIDTH, BEGINS, ENDS = 290, 2, 272
A_LETTER = 7.2
FARTHEST = 1.75
"""Our standard is drawn to scale up to so many times the way to the other marks; beyond it the line is torn."""


@dataclass(frozen=True)
class Label:
    """Words at a place of the line, so that they stay within the drawing."""

    words: str
    x: int
    anchor: str

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where it reaches."""
        long = len(self.words) * A_LETTER
        begins = {"start": self.x, "middle": self.x - long / 2, "end": self.x - long}[self.anchor]
        return begins, begins + long

    @property
    def fits(self) -> bool:
        """Whether it stays within the drawing."""
        begins, ends = self.reach
        return begins >= 0 and ends <= WIDTH


class ThreeMarks:
    """The line of one promise, from when it was told to the last of its marks."""

    def __init__(self, promise: Promise, *, heard: Expectation | None, at: datetime) -> None:
        self.promise, self.at = promise, at
        self.expected_at = promise.expected_by(heard)
        marks = [promise.due_at, at, *([self.expected_at] if self.expected_at else [])]
        far = promise.guarantee_due_at or promise.due_at
        self.begins_at, self.nears_at = promise.told_at, max(marks)
        self.ends_at = max(self.nears_at, min(far, promise.told_at + FARTHEST * (self.nears_at - promise.told_at)))
        self.torn = self._x(self.nears_at) if far > self.ends_at else None
        self.now, self.told = self._x(at), self._x(promise.due_at)
        self.standard = self._x(promise.guarantee_due_at) if promise.guarantee_due_at else None
        self.expected = self._x(self.expected_at) if self.expected_at else None

    @property
    def is_as_expected(self) -> bool:
        return self.expected_at == self.promise.due_at

    def above(self) -> list[Label]:
        """What was told, and what they expect when that is another time, where both have room."""
        told, expected = self._told(), self._expected()
        if expected is None:
            return [told]
        if _are_apart(told, expected):
            return [told, expected]
        together = self._together(*sorted((told, expected), key=lambda each: each.x))
        return [together] if together.fits else [told]

    def below(self) -> list[Label]:
        """What they expect where it found no room above; our standard, and now where there is room beside it."""
        return list(self._below())

    def sentence(self) -> str:
        """The same for who cannot see it."""
        said = [self._at(_("We promised {at}."), self.promise.due_at)]
        if self.expected_at:
            said.append(self._at(_("They expect it by {at}."), self.expected_at))
        if self.promise.guarantee_due_at:
            said.append(self._at(_("Our standard would allow {at}."), self.promise.guarantee_due_at))
        return " ".join([*said, self._at(_("It is {at}."), self.at)])

    def _told(self) -> Label:
        words = _("{at} told, as expected") if self.is_as_expected else _("{at} told")
        return _within(self._at(words, self.promise.due_at), self.told)

    def _expected(self) -> Label | None:
        if self.expected is None or self.expected_at is None or self.is_as_expected:
            return None
        return _within(self._at(_("{at} expected"), self.expected_at), self.expected)

    def _below(self) -> Iterator[Label]:
        found, expected = [], self._expected()
        if expected is not None and len(self.above()) == 1 and expected.words not in self.above()[0].words:
            found.append(expected)
        if self.standard is not None and self.promise.guarantee_due_at is not None:
            found.append(_within(self._at(_("{at} our standard"), self.promise.guarantee_due_at), self.standard))
        found.append(_within(self._at(_("{at} now"), self.at), self.now))
        for at, label in enumerate(found):
            if all(_are_apart(label, each) for each in found[:at]):
                yield label

    def _together(self, *labels: Label) -> Label:
        """Both in one line near their marks, where they would lie on each other."""
        return _within(", ".join(each.words for each in labels), self.told)

    def _at(self, words: str, at: datetime) -> str:
        return words.format(at=when(at, self.promise.zone))

    def _x(self, at: datetime) -> int:
        span = max(self.ends_at - self.begins_at, timedelta(seconds=1))
        return round(BEGINS + (ENDS - BEGINS) * min(1.0, max(0.0, (at - self.begins_at) / span)))


def _within(words: str, x: int) -> Label:
    """In the middle of its mark, unless it would leave the drawing."""
    half = len(words) * A_LETTER / 2
    if x - half < 0:
        return Label(words, 0, "start")
    return Label(words, WIDTH, "end") if x + half > WIDTH else Label(words, x, "middle")


def _are_apart(one: Label, other: Label) -> bool:
    return one.reach[1] + A_LETTER < other.reach[0] or other.reach[1] + A_LETTER < one.reach[0]
