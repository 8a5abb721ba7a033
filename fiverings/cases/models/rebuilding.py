"""Rebuilding: how a case stands, told by its lines in the journal alone, and by the tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from fiverings.core.rebuilding import Line
from fiverings.core.references import Reference
from fiverings.promises.events import (
    PauseEnded,
    PromiseBroken,
    PromiseKept,
    PromiseReleased,
    PromiseReplaced,
    PromiseTold,
)
from fiverings.promises.models import Ending, Promise

from .. import events
from .case import Case
from .case_merge import CaseMerge
from .split import Split
from .states import State

LABEL = "cases.case"
STATES = {
    events.CaseOpened.kind: State.INTAKE,
    events.IntakeCompleted.kind: State.ACTIVE,
    events.CustomerAwaited.kind: State.WAITING,
    events.ResolutionProposed.kind: State.PROPOSED,
    events.ResolutionWithdrawn.kind: State.ACTIVE,
    events.ResolutionRejected.kind: State.ACTIVE,
    events.ResolutionConfirmed.kind: State.RESOLVED,
    events.ResolutionUnanswered.kind: State.RESOLVED,
    events.CaseDismissed.kind: State.RESOLVED,
    events.CaseReopened.kind: State.ACTIVE,
    events.CaseClosed.kind: State.CLOSED,
    events.CaseMerged.kind: State.MERGED,
}
OWNERS = {
    events.CaseOpened.kind: "owner",
    events.CaseHandedOff.kind: "receiver",
    events.CaseTakenOver.kind: "taker",
    events.CaseReopened.kind: "owner",
    events.CaseParted.kind: "owner",
}
SEVERITIES = {events.SeveritySet.kind, events.SeverityRaised.kind, events.SeverityLowered.kind}
ENDINGS = {
    PromiseKept.kind: Ending.KEPT,
    PromiseBroken.kind: Ending.BROKEN,
    PromiseReplaced.kind: Ending.REPLACED,
    PromiseReleased.kind: Ending.RELEASED,
}


@dataclass
class Retold:
    """A case as its lines tell it, one after the other."""

    case: Reference
    state: str = ""
    owner: int | None = None
    severity: int | None = None
    promises: dict[int, str] | None = field(default_factory=dict)
    before: str = ""

    def hear(self, line: Line) -> None:
        """What this line changes."""
        if line.subject == self.case:
            self._hear_of_the_case(line)
        elif line.held.get("matter") == self.case:
            self._hear_of_a_promise(line)

    def facts(self) -> dict[str, Any]:
        """What is held against the tables."""
        facts: dict[str, Any] = {"state": self.state, "owner": self.owner, "severity": self.severity}
        return facts if self.promises is None else facts | {"promises": self.promises}

    def _hear_of_the_case(self, line: Line) -> None:
        if line.kind == events.CaseMerged.kind:
            self.before, self.promises = self.state, None  # they went to the survivor, whose lines tell their end
        if line.kind == events.CaseSplit.kind:
            self.promises = None  # some may have gone with what was split from it, whose lines tell their end
        self.state = self.before if line.kind == events.CaseParted.kind else STATES.get(line.kind, self.state)
        if line.kind in OWNERS:
            self.owner = line.held[OWNERS[line.kind]].id
        if line.kind in SEVERITIES:
            self.severity = line.held["level"]

    def _hear_of_a_promise(self, line: Line) -> None:
        if line.kind == PauseEnded.kind and self.state == State.WAITING:
            self.state = State.ACTIVE
        if self.promises is None:
            return
        if line.kind == PromiseTold.kind:
            self.promises[line.subject.id] = ""
        elif line.kind in ENDINGS and line.subject.id in self.promises:
            self.promises[line.subject.id] = ENDINGS[line.kind].value


def retold(case: Reference, lines: Iterable[Line]) -> dict[str, Any]:
    """State, owner and severity of a case, and what became of each of its promises, by its lines."""
    story = Retold(case)
    for line in lines:
        story.hear(line)
    return story.facts()


def as_they_stand(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The same facts by the tables. What was merged or split may have its promises told by another case."""
    found: dict[int, dict[str, Any]] = {
        pk: {"state": state, "owner": owner, "severity": severity, "promises": {}}
        for pk, state, owner, severity in Case.objects.filter(pk__in=ids).values_list(
            "pk", "state", "owner_id", "severity"
        )
    }
    merged, split = (kind.objects.filter(case__in=ids).values_list("case", flat=True) for kind in (CaseMerge, Split))
    for moved in (*merged, *split):
        found[moved].pop("promises", None)
    told = Promise.objects.filter(subject_label=LABEL, subject_id__in=ids)
    for case, promise, ending in told.values_list("subject_id", "pk", "outcome__kind"):
        if "promises" in found[case]:
            found[case]["promises"][promise] = ending or ""
    return found
