"""Drawings of a guide: causes, what they do in between, and the questions that tell of them, as boxes and lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from .causation import Causation, Suspect
from .definition import Definition
from .likelihood import in_words

ROW, BOX = 48, 40
WIDTHS = {"cause": 250, "node": 180, "question": 290}
BETWEEN = 120
LETTER = 6.4
"""How wide a letter is, about, at the size in which boxes are written."""
STRENGTHS = (0.1, 0.25, 0.5)
"""From which difference to the average of all a line is drawn thin, thicker and thick."""


@dataclass(frozen=True)
class Box:
    """A cause, a node or a question, where it stands and what it is called."""

    kind: str
    code: str
    name: str
    level: int
    x: int
    y: int

    @property
    def key(self) -> str:
        """By what a link focuses on it."""
        return f"{self.kind}.{self.code}"

    @property
    def width(self) -> int:
        return WIDTHS[self.kind]

    @property
    def height(self) -> int:
        return BOX

    @property
    def lines(self) -> list[tuple[int, int, str]]:
        """Its name in at most two lines, each with where it begins."""
        left = 30 if self.level else 10
        found = wrap(self.name, int((self.width - left - 8) / LETTER)) or [self.name]
        shown = [*found[:1], found[1] + "…"] if len(found) > 2 else found
        first = self.y + (25 if len(shown) == 1 else 17)
        return [(self.x + left, first + 15 * n, words) for n, words in enumerate(shown)]


@dataclass(frozen=True)
class Line:
    """How much one thing tells of another, from 1 to 3, and what is said of it."""

    start: Box
    end: Box
    strength: int
    said: str

    @property
    def path(self) -> str:
        x, y = self.start.x + self.start.width, self.start.y + BOX // 2
        to_x, to_y = self.end.x, self.end.y + BOX // 2
        middle = (x + to_x) // 2
        return f"M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}"

    @property
    def how(self) -> str:
        """Its strength in a word."""
        return (_("a little"), _("clearly"), _("strongly"))[self.strength - 1]

    def touches(self, key: str) -> bool:
        return key in (self.start.key, self.end.key)


class Drawing:
    """A guide as a network; with a focus, only what one cause, node or question has to do with."""

    def __init__(self, asks: Definition, focus: str = "") -> None:
        self.asks, self.causation = asks, asks.causation
        self.boxes = self._boxes(None)
        self.focus = focus if focus in {each.key for each in self.boxes} else ""
        if self.focus:
            near = {key for line in self.lines for key in (line.start.key, line.end.key)} | {self.focus}
            self.boxes = self._boxes(near)

    @property
    def lines(self) -> list[Line]:
        """The strongest last, so that they lie above the others; of the whole, only those that tell clearly."""
        found = list(self._lines(self.causation)) if self.causation else []
        shown = [each for each in found if (each.touches(self.focus) if self.focus else each.strength > 1)]
        return sorted(shown, key=lambda line: line.strength)

    @property
    def by_strength(self) -> list[Line]:
        return self.lines[::-1]

    @property
    def width(self) -> int:
        return self._left("question") + WIDTHS["question"] + 1

    @property
    def height(self) -> int:
        return max((each.y for each in self.boxes), default=0) + BOX + 2

    def _boxes(self, near: set[str] | None) -> list[Box]:
        """Where each stands; only those that are near, where some are."""
        named = {
            "cause": [(each.code, str(each.name), each.severity) for each in self._causes],
            "node": [(code, str(name), 0) for code, name in (self.causation.nodes.items() if self.causation else ())],
            "question": [(each.code, str(each.wording), 0) for each in self._asked()],
        }
        if near is not None:
            named = {kind: [each for each in some if f"{kind}.{each[0]}" in near] for kind, some in named.items()}
        most = max(map(len, named.values()))
        return [box for kind, some in named.items() for box in self._column(kind, some, most)]

    @property
    def _causes(self) -> tuple[Suspect, ...]:
        return self.causation.suspects if self.causation else ()

    def _column(self, kind: str, named: list[tuple[str, str, int]], most: int) -> Iterator[Box]:
        apart = ROW * most / max(len(named), 1)
        for n, (code, name, level) in enumerate(named):
            yield Box(kind, code, name, level, self._left(kind), int(apart * (n + 0.5) - BOX / 2) + 1)

    def _left(self, kind: str) -> int:
        if self.causation is None or kind == "cause":
            return 1
        past = 1 + WIDTHS["cause"] + BETWEEN
        has_nodes = bool(self.causation.states)
        return past if kind == "node" or not has_nodes else past + WIDTHS["node"] + BETWEEN

    def _asked(self) -> list[Any]:
        """The questions of a node stand together, beside it."""
        on = {query.code: query.node for query in self.causation.world.queries} if self.causation else {}
        places = {each.code: n for n, each in enumerate(self.asks.questions)}
        return sorted(self.asks.questions, key=lambda q: (-1 if on.get(q.code) is None else 1, places[q.code]))

    def _lines(self, causation: Causation) -> Iterator[Line]:
        box = {each.key: each for each in self.boxes}
        prior = causation.prior("")
        for node in causation.world.nodes:
            names = causation.states[node.code]
            apart = np.abs(node.chances - prior @ node.chances)
            for n, cause in enumerate(causation.world.causes):
                state = int(apart[n].argmax())
                said = f"{names[node.states[state]]}: {_likely(node.chances[n, state])}"
                yield from _line(box.get(f"cause.{cause}"), box.get(f"node.{node.code}"), apart[n, state], said)
        for query in causation.world.queries:
            end = box.get(f"question.{query.code}")
            if query.node is not None:
                start = box.get(f"node.{causation.world.nodes[query.node].code}")
                low, high = _likely(query.yes.min()), _likely(query.yes.max())
                yield from _line(
                    start, end, float(np.ptp(query.yes)), _("“yes” from {low} to {high}").format(low=low, high=high)
                )
                continue
            for cause, yes in zip(causation.world.causes, query.yes, strict=True):
                said = _("“yes” {likely}").format(likely=_likely(yes))
                yield from _line(box.get(f"cause.{cause}"), end, abs(float(yes - prior @ query.yes)), said)


def _line(start: Box | None, end: Box | None, apart: float, said: str) -> Iterator[Line]:
    strength = sum(apart >= least for least in STRENGTHS)
    if strength and start and end:
        yield Line(start, end, strength, said)


def _likely(chance: float) -> str:
    return in_words(round(float(chance), 3))
