"""Observing: what the house knows by itself becomes evidence, once for each time that it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from django.db import models

from fiverings.core import clock
from fiverings.core.together import together
from fiverings.people.models import Person

from .definition import Definition
from .evidence import Answer, Evidence
from .question import Question
from .telemetry_event import TelemetryEvent

if TYPE_CHECKING:
    from .session import DiagnosisSession


def as_answers(observed: Iterable[tuple[str, Evidence]], asks: Definition) -> Iterator[Evidence]:
    """What the house observes, as answers to the questions of a guide; kept nowhere."""
    for observation, row in observed:
        for asked in asks.answered_by(observation)[:1]:
            row.question, row.wording = asked.code, str(asked.wording)
            yield row


class Observing(models.Model):
    """The ability of a session to hear what the house knows."""

    class Meta:
        abstract = True

    @together
    def observe(
        self,
        observation: str,
        *,
        holds: bool | None = None,
        left: int | None = None,
        source: str,
        event: TelemetryEvent | None = None,
        by: Person | None = None,
        at: datetime | None = None,
    ) -> list[Evidence]:
        """Answer the questions of the guide that the house answers by this; the same again writes nothing.

        Neither `holds` nor `left` is said when the house knows it no longer: what people said stands again.
        AlreadySettled.
        """
        session = cast("DiagnosisSession", self)._lock()
        told = {True: Answer.YES, False: Answer.NO, None: Answer.YES if left is not None else Answer.DONT_KNOW}[holds]
        quantity = None if left is None else Decimal(left)
        new = [each for each in session.version.asks.answered_by(observation) if session._is_news(each, told, quantity)]
        return [
            session._write_down(
                Evidence(question=each.code, answer=told, quantity=quantity, source=source, event=event, by=by),
                asked=each, at=at or clock.now(),
            )
            for each in new
        ]  # fmt: skip

    def _is_news(self, asked: Question, told: str, quantity: Decimal | None) -> bool:
        """Whether the house says anything else than it said last; to begin with, that it does not know is no news."""
        session = cast("DiagnosisSession", self)
        said = [each for each in session.evidence.all() if each.question == asked.code]
        carried = session._carried().get(asked.code)
        before = [each for each in ([carried] if carried else []) + said if asked.answered_by or each.is_of_the_house]
        if not before:
            return told != Answer.DONT_KNOW
        return bool((before[-1].answer, before[-1].quantity) != (told, quantity))
