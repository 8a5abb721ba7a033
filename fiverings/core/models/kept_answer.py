"""Answers that are kept, so that a program which asks again gets the same one and nothing is done twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from .record import Record, Records

KEPT_FOR = timedelta(hours=24)
CLAIM = """
    INSERT INTO core_keptanswer (caller, token, address, body_hash, status, content_type, content, about, at)
    VALUES (%s, %s, %s, '', 0, %s, '', '{}', %s) ON CONFLICT DO NOTHING
"""


class KeptAnswerQuerySet(Records):
    """The words by which kept answers are found."""

    def outdated(self, at: datetime) -> Self:
        """Those that nobody asks for again."""
        return self.filter(at__lte=at - KEPT_FOR)


class KeptAnswer(Record):
    """The first answer to a request that bore an idempotency key, or to a form; kept in the transaction of the act."""

    caller = models.TextField()
    token = models.TextField()
    address = models.TextField()
    body_hash = models.TextField()
    status = models.PositiveSmallIntegerField()
    content_type = models.TextField()
    content = models.BinaryField()
    about = ArrayField(models.TextField(), default=list, blank=True)
    at = models.DateTimeField()

    objects = KeptAnswerQuerySet.as_manager()
    personal = ("content",)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["caller", "token"], name="core_an_answer_is_kept_once"),)
        indexes = (models.Index(fields=["at"], name="core_keptanswer_at"),)

    def __str__(self) -> str:
        return f"{self.status} to {self.address}"

    def claim(self) -> bool:
        """Whether nobody came with this token before; waits for whoever is at it now."""
        with connection.cursor() as cursor:
            cursor.execute(CLAIM, [self.caller, self.token, self.address, self.content_type, self.at])
            return bool(cursor.rowcount)

    def keep(self, status: int, content: bytes, *, about: list[str]) -> None:
        """What came of what was claimed, and the records that it tells of."""
        self._mine().update(status=status, content=content, about=about)

    def let_go(self) -> None:
        """Nothing was done: whoever comes with this token again is the first."""
        self._mine().delete()

    def _mine(self) -> KeptAnswerQuerySet:
        return KeptAnswer.objects.filter(caller=self.caller, token=self.token)
