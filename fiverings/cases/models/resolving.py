"""Resolving: we propose that a need is met, and ask the customer whether it is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.diagnosis.models import Cause
from fiverings.people.models import Person, Role
from fiverings.promises.models import Kind as Promised
from fiverings.promises.models import Outstanding, Pause

from ..events import ResolutionProposed, ResolutionWithdrawn
from .confirming import Confirming, NothingProposed
from .question import Question
from .resolution import Answer, Resolution
from .silence import Silence

if TYPE_CHECKING:
    from .case import Case

ASKED_AGAIN_AFTER = 1
SEVEREST = 1


class CannotPropose(Refused):
    """A solution is proposed by the owner or who helps, with what met the need, when the gate is passed."""


class SeverityUnconfirmed(Refused):
    """How severe a service problem was is said again at its end; where it matters, by somebody else."""


class Resolving(Confirming):
    """The ability of a case to have its solution proposed."""

    class Meta:
        abstract = True

    @together
    def propose_resolution(
        self,
        *,
        solution: str,
        cause: Cause | None = None,
        known_answer: str = "",
        severity_confirmed: int | None = None,
        message: str = "",
        confirmed_by: Person | None = None,
        by: Person,
        at: datetime | None = None,
    ) -> Resolution:
        """Say what met the need, and ask the customer in writing whether it did; CannotPropose, SeverityUnconfirmed.

        Who proposes it confirms its severity, unless somebody else does (`confirmed_by`).
        """
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._refuse_to_propose(solution, cause, by)
        case._refuse_unconfirmed(severity_confirmed, confirmer := confirmed_by or by)
        case.go_on(by=by, at=at)
        resolution = Resolution(
            case=case, solution=solution.strip(), cause=cause, known_answer=known_answer.strip(),
            severity_confirmed=severity_confirmed, confirmed_by=confirmer if severity_confirmed else None,
            proposed_by=by, proposed_at=at,
        )  # fmt: skip
        resolution.save()
        case._put_to_them(resolution, message.strip() or solution.strip(), by=by, at=at)
        return resolution

    def _put_to_them(self, resolution: Resolution, words: str, *, by: Person, at: datetime) -> None:
        """It waits for their answer: they are asked in writing, and asked again."""
        case = cast("Case", self)
        case.state = case.State.PROPOSED
        case.save(update_fields=["state"])
        contact = case.listener()
        announce(ResolutionProposed(case=case, resolution=resolution, contact=contact, owner=case.owner), by=by, at=at)
        resolution.message = case._ask_whether_it_works(resolution, words, by=by, at=at)
        resolution.save(update_fields=["message"])
        case._owe_asking_again(resolution, at=at)

    @together
    def ask_again(self, *, words: str = "", by: Person, at: datetime | None = None) -> Message:
        """Ask once more whether it works; NothingProposed, NobodyToAnswer."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        resolution = case._proposed()
        if not resolution.is_told:
            raise NothingProposed(gettext("The first question has not left us yet."))
        asked = case._ask_whether_it_works(resolution, words.strip() or resolution.solution, by=by, at=at)
        if asked is None:
            raise NothingProposed(gettext("No mail reaches them: call them, and log the call."))
        return asked

    @together
    def withdraw_resolution(self, *, by: models.Model | None, at: datetime | None = None) -> None:
        """It is not solved, as we found ourselves, or the question was taken back; NothingProposed."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        resolution = case._proposed()
        resolution.answer, resolution.answered_at = Answer.WITHDRAWN, at
        resolution.save(update_fields=["answer", "answered_at"])
        case.state = case.State.ACTIVE
        case.save(update_fields=["state"])
        announce(ResolutionWithdrawn(case=case, resolution=resolution), by=by, at=at)
        case.let_go([Promised.CONFIRM], words=gettext("The question was taken back."), by=by, at=at)
        case.keep_promising(by=by, at=at)

    @together
    def go_on(self, *, by: models.Model | None, at: datetime) -> None:
        """Nobody waits for the customer any more: we are on it."""
        case = cast("Case", self)
        if case.state == case.State.PROPOSED:
            case.withdraw_resolution(by=by, at=at)
        if case.state == case.State.WAITING:
            for pause in Pause.objects.of(case).lasting():
                pause.end(by=by, at=at)
            case.state = case.State.ACTIVE
            case.save(update_fields=["state"])

    @together
    def note_asking(self, evidence: models.Model, *, by: Person | None, at: datetime) -> None:
        """We asked again: that promise is kept, and the next one says until when we wait."""
        case = cast("Case", self)._lock()
        resolution = case.resolutions.unanswered().first()
        if resolution is None or evidence == resolution.message:
            return
        owed = Outstanding.objects.of(case).filter(promise__kind=Promised.CONFIRM)
        for each in owed.select_related("promise"):
            each.promise.keep(evidence=evidence, by=by, at=at)
        case._owe_asking_again(resolution, at=at)

    def may_propose(self, person: Person) -> bool:
        """Whether this person owns the case, helps with it, or leads."""
        case = cast("Case", self)
        owns_or_leads = person.pk == case.owner_id or person.has_role(Role.LEAD)
        return owns_or_leads or case.requests.filter(holder=person, state="helping").exists()

    def _ask_whether_it_works(self, resolution: Resolution, words: str, *, by: Person, at: datetime) -> Message | None:
        """The question in their mailbox and in nobody else's, for who holds its link may answer; None without mail."""
        case = cast("Case", self)
        contact = case.listener()
        if contact is None or not contact.addresses.exists():
            return None
        case.refuse_a_non_apology(words)
        text = _in_their_language(contact, words, Question.link(resolution, at=at), case)
        return Message.write(to=contact, thread=case.thread(contact), text=text, by=by, at=at)

    def _owe_asking_again(self, resolution: Resolution, *, at: datetime) -> None:
        """The owner asks again the next day; once we asked enough, this says until when silence lasts."""
        case = cast("Case", self)
        waits_until = Silence.about(resolution, until=at).ends_at or at
        due_at = case.working_days_after(waits_until, ASKED_AGAIN_AFTER)
        case.owe(Promised.CONFIRM, due_at=due_at, by=None, at=at)

    def _refuse_to_propose(self, solution: str, cause: Cause | None, by: Person) -> None:
        case = cast("Case", self)
        if case.state not in (case.State.ACTIVE, case.State.WAITING):
            raise CannotPropose(
                gettext("{case} is {state}: nothing is proposed now.").format(
                    case=case, state=case.get_state_display().lower()
                )
            )
        if not case.may_propose(by):
            raise CannotPropose(gettext("Only {owner}, a helper or a lead proposes it.").format(owner=case.owner))
        if not solution.strip():
            raise CannotPropose(gettext("Say what solved it."))
        if case.kind == case.Kind.INCIDENT and cause is None:
            raise CannotPropose(gettext("Say what caused it."))

    def _refuse_unconfirmed(self, severity: int | None, by: Person) -> None:
        case = cast("Case", self)
        if case.kind != case.Kind.INCIDENT:
            return
        if severity is None:
            raise SeverityUnconfirmed(gettext("Say how severe it was after all."))
        first = case.severities.order_by("at", "id").select_related("by").first()
        differs = first is not None and first.level != severity
        if first is not None and first.by_id == by.pk and (differs or SEVEREST in (severity, first.level)):
            words = gettext("{person} found the severity first: a colleague who helps, or a lead, confirms it.")
            raise SeverityUnconfirmed(words.format(person=first.by))


QUESTION = gettext_lazy("Does it work for you? Only you can say so, here:")
AFTERWARDS = gettext_lazy("Nothing happens until you press there. You can also answer this mail; it is about {case}.")


def _in_their_language(contact: Contact, words: str, link: str, case: Case) -> str:
    with translation.override(contact.language or contact.account.language):
        return "\n\n".join([words, f"{QUESTION}\n{link}", str(AFTERWARDS).format(case=case)])
