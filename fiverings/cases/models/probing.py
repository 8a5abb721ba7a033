"""Probing: by mail a customer is asked the one question of the guide that tells most about how severe it is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from fiverings.conversations.models import Message
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.customers.models import Account, Contact
from fiverings.diagnosis.models import DiagnosisSession, Finding, Question
from fiverings.people.models import Person

from .delivering import language_of
from .kind import Kind

if TYPE_CHECKING:
    from .case import Case


class NothingToProbe(Refused):
    """Its severity is settled, or they were asked already."""


class ProbeQuerySet(Records):
    """The words by which it is found what was asked by mail."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(case__account__in=Account.objects.visible_to(person))

    def standing(self) -> Self:
        """Those whose message was not taken back."""
        return self.filter(message__taken_back_at=None)


class Probe(Record):
    """Which question of a guide which message of ours asked, and in which words."""

    append_only: ClassVar[bool] = True

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="probes")
    session = models.ForeignKey(DiagnosisSession, on_delete=models.PROTECT, related_name="+", db_index=False)
    question = models.TextField()
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="+")
    sentence = models.TextField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = ProbeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.sentence


class Probing(models.Model):
    """The ability of a case to have its customer asked by mail how severe it is."""

    class Meta:
        abstract = True

    def to_probe(self) -> Question | None:
        """The question that a mail can ask now; None where it is settled, or an earlier one waits for its answer."""
        case = cast("Case", self)
        if case.severity is not None or not case.is_open or case.kind == Kind.INTERNAL or self._waits_for_a_probe():
            return None
        return self._best_finding().next_question

    def sentence_of_probe(self, contact: Contact) -> str:
        """How it is asked, in the language in which they read; nothing where nothing is to be asked."""
        question = self.to_probe()
        if question is None:
            return ""
        with translation.override(language_of(contact)):
            words = _("So that we begin in the right place, please tell us: {question}")
            return words.format(question=question.wording)

    def _probe(self, contact: Contact) -> str:
        """The sentence that asks them; NothingToProbe."""
        if not (sentence := self.sentence_of_probe(contact)):
            raise NothingToProbe(_("How severe it is is settled, or they were asked: send it without that question."))
        return sentence

    def _keep_probe(self, message: Message, sentence: str, *, by: Person, at: datetime) -> None:
        """It was asked: by the guide that their words name, where nobody had begun to ask."""
        case, question = cast("Case", self), cast(Question, self.to_probe())
        session = case.diagnose(by=by, at=at)
        probe = Probe(case=case, session=session, question=question.code, message=message, sentence=sentence)
        probe.asked_by, probe.at = by, at
        probe.save()

    def _best_finding(self) -> Finding:
        """What is found so far; before anything was asked, by the guide that their words name."""
        case = cast("Case", self)
        if (session := case.open_session()) is not None:
            return session.finding()
        return case.first_finding()

    def _waits_for_a_probe(self) -> bool:
        """Whether what was asked last by mail is not answered yet."""
        case = cast("Case", self)
        last = case.probes.standing().select_related("session").order_by("-id").first()
        if last is None:
            return False
        session = case.open_session()
        return session is None or last.question not in session.finding().answers
