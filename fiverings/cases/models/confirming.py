"""Confirming: only the customer says that a need is met; what they said, or that they said nothing, is written down."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from fiverings.conversations.models import Call, Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person
from fiverings.promises.models import Kind as Promised

from ..events import ResolutionConfirmed, ResolutionRejected, ResolutionUnanswered
from .closure import Closure
from .resolution import Answer, Resolution
from .silence import Silence
from .undertaking import Undertaking

if TYPE_CHECKING:
    from .case import Case

MET = (Promised.ANSWER, Promised.NEXT_UPDATE, Promised.FIX, Promised.CONFIRM)
"""What nobody waits for any more when the need is met; who was promised a call or a price still gets it."""


class NothingProposed(Refused):
    """The customer was not asked whether it works, or has answered."""


class NotTheirWord(Refused):
    """What one of us files as the customer's answer is a message or a call of theirs, since they were asked."""


class Confirming(Undertaking):
    """The ability of a case to be found solved, or not, by its customer."""

    class Meta:
        abstract = True

    @together
    def confirm(
        self,
        *,
        contact: Contact | None,
        words: str = "",
        evidence: Message | Call | None = None,
        asked: Resolution | None = None,
        by: Contact | Person,
        at: datetime | None = None,
    ) -> Closure:
        """They say that it works: resolved. One of us files it with their own word as evidence.

        Refused: NothingProposed, NotTheirWord.
        """
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._proposed(asked)
        resolution = case._answered(Answer.CONFIRMED, contact, words, evidence, by, at)
        closure = Closure.of(resolution, ground=Closure.Ground.CONFIRMED, by=by, at=at)
        case._end(at)
        event = ResolutionConfirmed(
            case=case, resolution=resolution, closure=closure, contact=contact, owner=case.owner, evidence=evidence
        )
        announce(event, by=by, at=at)
        case.let_go(MET, words=_("They say that it works."), by=by, at=at)
        case._check_in_later(at)
        return closure

    @together
    def reject(
        self,
        *,
        contact: Contact | None,
        words: str = "",
        evidence: Message | Call | None = None,
        asked: Resolution | None = None,
        by: Contact | Person,
        at: datetime | None = None,
    ) -> None:
        """Not yet, they say: the same owner goes on, and asks anew how severe it is. NothingProposed, NotTheirWord."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._proposed(asked)
        resolution = case._answered(Answer.REJECTED, contact, words, evidence, by, at)
        case.state, case.waiting_since = case.State.ACTIVE, case.waiting_since or at
        case.last_heard_at = case.last_word_at = max(at, case.last_word_at)
        case.save(update_fields=["state", "waiting_since", "last_heard_at", "last_word_at"])
        event = ResolutionRejected(
            case=case, resolution=resolution, contact=contact, owner=case.owner, evidence=evidence
        )
        announce(event, by=by, at=at)
        if case.severity is not None:
            case.diagnose(by=None, at=at)
        case.let_go([Promised.CONFIRM], words=_("They have answered."), by=by, at=at)
        case.owe_by_standard(Promised.ANSWER, by=by, at=at)

    @together
    def take_silence(self, *, at: datetime | None = None) -> Closure | None:
        """Nobody answered for long enough: resolved, and nobody has confirmed it. None as long as that is not so."""
        case, at = cast("Case", self), at or clock.now()
        if not case._is_free():
            return None
        resolution = case._lock().proposed()
        if resolution is None or not Silence.about(resolution, until=at).is_long_enough(at):
            return None
        resolution.answer, resolution.answered_at = Answer.SILENT, at
        resolution.save(update_fields=["answer", "answered_at"])
        closure = Closure.of(resolution, ground=Closure.Ground.SILENCE, by=None, at=at)
        case._end(at)
        event = ResolutionUnanswered(case=case, resolution=resolution, closure=closure, owner=case.owner)
        announce(event, by=None, at=at)
        case.let_go([Promised.CONFIRM], words=_("Nobody answered."), by=None, at=at)
        return closure

    def proposed(self) -> Resolution | None:
        """What the customer is asked about now."""
        return cast("Resolution | None", cast("Case", self).resolutions.unanswered().first())

    def _proposed(self, asked: Resolution | None = None) -> Resolution:
        """What they are asked about; who answers one question does not answer a later one."""
        resolution = self.proposed()
        if resolution is None or asked not in (None, resolution):
            raise NothingProposed(_("They are not asked whether it works, or they have answered."))
        return resolution

    def doubts_severity(self) -> bool:
        """Whether they said “not yet” since the severity was last looked at."""
        case = cast("Case", self)
        rejected = case.resolutions.filter(answer=Answer.REJECTED).order_by("-answered_at").first()
        return rejected is not None and not case.severities.filter(at__gte=rejected.answered_at).exists()

    def was_fixed_first_time(self) -> bool | None:
        """Whether the first proposal was confirmed and lasted; nobody knows before somebody has confirmed one."""
        case = cast("Case", self)
        answers = set(case.resolutions.values_list("answer", flat=True))
        if answers & {Answer.REJECTED.value} or case.reopenings.exists():
            return False
        return True if Answer.CONFIRMED.value in answers else None

    def _answered(
        self,
        answer: str,
        contact: Contact | None,
        words: str,
        evidence: Message | Call | None,
        by: Contact | Person,
        at: datetime,
    ) -> Resolution:
        case = cast("Case", self)
        resolution = case._proposed()
        resolution.words = words.strip()
        if isinstance(by, Person):
            case._refuse_what_nobody_said(resolution, contact, evidence, by)
            resolution.heard_by = by
            resolution.words = resolution.words or _said_in(evidence)
        resolution.answer, resolution.answered_at, resolution.answered_by = answer, at, contact
        resolution.save(update_fields=["answer", "answered_at", "answered_by", "heard_by", "words"])
        return resolution

    def _refuse_what_nobody_said(
        self, resolution: Resolution, contact: Contact | None, evidence: Message | Call | None, by: Person
    ) -> None:
        case = cast("Case", self)
        if case.kind == case.Kind.INTERNAL and contact is None:
            if by.pk == resolution.proposed_by_id or not resolution.words:
                raise NotTheirWord(_("Who needed it says so, in a sentence; not who proposed it."))
            return
        if not case.may_propose(by):
            raise NotTheirWord(_("Only {owner}, a helper or a lead files their answer.").format(owner=case.owner))
        if evidence not in case.their_words_since(resolution):
            raise NotTheirWord(_("Name their message, or log the call in which they said so."))

    def their_words_since(self, resolution: Resolution) -> list[Message | Call]:
        """What they wrote or said since they were asked, the latest first."""
        case, since = cast("Case", self), resolution.proposed_at
        written = Message.objects.filter(thread__journey=case.journey_id, direction="in", is_beside=False, auto="")
        spoken = Call.objects.talked().since(since).filter(journey=case.journey_id)
        found: list[Message | Call] = [
            *written.filter(at__gte=since).select_related("contact"), *spoken.select_related("contact")
        ]  # fmt: skip
        return sorted(found, key=lambda said: said.at, reverse=True)


def _said_in(evidence: Message | Call | None) -> str:
    """Their words, as they stand in what is filed."""
    return evidence.words if evidence else ""
