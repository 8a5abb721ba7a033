"""Acts: what staff do while the house is being killed, what it is done to, and where it leaves its row and its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

Given = Mapping[str, Any]
People = Mapping[str, int]

OPEN = "SELECT number FROM cases_case WHERE ended_at IS NULL ORDER BY id"
MINE = """
    SELECT number FROM cases_case c JOIN people_person p ON p.id = c.owner_id
    WHERE ended_at IS NULL AND p.email = %(me)s ORDER BY c.id"""
OFFERED = """
    SELECT h.id FROM cases_handoff h JOIN people_person p ON p.id = h.receiver_id
    WHERE h.outcome = 'offered' AND p.email = %(me)s ORDER BY h.id"""
COUNT = """
    SELECT r.{column}::text, count(DISTINCT r.id), count(DISTINCT e.id) FROM {table} r
    LEFT JOIN core_entry e ON e.kind = '{kind}'
      AND EXISTS (SELECT FROM jsonb_each(e.payload) AS held WHERE held.value = to_jsonb('{label}#' || r.id))
    WHERE r.{column}::text = ANY(%s) GROUP BY 1"""


@dataclass(frozen=True)
class Act:
    """One verb: where it is asked for, with what, and which row and line it leaves, found by its words."""

    name: str
    address: str
    given: Callable[[str, People], Given]
    label: str
    column: str
    kind: str
    targets: str = OPEN

    @property
    def is_for_programs(self) -> bool:
        """Whether it can be asked for again under the same key until it is answered."""
        return self.address.startswith("/api/")

    @property
    def counts(self) -> str:
        """How many rows and lines each of these words left."""
        table = self.label.replace(".", "_")
        return COUNT.format(table=table, label=self.label, column=self.column, kind=self.kind)


def _in(*, seconds: float) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


def _words(words: str, people: People) -> Given:
    return {"words": words}


REPLY = ("conversations.message", "text", "cases.CaseAnswered")
NOTE = ("conversations.note", "text", "cases.CaseNoted")
HANDOFF = "cases.handoff"
ACTS = (
    Act("reply on the page", "/cases/{target}/replies/", _words, *REPLY),
    Act("note on the page", "/cases/{target}/notes/", _words, *NOTE),
    Act("reply", "/api/cases/{target}/replies", _words, *REPLY),
    Act("note", "/api/cases/{target}/notes", _words, *NOTE),
    Act(
        "promise",
        "/api/cases/{target}/promises",
        lambda words, people: {"kind": "next_update", "what": words, "due_at": _in(seconds=1800)},
        *("promises.promise", "what", "promises.PromiseTold"),
    ),
    Act(
        "promise for at once, which the clock breaks",
        "/api/cases/{target}/promises",
        lambda words, people: {"kind": "fix", "what": words, "due_at": _in(seconds=8)},
        *("promises.promise", "what", "promises.PromiseTold"),
    ),
    Act(
        "ask for help",
        "/api/cases/{target}/help",
        lambda words, people: {"to_person": people["chidi"], "what": words, "needed_by": _in(seconds=3600)},
        *("cases.collaborationrequest", "what", "cases.HelpAsked"),
        targets=MINE,
    ),
    Act(
        "escalate",
        "/api/cases/{target}/escalation",
        lambda words, people: {"reason": words},
        *("cases.escalation", "reason", "cases.CaseEscalated"),
    ),
    Act(
        "hand off",
        "/api/cases/{target}/handoff",
        lambda words, people: {"to": people["colleague"], "note": words},
        *(HANDOFF, "note", "cases.HandoffOffered"),
        targets=MINE,
    ),
    Act(
        "accept",
        "/api/handoffs/{target}/acceptance",
        lambda words, people: {"read_back": words},
        *(HANDOFF, "read_back", "cases.CaseHandedOff"),
        targets=OFFERED,
    ),
)
