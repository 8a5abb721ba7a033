"""The audit: every rule is asked which records break it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from fiverings.core import slots
from fiverings.core.references import Reference, refer

SHOWN_AT_MOST = 100


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


def with_last_line(record: models.Model, how: object) -> str:
    """How a record breaks a rule, and the last thing that the journal tells of it: what came after nobody announced."""
    line = apps.get_model("core.entry").objects.about(record).order_by("-id").first()
    if line is None:
        return str(how)
    by = f" by {line.actor}" if line.actor else ""
    return f"{how}; the journal last tells of it in line {line.pk}: {line.kind} at {line.at:%Y-%m-%dT%H:%M:%SZ}{by}"


@contextmanager
def snapshot() -> Iterator[None]:
    """One moment for all questions, so that a house at work is not taken for a broken one; nothing is written."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
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
