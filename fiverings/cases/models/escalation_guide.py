"""The guide to escalating: when a case goes to somebody who may decide, in versions that are never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, Self, cast

from django.db import connection, models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.people.models import Person

from ..events import EscalationGuideSet
from .escalation_rule import BadRule, EscalationRule, check_all

RULES_AT_MOST = 50


class GuideMovedOn(Refused):
    """Somebody else set the guide since it was read."""


class EscalationGuideQuerySet(Records):
    """The words by which versions of the guide are found."""

    def visible_to(self, person: Any) -> Self:
        """By what we escalate is no secret among the staff."""
        return self if person.is_active else self.none()

    def latest_first(self) -> Self:
        return self.order_by("-number").select_related("set_by")


class EscalationGuide(Record):
    """The rules as they were set at one time, in order: the first that holds speaks; a later row takes its place."""

    append_only: ClassVar[bool] = True

    number = models.PositiveIntegerField(unique=True)
    definition = models.JSONField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField()

    objects = EscalationGuideQuerySet.as_manager()

    def __str__(self) -> str:
        return _("Version {number}").format(number=self.number)

    @cached_property
    def rules(self) -> list[EscalationRule]:
        return [EscalationRule(**each) for each in self.definition]

    def rule(self, code: str) -> EscalationRule | None:
        """The rule that bears this code."""
        return next((each for each in self.rules if each.code == code), None)

    @classmethod
    def current(cls) -> EscalationGuide:
        """The rules that count now."""
        return cast(EscalationGuide, _guides.first())

    @classmethod
    @together
    def set(
        cls,
        rules: Sequence[EscalationRule],
        *,
        replaces: int | None = None,
        by: Person | None,
        at: datetime | None = None,
    ) -> EscalationGuide:
        """From now on these rules count, and no others; what was escalated stands. BadRule, GuideMovedOn.

        `replaces` is the number of the version that was read; a rule without a code is new and is given one.
        """
        last = cls._taken_up()
        if replaces not in (None, last.number):
            raise GuideMovedOn(_("Somebody set the guide meanwhile. Look at it again."))
        last._refuse_strange_codes(rules)
        check_all(rules)
        guide = cls(number=last.number + 1, set_by=by, set_at=at or clock.now())
        guide.definition = [each.written() for each in _with_codes(rules, guide.number)]
        guide.save()
        announce(EscalationGuideSet(guide=guide, before=last, number=guide.number), by=by, at=at)
        return guide

    @classmethod
    def _taken_up(cls) -> EscalationGuide:
        """The rules that count now, which nobody else sets until this transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('cases_escalationguide'))")
        return cls.current()

    def _refuse_strange_codes(self, rules: Sequence[EscalationRule]) -> None:
        codes = [each.code for each in rules if each.code]
        if len(rules) > RULES_AT_MOST:
            raise BadRule(_("A guide has up to {count} rules.").format(count=RULES_AT_MOST))
        if len(codes) > len(set(codes)) or not {each.code for each in self.rules}.issuperset(codes):
            raise BadRule(_("A rule keeps its code; a new one is given one."))

    @classmethod
    @together
    def change(
        cls, *, rule: EscalationRule, replaces: int | None = None, by: Person | None, at: datetime | None = None
    ) -> EscalationGuide:
        """As it is, with this rule new or changed. BadRule, GuideMovedOn."""
        return cls.set(cls._taken_up().with_rule(rule), replaces=replaces, by=by, at=at)

    @classmethod
    @together
    def drop(
        cls, *, code: str, replaces: int | None = None, by: Person | None, at: datetime | None = None
    ) -> EscalationGuide:
        """As it is, without this rule. GuideMovedOn."""
        return cls.set(cls._taken_up()._with(code).without(code), replaces=replaces, by=by, at=at)

    @classmethod
    @together
    def move(
        cls, *, code: str, by_rows: int, replaces: int | None = None, by: Person | None, at: datetime | None = None
    ) -> EscalationGuide:
        """As it is, with this rule so many rows further down, or up. GuideMovedOn."""
        return cls.set(cls._taken_up()._with(code).with_moved(code, by_rows), replaces=replaces, by=by, at=at)

    def _with(self, code: str) -> EscalationGuide:
        if self.rule(code) is None:
            raise GuideMovedOn(_("That rule is not in the guide any more. Look at it again."))
        return self

    def with_rule(self, rule: EscalationRule) -> list[EscalationRule]:
        """Its rules with this one in the place of the one that bears its code, or at the end."""
        if rule.code and self.rule(rule.code):
            return [rule if each.code == rule.code else each for each in self.rules]
        return [*self.rules, rule]

    def without(self, code: str) -> list[EscalationRule]:
        """Its rules but one."""
        return [each for each in self.rules if each.code != code]

    def with_moved(self, code: str, by_rows: int) -> list[EscalationRule]:
        """Its rules with one of them so many rows further down, or up, as far as there are rows."""
        rest, moved = self.without(code), self.rule(code)
        place = next((n for n, each in enumerate(self.rules) if each.code == code), 0)
        rest[max(0, place + by_rows) : max(0, place + by_rows)] = [moved] if moved else []
        return rest


def _with_codes(rules: Sequence[EscalationRule], number: int) -> list[EscalationRule]:
    """Those without a code are named after the version that they come with."""
    return [each if each.code else replace(each, code=f"rule.{number}.{n}") for n, each in enumerate(rules, 1)]


@Written
def _guides() -> models.QuerySet[EscalationGuide]:
    return EscalationGuide.objects.order_by("-number")[:1]
