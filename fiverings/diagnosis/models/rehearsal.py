"""Rehearsals: a guide is put to its stories before it goes live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .definition import Definition
from .evidence import Answer, Evidence
from .finding import Finding
from .story import Story


@dataclass(frozen=True)
class Rehearsal:
    """What a guide makes of one of its stories."""

    story: Story
    called: int

    @property
    def passes(self) -> bool:
        return self.called == self.story.severity


def rehearse(definition: Definition) -> list[Rehearsal]:
    """Each story of a guide, with the severity that its answers lead to."""
    return [Rehearsal(story, found_by(definition, story).called) for story in definition.stories]


def found_by(definition: Definition, story: Story) -> Finding:
    """What is found at the end of a story."""
    heard = evidence_of(story.answers)
    return Finding(definition, heard, contracted=story.contracted, symptom=story.symptom)


def evidence_of(answers: Mapping[str, str | Decimal]) -> list[Evidence]:
    """Answers as evidence that belongs to no session and is not kept."""
    heard = []
    for seq, (question, given) in enumerate(answers.items(), start=1):
        told = {"answer": Answer.YES, "quantity": given} if isinstance(given, Decimal) else {"answer": given}
        heard.append(Evidence(seq=seq, question=question, **told))
    return heard
