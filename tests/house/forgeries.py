"""Forgeries: what somebody might write who knows the tables and not the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.expressions import RawSQL

from fiverings.core.models import Record

CHIDI = "(SELECT id FROM people_person WHERE email = 'chidi@northbell.example')"
LATER = "now() + interval '1 year'"


@dataclass(frozen=True)
class Forgery:
    """Columns that are set to something else, each by an expression; without columns the row is deleted."""

    rule: str
    label: str
    columns: Mapping[str, str] = field(default_factory=dict)
    where: str = "true"

    def __str__(self) -> str:
        return f"{self.rule} {self.label} {dict(self.columns) or 'deleted'}"

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def sql(self) -> str:
        """As plain SQL, about every row that fits."""
        changes = ", ".join(f"{column} = {expression}" for column, expression in self.columns.items())
        return (
            f"UPDATE {self.table} SET {changes} WHERE {self.where}"
            if changes
            else f"DELETE FROM {self.table} WHERE {self.where}"
        )

    def found(self) -> models.QuerySet[models.Model]:
        """The rows that fit; AssertionError when there is none to try it on."""
        number = cast("type[Record]", self.model).numbered_by
        wanted = RawSQL(f"SELECT {number} FROM {self.table} WHERE {self.where}", [])
        rows = self.model._base_manager.filter(**{f"{number}__in": wanted})
        assert rows.exists(), f"There is no row for {self}"
        return rows

    def ways(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """Through one record unless it is its key, through many, and behind the back of the program."""
        if not self.columns.keys() & {each.column for each in self.model._meta.pk_fields}:
            yield "record", self._through_a_record
        yield "bulk", self._through_many
        yield "sql", lambda: _run(self.sql)

    def _through_a_record(self) -> None:
        record = self.found().order_by("-pk")[0]
        if not self.columns:
            record.delete()
            return
        for column, expression in self.columns.items():
            setattr(record, column, RawSQL(expression, []))
        names = [each.name for each in record._meta.concrete_fields if each.column in self.columns]
        record.save(update_fields=names)

    def _through_many(self) -> None:
        rows = self.found()
        if self.columns:
            rows.update(**{column: RawSQL(expression, []) for column, expression in self.columns.items()})
        else:
            rows._raw_delete(rows.db)


def is_refused(act: Callable[[], object], refusals: tuple[type[Exception], ...]) -> bool:
    """Whether an act ends in a refusal, at once or at commit; whatever it did is undone."""
    try:
        with transaction.atomic():
            act()
            connection.check_constraints()
            transaction.set_rollback(True)
    except refusals:
        return True
    return False


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


OPEN = "ended_at IS NULL"
OF_A_CASE = "subject_label = 'cases.case'"
ALONE = f"{OF_A_CASE} AND subject_id IN (SELECT subject_id FROM promises_outstanding GROUP BY 1 HAVING count(*) = 1)"
FORGERIES = (
    Forgery("I-01", "cases.case", {"owner_id": "NULL"}),
    Forgery("I-01", "cases.case", {"owner_id": "(SELECT id FROM people_person WHERE NOT is_active LIMIT 1)"}, OPEN),
    Forgery("I-01", "people.person", {"is_active": "false"}, f"id IN (SELECT owner_id FROM cases_case WHERE {OPEN})"),
    Forgery("I-01", "people.person", {"roles": "'{lead}'"}, f"id IN (SELECT owner_id FROM cases_case WHERE {OPEN})"),
    Forgery("I-02", "cases.case", {"owner_id": CHIDI}, OPEN),
    Forgery("I-03", "promises.outstanding", {}, OF_A_CASE),
    Forgery("I-03", "promises.outstanding", {"subject_id": "0"}, ALONE),
    Forgery("I-03", "cases.case", {"state": "'active'", "ended_at": "NULL"}, "ended_at IS NOT NULL"),
    Forgery("I-04", "promises.promise", {"due_at": LATER}),
    Forgery("I-04", "promises.promise", {"sentence": "'We never said that.'"}),
    Forgery("I-04", "promises.promise", {"told_at": LATER}),
    Forgery("I-04", "promises.promise"),
    Forgery("I-05", "promises.outcome", {"kind": "'replaced'"}),
    Forgery("I-05", "promises.promise", {"replaces_id": "id"}),
    Forgery("I-10", "promises.outcome", {"kind": "'kept'"}, "kind = 'broken'"),
    Forgery("I-10", "promises.outcome", {}, "kind = 'broken'"),
    Forgery("I-12", "promises.promise", {"guarantee_due_at": LATER}, "guarantee_id IS NOT NULL"),
    Forgery("I-12", "promises.outstanding", {"due_at": LATER}),
    Forgery("I-12", "hours.calendarversion", {"definition": "'{}'"}),
    Forgery("I-13", "conversations.message", {"visibility": "'internal'"}, "direction = 'out'"),
    Forgery("I-19", "cases.case", {"state": "'resolved'", "ended_at": LATER, "waiting_since": "NULL"}, OPEN),
    Forgery("I-19", "cases.closure", {"ground": "'confirmed'"}),
    Forgery(
        "I-20", "cases.case", {"state": "'active'", "ended_at": "NULL", "merged_into_id": "NULL"}, "state = 'merged'"
    ),
    Forgery("I-20", "cases.casemerge"),
    Forgery("I-21", "cases.chase", {"number": "number + 7"}),
    Forgery("I-21", "cases.chase"),
    Forgery("I-30", "cases.goodwill", {"amount": "amount * 100"}),
    Forgery("I-30", "cases.goodwill", {"currency": "'USD'"}),
    Forgery("I-30", "cases.goodwill"),
    Forgery("I-30", "cases.goodwilllimit", {"amount": "9000"}),
    Forgery("I-31", "cases.collaborationrequest", {"holder_id": "NULL"}),
    Forgery("I-31", "cases.collaborationrequest", {"accept_by": "NULL"}),
    Forgery("I-33", "core.entry", {"at": LATER}),
    Forgery("I-33", "core.entry", {"payload": "'{}'"}),
    Forgery("I-33", "core.entry"),
    Forgery("I-33", "core.mention", {"record_id": "0"}),
    Forgery("I-33", "core.mention"),
)

INTERNAL = "(SELECT id FROM promises_promise WHERE to_person_id IS NOT NULL LIMIT 1)"
OMAR = "(SELECT contact_id FROM customers_contactaddress WHERE address = 'omar@orionbank.example')"
BEN = CHIDI.replace("chidi", "ben")
A_DAY = "interval '1 day'"
FOUND = (
    Forgery("I-01", "people.person", {"roles": "'{lead}'"}, f"id IN (SELECT owner_id FROM cases_case WHERE {OPEN})"),
    Forgery("I-02", "cases.case", {"owner_id": BEN}, "id IN (SELECT case_id FROM cases_takeover)"),
    Forgery("I-03", "promises.outstanding", {}, ALONE),
    Forgery("I-05", "promises.promise", {"replaces_id": INTERNAL}, "id = (SELECT max(id) FROM promises_promise)"),
    Forgery("I-06", "promises.promise", {"due_at": f"guarantee_due_at + {A_DAY}"}, "offer_id IS NOT NULL"),
    Forgery("I-07", "cases.case", {"severity": "3"}, "severity = 1"),
    Forgery("I-10", "promises.promise", {"recovers_id": "NULL"}, "recovers_id IS NOT NULL"),
    Forgery("I-11", "cases.case", {"state": "'waiting_customer'"}, "state = 'active'"),
    Forgery("I-12", "promises.promise", {"guarantee_due_at": f"guarantee_due_at + {A_DAY}"}, "offer_id IS NOT NULL"),
    Forgery("I-13", "promises.promise", {"to_contact_id": OMAR}, "to_contact_id IS NOT NULL"),
    Forgery("I-19", "cases.case", {"state": "'resolved'", "ended_at": "opened_at", "waiting_since": "NULL"}, OPEN),
    Forgery(
        "I-20", "conversations.thread", {"journey_id": "(SELECT journey_id FROM cases_case WHERE state = 'merged')"}
    ),
    Forgery("I-21", "cases.chase", {"promise_id": INTERNAL}),
    Forgery("I-30", "cases.goodwill", {"amount": "amount * 100"}),
    Forgery("I-31", "cases.collaborationrequest", {"accept_by": f"accept_by - {A_DAY}"}),
)
