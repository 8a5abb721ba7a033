"""Parentage: that one case is the cause of another, until somebody unlinks them."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record, Records
from fiverings.core.problems import SAID_BY_THE_DATABASE, Refused
from fiverings.customers.models import Account
from fiverings.people.models import Person


class CannotLink(Refused):
    """An open case is made the child of one open service problem, which is nobody's child itself."""


for rule, words in {
    "cases_a_child_has_one_parent": _("It is the child of another case already: unlink it first."),
    "cases_there_are_parents_and_children_only": _("A parent is nobody's child, and a child is nobody's parent."),
    "cases_nothing_is_its_own_parent": _("A case is not its own parent."),
}.items():
    SAID_BY_THE_DATABASE[rule] = CannotLink(words)


class ParentageQuerySet(Records):
    """The words by which parentages are found."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees both accounts; nobody learns of one by looking at the other."""
        seen = Account.objects.visible_to(person)
        return self.filter(child__account__in=seen, parent__account__in=seen)

    def standing(self) -> Self:
        return self.filter(ended_at=None)

    def with_everybody(self) -> Self:
        """Each with its cases, their accounts and owners, in the same query."""
        return self.select_related(*(f"{each}__{whom}" for each in SIDES for whom in ("account", "owner", "contact")))


SIDES = ("child", "parent")


class Parentage(Record):
    """Which case caused which, who said so, and who said that it did not."""

    child = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="parentages")
    parent = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="children")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ParentageQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["child"], condition=models.Q(ended_at=None), name="cases_a_child_has_one_parent"
            ),
            models.CheckConstraint(
                condition=~models.Q(child=models.F("parent")), name="cases_nothing_is_its_own_parent"
            ),
        )
        indexes = (models.Index(fields=["parent"], condition=models.Q(ended_at=None), name="cases_parentage_standing"),)

    def __str__(self) -> str:
        return f"{self.parent} ← {self.child}"
