"""Acts: what staff do on the pages while the house is being killed, and where each leaves its row and its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Fields = Mapping[str, str]

COUNT = """
    SELECT r.{column}::text, count(DISTINCT r.id), count(DISTINCT e.id) FROM {table} r
    LEFT JOIN core_mention m ON m.label = '{label}' AND m.record_id = r.id
    LEFT JOIN core_entry e ON e.id = m.entry_id AND e.kind = '{kind}'
    WHERE r.{column}::text = ANY(%s) {more} GROUP BY 1"""


@dataclass(frozen=True)
class Act:
    """One verb: where it is asked for, with which words, and which row and line it leaves, found by those words."""

    name: str
    address: str
    fields: Callable[[str], Fields]
    label: str
    column: str
    kind: str
    more: str = ""

    @property
    def counts(self) -> str:
        """How many rows and lines each of these words left."""
        table = self.label.replace(".", "_")
        return COUNT.format(table=table, label=self.label, column=self.column, kind=self.kind, more=self.more)


REPLY = Act(
    "reply",
    "/cases/{case}/replies/",
    lambda words: {"words": words},
    "conversations.message",
    "text",
    "cases.CaseAnswered",
)
NOTE = Act(
    "note", "/cases/{case}/notes/", lambda words: {"words": words}, "conversations.note", "text", "cases.CaseNoted"
)
