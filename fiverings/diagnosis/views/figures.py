"""Figures of a track record, in words and with the number that each of them counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Label, TrackRecord

NOTHING_BELOW, TENTHS_BELOW = 0.0005, 0.1
TRIAGE = (
    ("under", "1", gettext_lazy("Was severity 1, told milder first")),
    ("under", "2", gettext_lazy("Was severity 2, told 3 first")),
    ("over", "1", gettext_lazy("Told severity 1 first, was milder")),
    ("over", "2", gettext_lazy("Told severity 2 first, was 3")),
)


@dataclass(frozen=True)
class Figures:
    """What a page shows of one version."""

    record: TrackRecord

    @property
    def label(self) -> Label:
        return Label(self.record.label)

    @property
    def triage(self) -> list[dict[str, Any]]:
        """How often it was called too mild or too grave; each with its count and its interval."""
        figures = self.record.figures
        return [{"what": words, **_told(figures[kind][level])} for kind, level, words in TRIAGE]

    @property
    def bins(self) -> list[dict[str, Any]]:
        """What was said to be likely, and how often it came, where there are enough cases."""
        return [
            {"level": each["level"], "said": percent(each["said"]), "reliable": each["reliable"], **_told(each)}
            for each in self.record.figures["bins"]
        ]

    @property
    def brier(self) -> str:
        found = self.record.figures["brier"]
        return "" if found is None else f"{found:.2f}"

    @property
    def correction(self) -> str:
        """How long those who were told too mild waited to hear what it was."""
        found = self.record.figures["correction"]
        if not found["corrected"]:
            return ""
        words = _("Of {count} put right in time, half were within {median} minutes and nine in ten within {most}.")
        count, middle, most = found["corrected"], round(found["median_minutes"]), round(found["p90_minutes"])
        return words.format(count=count, median=middle, most=most)


def percent(share: float) -> str:
    """A chance as people read it; small ones with a tenth."""
    digits = 1 if NOTHING_BELOW <= share < TENTHS_BELOW else 0
    return f"{share * 100:.{digits}f}\N{NO-BREAK SPACE}%"


def _told(share: dict[str, Any]) -> dict[str, str]:
    if not share["n"]:
        return {"share": _("none yet"), "counted": "", "between": ""}
    between = _("{least} to {most}").format(least=percent(share["least"]), most=percent(share["most"]))
    return {"share": percent(share["share"]), "counted": f"{share['count']}/{share['n']}", "between": between}
