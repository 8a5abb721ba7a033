"""Doubting: whatever happens to an open case may show that it is worse than we say; the owner looks again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from fiverings.conversations.models import Journey, Message
from fiverings.core import clock
from fiverings.core.causes import causing
from fiverings.core.events import Event
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.people.models import Duty, Person

from ..events.doubting import SeverityDoubtAnswered, SeverityDoubted
from .doubt import DoubtAnswer, SeverityDoubt
from .signs import signs_of_worse

if TYPE_CHECKING:
    from .case import Case

DOUBTED_BY = {
    "cases.CaseAlarmed",
    "cases.CaseChased",
    "cases.CaseLinked",
    "cases.CaseMerged",
    "cases.SeveritySet",
    "cases.SeverityRaised",
    "conversations.MessageReceived",
    "diagnosis.EvidenceRecorded",
    "promises.ExpectationHeard",
    "promises.PromiseMayBreak",
}
"""What happens to a case and may show that it is worse than we say."""
CAN_BE_WORSE = (2, 3)


class NoDoubt(Refused):
    """Nobody doubts how severe it is, or it was answered."""


class Doubting(models.Model):
    """The ability of a case to be looked at again when it may be worse than we say."""

    class Meta:
        abstract = True

    @classmethod
    @together
    def doubt_all(cls, events: Sequence[Event]) -> None:
        """Things happened: each open case to which they did is looked at once, however many they were."""
        found: dict[int, tuple[Case, Event]] = {}
        for event in events:
            for case in cls._touched_by(event):
                if case.severity in CAN_BE_WORSE:
                    found.setdefault(case.pk, (case, event))
        for _pk, (case, event) in sorted(found.items()):
            with causing(event.entry):
                case.doubt(at=event.entry.at)

    @together
    def doubt(self, *, at: datetime | None = None) -> SeverityDoubt | None:
        """Ask its owner to look again, where something since its severity was said speaks for worse.

        What was looked at already asks no more; another sign joins the doubt that waits for an answer.
        """
        case, at = cast("Case", self)._lock(), at or clock.now()
        open_one = case.doubt_open()
        signed = signs_of_worse(case, since=case._looked_at())
        new = [each for each in signed if open_one is None or each.sign not in open_one.signs]
        if not new:
            return None
        found = open_one or SeverityDoubt(case=case, level=cast(int, case.severity), signs=[], raised_at=at)
        found.signs = [*found.signs, *(each.sign for each in new)]
        found.quote = found.quote or next((each.quote for each in new if each.quote), "")
        found.save()
        event = SeverityDoubted(case=case, doubt=found, owner=case.owner, lead=Duty.lead(at), level=found.level)
        announce(event, by=None, at=at)
        return found

    @together
    def let_severity_stand(self, *, words: str, by: Person, at: datetime | None = None) -> None:
        """Whoever looked again says in a line why it is as severe as we said; NoDoubt."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        found = case.doubt_open()
        if found is None:
            raise NoDoubt(_("Nobody doubts how severe it is, or it was answered."))
        if not words.strip():
            raise NoDoubt(_("Say in a line why it is not worse."))
        case._answer_doubt(found, DoubtAnswer.STANDS, words=words.strip(), by=by, at=at)

    def doubt_open(self) -> SeverityDoubt | None:
        """What waits for somebody to look again."""
        return cast("Case", self).doubts.filter(answer=DoubtAnswer.OPEN).first()

    def _answer_doubt_by(self, level: int, *, by: Person | None, at: datetime) -> None:
        """Its severity was said anew: that answers what made us doubt it."""
        found = self.doubt_open()
        if found is not None:
            answer = DoubtAnswer.WORSE if level < found.level else DoubtAnswer.STANDS
            self._answer_doubt(found, answer if level <= found.level else DoubtAnswer.MILDER, by=by, at=at)

    def _answer_doubt(
        self, found: SeverityDoubt, answer: DoubtAnswer, *, words: str = "", by: Person | None, at: datetime
    ) -> None:
        found.answer, found.words, found.answered_by, found.answered_at = answer, words, by, at
        found.save(update_fields=["answer", "words", "answered_by", "answered_at"])
        announce(SeverityDoubtAnswered(case=cast("Case", self), doubt=found, answer=str(answer)), by=by, at=at)

    def _looked_at(self) -> datetime:
        """Since when nobody has looked: its severity was said then, or a doubt of it answered."""
        case = cast("Case", self)
        said = case.severities.order_by("-at").values_list("at", flat=True).first()
        looked = case.doubts.order_by("-answered_at").exclude(answered_at=None)
        return max(
            each for each in (case.opened_at, said, looked.values_list("answered_at", flat=True).first()) if each
        )

    @classmethod
    def _touched_by(cls, event: Any) -> list[Case]:
        """The open cases that an event is about: its own, those of its journey, and those of the same outage."""
        cases: Any = cls._meta.default_manager
        matter = next(filter(None, (getattr(event, each, None) for each in ("survivor", "case", "matter"))), None)
        if isinstance(matter, cls):
            return [cast("Case", matter), *(_of_one_outage(cases, matter) if hasattr(event, "level") else ())]
        message = getattr(event, "message", None)
        if isinstance(message, Message):
            return list(_open_of(message.thread_id))
        journey = getattr(event, "journey", None)
        return list(cases.open().on(journey)) if isinstance(journey, Journey) else []


def _of_one_outage(cases: Any, case: models.Model) -> list[Case]:
    """Children of the case, and the children and the parent of its parent."""
    links = {"parentages__ended_at": None}
    parent = cases.filter(children__child=case.pk, children__ended_at=None)
    of_it = models.Q(parentages__parent=case.pk, **links) | models.Q(parentages__parent__in=parent, **links)
    return list(cases.open().filter(of_it | models.Q(pk__in=parent)).exclude(pk=case.pk).distinct())


@Written
def _open_of(thread: int) -> models.QuerySet[Case]:
    cases: Any = apps.get_model("cases.case").objects
    return cast("models.QuerySet[Case]", cases.open().filter(journey__thread=thread))
