"""Document: what a case, a message, a note or a call is found by."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Round

from fiverings.cases.models import Case
from fiverings.conversations.models import Journey
from fiverings.core.models import Record, Records
from fiverings.customers.models import Account

A_CASE = Case._meta.label_lower
TIERS = 1
"""To how many decimals relevance is told apart; within a tier the newer comes first."""


class Asked(models.Func):
    """The words of a question as the database looks for them: folded, the last one perhaps unfinished."""

    function = "insight_query"
    output_field = models.TextField()

    def __init__(self, words: str) -> None:
        super().__init__(models.Value(words))


class Holds(models.Func):
    """Whether a document holds what is asked."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = models.BooleanField()


class Relevance(models.Func):
    """How well a document answers, from 0 to 1: a number or a need above a name, a name above a line of a letter."""

    function = "ts_rank_cd"
    template = "%(function)s('{0.25, 0.5, 0.8, 1.0}', %(expressions)s, 32)::numeric"
    output_field = models.DecimalField()


class DocumentQuerySet(Records):
    """The words by which documents are found."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees the account sees what was said and noted about its needs."""
        return self.filter(journey__account__in=Account.objects.visible_to(person))

    def of_cases(self) -> Self:
        return self.filter(label=A_CASE)

    def of_words(self) -> Self:
        """What was said and noted, each time."""
        return self.exclude(label=A_CASE)

    def holding(self, words: str) -> Self:
        """Those that hold all these words."""
        return self.filter(Holds("words", Asked(words)))

    def ranked(self, words: str) -> Self:
        """Each with how well it answers."""
        return self.annotate(relevance=Round(Relevance("words", Asked(words)), precision=TIERS))

    def newest(self, count: int) -> Self:
        return self.order_by("-id")[:count]


class Document(Record):
    """The words of one record, folded; the database writes it beside the record, in the same transaction."""

    label = models.TextField(db_collation="C")
    record_id = models.BigIntegerField()
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="+", related_query_name="document")
    words = SearchVectorField()

    objects = DocumentQuerySet.as_manager()
    personal = ("words",)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["label", "record_id"], name="insight_a_record_has_one_document"),
        )
        indexes = (
            models.Index(fields=["-id"], condition=models.Q(label=A_CASE), name="insight_document_cases"),
            GinIndex("words", condition=models.Q(label=A_CASE), fastupdate=False, name="insight_document_of_cases"),
            GinIndex("words", condition=~models.Q(label=A_CASE), fastupdate=False, name="insight_document_of_words"),
        )

    def __str__(self) -> str:
        return f"{self.label}:{self.record_id}"
