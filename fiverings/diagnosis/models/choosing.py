"""Choosing: which guides know what somebody reports, what their own words name before the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .as_read import each_read
from .guide import Guide, GuideVersion
from .recognising import recognised
from .table import BadGuide


@dataclass(frozen=True)
class Choice:
    """A symptom by which one may ask, the guide that knows it, and the words of theirs that name it."""

    version: GuideVersion
    symptom: str
    name: str
    phrases: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """How a form names it."""
        return f"{self.version.guide.code}:{self.symptom}"


def choices(words: str, versions: Iterable[GuideVersion]) -> list[Choice]:
    """Every symptom of these guides: those that the words name first, the likeliest before the others."""
    known = [each for each in versions if each.asks.causation]
    named = {
        (each.version.pk, each.symptom.code): Choice(
            each.version, each.symptom.code, str(each.symptom.name), each.phrases
        )
        for each in recognised(words, known)
    }
    rest = (
        Choice(version, symptom.code, str(symptom.name))
        for version in known
        for symptom in (version.asks.causation.symptoms if version.asks.causation else ())
        if (version.pk, symptom.code) not in named
    )
    return [*named.values(), *rest]


def chosen(code: str, *, journey: int | None = None) -> tuple[GuideVersion, str]:
    """The guide and the symptom that a form names, as a journey is asked; BadGuide when there is no such."""
    guide, _sign, symptom = code.partition(":")
    version = Guide.named(guide, journey=journey)
    version.asks.require_symptom(symptom)
    if version.asks.causation and not symptom:
        raise BadGuide(_("Say what they report."))
    return version, symptom


def best_guide(words: str, *, journey: int) -> dict[str, Any]:
    """The version and the symptom that these words name best, to begin a session by; nothing where they name none."""
    found = recognised(words, each_read(GuideVersion.objects.asked_of(journey)))
    return {"version": found[0].version, "symptom": found[0].symptom.code} if found else {}
