"""Questions: the few that a contact is asked about a need they told us, each chosen by what was answered before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from fiverings.cases.models import Case, State
from fiverings.conversations.models import Message
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.diagnosis.models import Finding, Question, Said

AT_MOST = 3
"""After what they need and where to reach them: five in all."""
WORST = 1


class NotAskedNow(Refused):
    """This question is not asked of them, or no more."""


@dataclass(frozen=True)
class AskedNow:
    """The question for a contact to answer, and how many come at most, this one among them."""

    question: Question
    left: int


class Questions:
    """The ability of a contact to be asked what tells how severe their need is; the rest is ours to find out."""

    contact: Contact

    def asked_now(self, case: Case) -> AskedNow | None:
        """What they are asked now: while nobody of us asks, and nothing is settled. None when we know enough."""
        session = case.open_session()
        if session is None or case.state != State.INTAKE or case.severity is not None:
            return None
        answers = list(session.evidence.all())
        left = AT_MOST - sum(each.contact_id is not None and each.message_id is None for each in answers)
        if left < 1 or any(each.by_id for each in answers):
            return None
        question = session.finding().next_question
        return AskedNow(question, left) if question else None

    @together
    def answer_question(
        self, case: Case, *, question: str, answer: str = "", quantity: int | None = None, at: datetime | None = None
    ) -> None:
        """Write down what they answered to the question that they see; NotAskedNow, NotAnAnswer."""
        case = case.hold_survivor()
        asked = self.asked_now(case)
        if asked is None or asked.question.code != question:
            raise NotAskedNow(_("Thank you, we know that by now."))
        case.answer(question=question, answer=answer, quantity=quantity, by=self.contact, at=at)
        settle_the_worst(case, at=at)

    def _begin_questions(self, case: Case, message: Message, *, at: datetime) -> None:
        """Begin to ask by the guide that their words name, and write down what they say there without being asked."""
        session = case.diagnose(by=None, at=at)
        for said in Said.in_words(message.words).values():
            if said.is_plain and _may_take(session.finding(), said):
                given: dict[str, Any] = {"answer": said.answer, "quantity": said.quantity, "message": message}
                case.answer(question=said.question, by=self.contact, at=at, **given)
        settle_the_worst(case, at=at)


def settle_the_worst(case: Case, *, at: datetime | None = None) -> None:
    """What their own answers say is severity 1 is called so at once; anything milder is for one of us to say."""
    session = case.open_session()
    finding = session.finding() if session else None
    if finding is not None and case.severity is None and _is_the_worst(finding):
        case.settle_severity(level=WORST, by=None, at=at)


def _is_the_worst(finding: Finding) -> bool:
    """By a rule, or because the chance of it is too great to call it milder once nothing more is asked."""
    if finding.forced is not None:
        return True
    over = finding.next_question is None or finding.discriminating >= AT_MOST
    return finding.called == WORST and over and not finding.refusal(WORST)


def _may_take(finding: Finding, said: Said) -> bool:
    """Whether this guide asks it, in the same sort of answer, and it was not said yet."""
    question = next((each for each in finding.asks.questions if each.code == said.question), None)
    if question is None or question.code in finding.answers:
        return False
    return question.is_number == (said.quantity is not None)
