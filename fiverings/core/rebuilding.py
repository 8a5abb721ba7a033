"""Rebuilding: the facts of records as their lines in the journal tell them, held against what the tables hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F

from fiverings.core import payload, slots
from fiverings.core.auditing import Contradiction, Verdict
from fiverings.core.models import Mention
from fiverings.core.references import Reference

RECORDS_AT_ONCE = 1_000
TELLS_THE_STORY = "I-33"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the journal as a rebuilder reads it: what it holds are references, codes, amounts and times."""

    kind: str
    subject: Reference
    actor: Reference | None
    at: Any
    held: dict[str, Any]


def compare_with_journal(sample: int | None = None) -> Iterator[Verdict]:
    """Rebuild the facts of records from their lines alone, and say where the tables hold something else."""
    for rebuilding in slots.rebuild.all():
        looked_at = 0

        def contradictions(rebuilding: Any = rebuilding) -> Iterator[Contradiction]:
            nonlocal looked_at
            for ids in _chunks(apps.get_model(rebuilding.place), sample):
                looked_at += len(ids)
                yield from _differences(rebuilding, ids)

        sentence = f"Each {rebuilding.place} is as its lines tell it"
        verdict = Verdict.over(TELLS_THE_STORY, sentence, contradictions())
        yield Verdict(verdict.rule, verdict.sentence, verdict.count, verdict.first, looked_at)


def _chunks(model: type[models.Model], sample: int | None) -> Iterator[list[int]]:
    """The ids of all records, or of so many drawn by lot, a thousand at a time."""
    ids = model._base_manager.values_list("id", flat=True)
    drawn = iter(sorted(ids.order_by("?")[:sample]) if sample else ids.order_by("id").iterator(RECORDS_AT_ONCE))
    while chunk := list(islice(drawn, RECORDS_AT_ONCE)):
        yield chunk


def _differences(rebuilding: slots.Filling[Any], ids: Sequence[int]) -> Iterator[Contradiction]:
    lines = lines_about(rebuilding.place, ids)
    for id_, facts in rebuilding.stands(ids).items():
        rebuilt = rebuilding.run(Reference(rebuilding.place, id_), lines.get(id_, []))
        for name in sorted(facts.keys() | rebuilt.keys()):
            stands, told = facts.get(name), rebuilt.get(name)
            if stands != told:
                yield Contradiction(Reference(rebuilding.place, id_), f"{name} is {stands}, but its lines tell {told}")


def lines_about(label: str, ids: Iterable[int]) -> dict[int, list[Line]]:
    """The lines that mention each of these records, in order."""
    names = ("kind", "subject_label", "subject_id", "actor_label", "actor_id", "at", "payload")
    found = Mention.objects.filter(label=label, record_id__in=list(ids)).order_by("record_id", "entry_id")
    rows = found.values_list("record_id", *(F(f"entry__{name}") for name in names))
    lines: dict[int, list[Line]] = defaultdict(list)
    for record_id, kind, subject_label, subject_id, actor_label, actor_id, at, held in rows.iterator(10_000):
        actor = Reference(actor_label, actor_id) if actor_id is not None else None
        line = Line(kind, Reference(subject_label, subject_id), actor, at, payload.read(held))
        lines[record_id].append(line)
    return lines
