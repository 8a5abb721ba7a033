"""Answering: what was said to a question becomes evidence, in the order in which it was said."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from ..events import EvidenceRecorded
from .evidence import Answer, Evidence, Source
from .question import Question

if TYPE_CHECKING:
    from .session import DiagnosisSession


SAID = (Source.CUSTOMER, Source.OBSERVED)
"""Who may say anything: what machines say, and how it is connected, the house knows by itself."""


class AlreadySettled(Refused):
    """A session that is settled takes no more answers; a new one may follow."""


class NotAnAnswer(Refused):
    """The question is answered in another way."""


class Answering(models.Model):
    """The ability of a session to take answers."""

    class Meta:
        abstract = True

    @together
    def answer(
        self,
        question: str,
        answer: str = "",
        *,
        quantity: Decimal | int | None = None,
        source: str = Source.CUSTOMER,
        message: Message | None = None,
        by: Person | Contact | None,
        at: datetime | None = None,
    ) -> Evidence:
        """Write down an answer; one given again stands from now on, and the earlier stays in the log.

        It may name the message in which they say so; `by` is who of us heard it, or who of theirs typed it.
        Refused: AlreadySettled, NotAnAnswer, BadGuide (no such question).
        """
        session = self._lock()
        asked = session.version.asks.question(question)
        if quantity is not None:
            answer, quantity = Answer.YES, Decimal(quantity)
        if asked.answered_by or source not in SAID:
            raise NotAnAnswer(_("Nobody is asked this: the house knows it by itself."))
        _refuse_another_sort(asked, answer, quantity)
        if message is not None and (message.is_ours or message.thread.journey_id != session.journey_id):
            raise NotAnAnswer(_("This is nothing that they wrote about it."))
        evidence = Evidence(question=question, answer=answer, quantity=quantity, source=source, message=message)
        evidence.by, evidence.contact = (None, by) if isinstance(by, Contact) else (by, None)
        return session._write_down(evidence, asked=asked, at=at or clock.now())

    def _write_down(self, evidence: Evidence, *, asked: Question, at: datetime) -> Evidence:
        """The next row of the log, with the chances before and after it; the session is locked."""
        session = cast("DiagnosisSession", self)
        before, by = session.finding(), evidence.contact or evidence.by
        evidence.session, evidence.seq = session, session.evidence.count() + 1
        evidence.wording, evidence.at = str(asked.wording), at
        after = session.finding(evidence)
        evidence.rules = [each.code for each in after.fired if each not in before.fired]
        evidence.before, evidence.after = before.chances, after.chances
        evidence.model_version = session.version.label() if after.is_reckoned else ""
        evidence.save()
        announce(EvidenceRecorded(session=session, evidence=evidence, journey=session.journey), by=by, at=evidence.at)
        return evidence

    def _lock(self) -> DiagnosisSession:
        """Locked, and still open."""
        session = cast("DiagnosisSession", self)
        rows = type(session).objects.select_for_update(of=("self",), no_key=True)
        rows = rows.select_related("version__guide", "journey")
        session.refresh_from_db(from_queryset=rows)
        if session.is_settled:
            raise AlreadySettled(_("This diagnosis is settled; begin another."))
        if session.left_at is not None:
            raise AlreadySettled(_("Another guide is asked by now; answer there."))
        return session


def _refuse_another_sort(asked: Question, answer: str, quantity: Decimal | int | None) -> None:
    """NotAnAnswer: a number where a word is asked for, or a word where a number is."""
    is_word = answer in Answer.values and not (asked.is_number and answer == Answer.YES and quantity is None)
    if not is_word or (quantity is not None and (not asked.is_number or quantity < 0)):
        raise NotAnAnswer(_("Answer with a number.") if asked.is_number else _("Answer yes, no or don't know."))
