"""What if: what one definition makes of answers that nobody gave; nothing is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from .definition import Definition
from .finding import Finding
from .rehearsal import evidence_of
from .table import LEVELS

CAUSES_SHOWN = NEXT_SHOWN = 5
LEAST_SHOWN = 0.005


@dataclass(frozen=True)
class WhatIf:
    """A definition, by what it is called, put to a symptom and answers."""

    name: str
    asks: Definition
    symptom: str
    heard: Mapping[str, str | Decimal]
    contracted: int | None

    @property
    def finding(self) -> Finding:
        """What it finds by those of the answers to which it has a question of that sort."""
        sorts = {each.code: each.is_number for each in self.asks.questions}
        heard = {
            code: each
            for code, each in self.heard.items()
            if code in sorts and (each == "dont_know" or sorts[code] == isinstance(each, Decimal))
        }
        causation = self.asks.causation
        known = {each.code for each in causation.symptoms} if causation else set()
        symptom = self.symptom if self.symptom in known else ""
        return Finding(self.asks, evidence_of(heard), contracted=self.contracted, symptom=symptom)

    def told(self) -> dict[str, Any]:
        """How severe it is, what is behind it, which rules speak, and what to ask next with what that is worth."""
        finding = self.finding
        chances = finding.chances or ()
        return {
            "name": self.name,
            "called": finding.called,
            "severities": [(level, percent(each)) for level, each in zip(LEVELS, chances, strict=False)],
            "causes": [(cause, percent(each)) for cause, each in finding.likely(CAUSES_SHOWN)],
            "rules": finding.fired,
            "next": _next(finding),
        }


def percent(chance: float) -> str:
    """A chance as one says it."""
    return _("under 1 %") if chance < LEAST_SHOWN else f"{chance * 100:.0f} %"


def _next(finding: Finding) -> list[dict[str, Any]]:
    """What to ask next; the minutes of harm that it spares, where that is reckoned."""
    if finding.sequencing is None:
        question = finding.next_question
        return [{"question": question, "net": None}] if question else []
    if finding.sequencing.next is None:
        return []
    ranked = finding.sequencing.ranked()[:NEXT_SHOWN]
    return [
        {"question": finding.asks.question(each.query.code), "net": f"{each.net:+.1f}".replace("-", "\u2212")}
        for each in ranked
    ]
