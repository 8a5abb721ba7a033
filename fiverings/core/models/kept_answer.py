"""Answers that are kept, so that a program which asks again gets the same one and nothing is done twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models

from .record import Record, Records

KEPT_FOR = timedelta(hours=24)


class KeptAnswerQuerySet(Records):
    """The words by which kept answers are found."""

    def outdated(self, at: datetime) -> Self:
        """Those that nobody asks for again."""
        return self.filter(at__lte=at - KEPT_FOR)


class KeptAnswer(Record):
    """The first answer to a request that bore an idempotency key; written in the transaction of what was done."""

    caller = models.TextField()
    token = models.TextField()
    address = models.TextField()
    body_hash = models.TextField()
    status = models.PositiveSmallIntegerField()
    content_type = models.TextField()
    content = models.BinaryField()
    at = models.DateTimeField()

    objects = KeptAnswerQuerySet.as_manager()
    personal = ("content",)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["caller", "token"], name="core_an_answer_is_kept_once"),)
        indexes = (models.Index(fields=["at"], name="core_keptanswer_at"),)

    def __str__(self) -> str:
        return f"{self.status} to {self.address}"
