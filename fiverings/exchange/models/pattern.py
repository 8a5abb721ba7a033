"""Pattern: what an act left in the tables once, with holes for whatever differs when it is written down again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import models

from fiverings.conversations.models import Message

from .sheet import Filling, Held, Ids, Row, Sheet, Told, hole, in_full
from .trace import NOTHING, Cells, Trace, columns

HELD = re.compile(r'"([a-z]+\.[a-z]+)#(\d+)"')
MOMENT = re.compile(r'"time": "([^"]+)"')
DAY = re.compile(r'"day": "([^"]+)"')
SEEDED = "seeded.example"

Record = tuple[type[models.Model], int]


class Pattern:
    """Sheets with holes: for ids, for moments, for other records, and for words."""

    def __init__(self, trace: Trace, *, zone: str, others: Mapping[Record, str], words: Mapping[str, str]) -> None:
        """`others` are records outside, `words` pieces of text that differ, each with its hole; days are the zone's."""
        self.zone = ZoneInfo(zone)
        self.names: dict[Held, str] = {}
        self.ids = {
            (model, int(row[0])): self._hole_for(Row(model, n, len(rows)))
            for model, rows in trace.rows.items()
            if _has_ids(model)
            for n, row in enumerate(rows)
        }
        self.others = others
        self.words = {
            **{told: hole(name) for told, name in words.items()},
            **self._mail_ids(trace),
            **self._days_told(trace),
        }
        self._known = re.compile("|".join(map(re.escape, sorted(self.words, key=len, reverse=True))) or r"(?!)")
        self.sheets = [self._sheet(model, rows) for model, rows in trace.rows.items()]

    def first_of(self, model: type[models.Model]) -> str:
        """Where the id of the first row of a noun stands."""
        return next(sheet.ids[0] for sheet in self.sheets if sheet.model is model)

    @cached_property
    def begun(self) -> datetime:
        """The first moment of it, by the clock of the zone."""
        return min(held for held in self.names if isinstance(held, datetime))

    def counts(self) -> dict[type[models.Model], int]:
        """How many ids it uses of each noun."""
        return {sheet.model: len(sheet.ids) for sheet in self.sheets}

    @cached_property
    def rows(self) -> int:
        """How many rows it has in all tables."""
        return sum(sheet.text.count("\n") for sheet in self.sheets)

    def filling(self, first: Ids, later: Sequence[timedelta]) -> Filling:
        """Ids, moments and days of some copies: ids from `first` on, and for each how much later all happens."""
        return Filling(self._contents, first, later)

    @cached_property
    def _contents(self) -> dict[str, Held]:
        """What stands in each hole, by its name."""
        return {name: held for held, name in self.names.items()}

    def _mail_ids(self, trace: Trace) -> dict[str, str]:
        """Each mail is known in the whole world by an id of its own."""
        mails = [row for model, row in trace.named() if model is Message and row["message_id"]]
        return {row["message_id"]: f"{hole(self.ids[Message, int(row['id'])])}@{SEEDED}" for row in mails}

    def _days_told(self, trace: Trace) -> dict[str, str]:
        """A promise names the day on which it is due, by the clock of whom it was told."""
        told = [row for _model, row in trace.named() if row.get("zone") and row.get("due_at", NOTHING) != NOTHING]
        days = {datetime.fromisoformat(row["due_at"]).astimezone(ZoneInfo(row["zone"])).date() for row in told}
        return {in_full(day): hole(self._hole_for(Told(day))) for day in days}

    def _sheet(self, model: type[models.Model], rows: list[Cells]) -> Sheet:
        fields = columns(model)
        text = "".join("\t".join(self._cells(fields, row)) + "\n" for row in rows)
        return Sheet(model, text, [self.ids[model, int(row[0])] for row in rows] if _has_ids(model) else [])

    def _cells(self, fields: list[Any], row: Cells) -> Iterator[str]:
        named = {each.column: cell for each, cell in zip(fields, row, strict=True)}
        for each, cell in zip(fields, row, strict=True):
            yield cell if cell == NOTHING else self._cell(each, cell, named)

    def _cell(self, column: Any, cell: str, row: Mapping[str, str]) -> str:
        """One value, with its holes."""
        if column.primary_key or column.is_relation:
            return self._record(column.model if column.primary_key else column.related_model, int(cell))
        match column:
            case models.DateTimeField():
                return self._moment(datetime.fromisoformat(cell))
            case models.DateField():
                return self._day(date.fromisoformat(cell))
            case models.JSONField():
                return self._payload(cell)
            case models.BigIntegerField() if column.name == "origin":
                return self._record(column.model, int(cell))
            case models.BigIntegerField() if label := row.get(_label_beside(column.attname)):
                return self._record(apps.get_model(label), int(cell))
        return self._said(cell)

    def _record(self, model: type[models.Model], id_: int) -> str:
        name = self.ids.get((model, id_)) or self.others.get((model, id_))
        return hole(name) if name else str(id_)

    def _moment(self, moment: datetime) -> str:
        return hole(self._hole_for(moment.astimezone(self.zone)))

    def _day(self, day: date) -> str:
        return hole(self._hole_for(day))

    def _hole_for(self, held: Held) -> str:
        """The name of the hole for this, always the same one."""
        return self.names.setdefault(held, f"hole_{len(self.names)}")

    def _payload(self, cell: str) -> str:
        """The references and times of a line of the journal."""
        cell = HELD.sub(lambda m: f'"{m[1]}#{self._record(apps.get_model(m[1]), int(m[2]))}"', cell)
        cell = MOMENT.sub(lambda m: f'"time": "{self._moment(datetime.fromisoformat(m[1]))}"', cell)
        return DAY.sub(lambda m: f'"day": "{self._day(date.fromisoformat(m[1]))}"', cell)

    def _said(self, cell: str) -> str:
        """A text, with holes for the words that differ and for the days that it names."""
        return self._known.sub(lambda found: self.words[found[0]], cell)


def _has_ids(model: type[models.Model]) -> bool:
    return isinstance(model._meta.pk, models.BigAutoField)


def _label_beside(column: str) -> str:
    """The column that says of what an id is: subject_label beside subject_id, label beside record_id."""
    return "label" if column == "record_id" else f"{column.removesuffix('_id')}_label"
