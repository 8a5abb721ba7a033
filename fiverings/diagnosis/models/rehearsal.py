"""Rehearsals: a guide is put to its stories before it goes live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from .definition import Definition
from .evidence import Answer, Evidence
from .finding import Finding
from .story import Story
from .table import BadGuide


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


def require_passed(definition: Definition) -> None:
    """BadGuide names each story that does not reach the severity that it must."""
    words = _("The test “{name}” reaches severity {called}, not {severity}.")
    failing = [
        words.format(name=each.story.name, called=each.called, severity=each.story.severity)
        for each in rehearse(definition)
        if not each.passes
    ]
    if failing:
        raise BadGuide(" ".join(failing))


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
