"""The audit: every rule is asked which records break it, and the journal whether the tables still say what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import F

from fiverings.core import payload, slots
from fiverings.core.models import Mention
from fiverings.core.references import Reference, refer

SHOWN_AT_MOST = 100
RECORDS_AT_ONCE = 1_000
TELLS_THE_STORY = "I-33"


@dataclass(frozen=True)
class Contradiction:
    """A record that breaks a rule, and how."""

    record: Reference
    sentence: str


@dataclass(frozen=True)
class Verdict:
    """What the audit says about one rule: how many records break it, and the first of them."""

    rule: str
    sentence: str
    count: int
    first: list[Contradiction]
    looked_at: int | None = None

    @property
    def is_kept(self) -> bool:
        return not self.count

    def lines(self) -> Iterator[str]:
        """The verdict for a person: one line when the rule is kept, else one for each record that breaks it."""
        among = "" if self.looked_at is None else f" among {self.looked_at:,}"
        yield f"{self.rule} {self.sentence}: {f'{self.count:,} found' if self.count else 'nothing found'}{among}"
        yield from (f"    {each.record} {each.sentence}" for each in self.first)
        if more := self.count - len(self.first):
            yield f"    and {more:,} more"

    def as_json(self) -> dict[str, Any]:
        """The verdict for a program."""
        first = [{"record": str(each.record), "sentence": each.sentence} for each in self.first]
        looked_at = {} if self.looked_at is None else {"looked_at": self.looked_at}
        return {"rule": self.rule, "sentence": self.sentence, "count": self.count, **looked_at, "first": first}

    @classmethod
    def over(cls, rule: str, sentence: str, broken: Iterator[Contradiction]) -> Verdict:
        """Count all that contradicts a rule, and keep the first."""
        first = list(islice(broken, SHOWN_AT_MOST))
        return cls(rule, sentence, len(first) + sum(1 for _ in broken), first)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the journal as a rebuilder reads it: what it holds are references, codes, amounts and times."""

    kind: str
    subject: Reference
    actor: Reference | None
    at: Any
    held: dict[str, Any]


@contextmanager
def snapshot() -> Iterator[None]:
    """One moment for all questions, so that a house at work is not taken for a broken one; nothing is written."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def ask_rules(only: str = "") -> Iterator[Verdict]:
    """Ask every rule, or one, which records break it."""
    for rule in sorted(slots.audit.all(), key=lambda each: (each.place, each.order)):
        if not only or rule.place == only:
            with transaction.atomic():
                broken = (Contradiction(refer(record), str(how)) for record, how in rule.run())
                yield Verdict.over(rule.place, str(rule.sentence), broken)


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


def _differences(
    rebuilding: slots.Filling[Callable[..., dict[str, Any]]], ids: Sequence[int]
) -> Iterator[Contradiction]:
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
