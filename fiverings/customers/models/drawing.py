"""Drawing: how a service hangs together, as lines and boxes placed by attributes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .connecting import Connection, Topology

BOX, GAP, BETWEEN = 40, 10, 14
LETTER = 6.9
ROWS_AT_MOST = 8


@dataclass(frozen=True)
class Shape:
    """How wide the service, the lines and the equipment are drawn."""

    service: int
    lines: int
    equipment: int

    @property
    def width(self) -> int:
        return self.service + self.lines + self.equipment + 2

    def fitting(self, words: str, room: int) -> str:
        """As much of the words as a box of this width holds."""
        letters = int((room - 8) / LETTER)
        return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"


NARROW, WIDE = Shape(74, 40, 116), Shape(150, 250, 260)


@dataclass(frozen=True)
class Line:
    """One line from the service to a piece of equipment, with what it carries."""

    name: str
    note: str
    carries: str
    takes_over: bool
    top: int

    @property
    def middle(self) -> int:
        return self.top + BOX // 2


class Drawing:
    """The service on one side, its equipment on the other: what carries it above, what takes over below."""

    def __init__(self, topology: Topology, *, wide: bool = False) -> None:
        self.topology, self.shape = topology, WIDE if wide else NARROW
        self.connections = sorted(topology.connections.all(), key=lambda each: each.part != Connection.Part.PRIMARY)
        self.lines = self._lines(wide)
        self.height = (self.lines[-1].top if self.lines else 0) + BOX + 2
        self.service = self.shape.fitting(topology.service, self.shape.service)

    def places(self) -> dict[str, int]:
        """Where things stand, counted from the left."""
        shape = self.shape
        return {
            "service": shape.service // 2 + 1,
            "from": shape.service + 1,
            "line": shape.service + 1 + shape.lines // 2,
            "to": shape.service + 1 + shape.lines,
            "equipment": shape.service + 1 + shape.lines + shape.equipment // 2,
        }

    def sentence(self) -> str:
        """The drawing in words."""
        names = {part: ", ".join(map(str, found)) for part, found in self._by_part().items()}
        words = [_("{service}: carried by {names}.").format(service=self.topology, names=names["primary"] or "—")]
        if names["failover"]:
            words += [_("Taken over by {names}.").format(names=names["failover"]), self.when_it_fails()]
        return " ".join(words)

    def when_it_fails(self) -> str:
        """What remains when all that carries the service fails; empty when nothing takes over."""
        left, whole, share = self.topology.on_failover()
        if not self.topology.failover():
            return ""
        return _("If what carries it fails, {left} of {whole} {unit} remain, {share} %.").format(
            left=left, whole=whole, unit=self.topology.unit, share=share
        )

    def _by_part(self) -> dict[str, list[Any]]:
        return {"primary": self.topology.primary(), "failover": self.topology.failover()}

    def _lines(self, wide: bool) -> list[Line]:
        lines: list[Line] = []
        for each in self.connections[:ROWS_AT_MOST]:
            takes_over = each.part == Connection.Part.FAILOVER
            turns = bool(lines) and takes_over != lines[-1].takes_over
            top = lines[-1].top + BOX + (BETWEEN if turns else GAP) if lines else 1
            lines.append(self._line(each, takes_over, top, wide))
        return lines

    def _line(self, each: Any, takes_over: bool, top: int, wide: bool) -> Line:
        asset, shape = each.asset, self.shape
        carries = "" if asset.capacity is None else str(asset.capacity)
        unit = f" {self.topology.unit}" if wide and carries and self.topology.unit else ""
        note = ", ".join(filter(None, [str(each.get_part_display()), asset.model if wide else ""]))
        return Line(
            shape.fitting(asset.name, shape.equipment), shape.fitting(note, shape.equipment), carries + unit,
            takes_over, top,
        )  # fmt: skip

    def untold(self) -> int:
        """How many pieces of equipment stand in the table only."""
        return max(0, len(self.connections) - ROWS_AT_MOST)
