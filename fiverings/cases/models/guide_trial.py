"""Trial: what changed rules would have said last month, beside what the guide as it is would have; nothing is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q

from fiverings.core.models import Entry
from fiverings.core.references import Reference
from fiverings.hours.models import NotAnswerable
from fiverings.people.models import Person

from .escalation_guide import EscalationGuide
from .escalation_rule import EscalationRule
from .situation import Past, Situation

if TYPE_CHECKING:
    from .case import Case

A_MONTH = timedelta(days=30)
A_CASE = "cases.case"

Happened = tuple[int, str, datetime]
"""About which case, what kind of entry (the clock writes none), and when."""


@dataclass
class Spoken:
    """That a rule would have spoken about a case: first when, and how often."""

    rule: EscalationRule
    at: datetime
    times: int = 1


@dataclass
class Tried:
    """One case: what the changed rules would have said, and what the guide as it is would have."""

    case: Case
    would: list[Spoken] = field(default_factory=list)
    does: list[Spoken] = field(default_factory=list)

    @property
    def state(self) -> str:
        """Whether only the changed rules speak, or only those that count now, or both."""
        return "same" if self.would and self.does else "new" if self.would else "gone"

    @property
    def shown(self) -> list[Spoken]:
        return self.would or self.does

    @property
    def first_at(self) -> datetime:
        return min(each.at for each in self.shown)


class GuideTrial:
    """The last thirty days once more, by the same rules and the same evaluation; of what this person may see."""

    def __init__(self, person: Person, rules: Sequence[EscalationRule], *, at: datetime) -> None:
        self.person, self.at, self.since = person, at, at - A_MONTH
        self.would, self.does = list(rules), EscalationGuide.current().rules
        self.rules = [*self.would, *(each for each in self.does if each not in self.would)]
        found: dict[int, Tried] = {}
        for case, spoken in self._spoken():
            tried = found.setdefault(case.pk, Tried(case))
            tried.would += [spoken] if spoken.rule in self.would else []
            tried.does += [spoken] if spoken.rule in self.does else []
        order = {"new": 0, "gone": 1, "same": 2}
        self.cases = sorted(found.values(), key=lambda each: (order[each.state], -each.first_at.timestamp()))

        states = [each.state for each in self.cases]
        self.new_count, self.gone_count = states.count("new"), states.count("gone")
        self.would_count = len(states) - self.gone_count

    def _spoken(self) -> Iterator[tuple[Case, Spoken]]:
        entries = self._entries()
        cases = self._cases({case for case, _kind, _at in entries})
        past = Past(list(cases.values()))
        for rule in self.rules:
            first: dict[int, Spoken] = {}
            turned = [each for each in entries if each[1] in rule.turned_by and each[0] in cases]
            for pk, _kind, at in sorted([*turned, *self._by_the_clock(rule, cases, past)], key=lambda each: each[2]):
                if not rule.holds(Situation(cases[pk], at=at, past=past)):
                    continue
                if pk in first:
                    first[pk].times += 1
                else:
                    first[pk] = Spoken(rule, at)
            yield from ((cases[pk], spoken) for pk, spoken in first.items())

    def _entries(self) -> list[Happened]:
        """What happened to cases and may have made a rule true."""
        kinds = {kind for rule in self.rules for kind in rule.turned_by}
        lines = Entry.objects.visible_to(self.person).filter(kind__in=kinds, at__gt=self.since, at__lte=self.at)
        read = lines.order_by("at", "id").values_list("kind", "at", "subject_label", "subject_id", "payload__matter")
        found = ((_case_in(label, pk, matter), kind, at) for kind, at, label, pk, matter in read)
        return [(pk, kind, at) for pk, kind, at in found if pk is not None]

    def _cases(self, happened_to: set[int]) -> dict[int, Case]:
        wanted = Q(pk__in=happened_to)
        if any(each.is_by_the_clock for each in self.rules):
            wanted |= Q(opened_at__lte=self.at) & (Q(ended_at=None) | Q(ended_at__gt=self.since))
        cases: Any = apps.get_model(A_CASE).objects
        seen = cases.visible_to(self.person).filter(wanted)
        return {each.pk: each for each in seen.select_related("account__calendar__current", "owner")}

    def _by_the_clock(self, rule: EscalationRule, cases: dict[int, Case], past: Past) -> Iterator[Happened]:
        """When each case had been open for as long as the rule says, if that was last month and while it was open."""
        minutes = rule.when.get("open_minutes", 0)
        for case in cases.values() if minutes else ():
            version, after = past.opening_hours(case), timedelta(minutes=minutes)
            try:
                at = version.working_time().due(case.opened_at, minutes) if version else case.opened_at + after
            except NotAnswerable:
                continue
            if self.since < at <= min(self.at, case.ended_at or self.at):
                yield case.pk, "", at


def _case_in(label: str, pk: int, matter: str | None) -> int | None:
    """The case that a line is about: its subject, or the matter of a promise."""
    about = Reference(label, pk) if label == A_CASE else Reference.read(matter) if matter else None
    return about.id if about and about.label == A_CASE else None
