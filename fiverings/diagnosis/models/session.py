"""DiagnosisSession: one run of a guide about one need, until a severity is settled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from fiverings.conversations.models import Journey
from fiverings.conversations.models.belonging import OfAJourney
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.together import together
from fiverings.customers.models import Account
from fiverings.people.models import Person

from ..events import SessionBegun
from .answering import Answering
from .confirming import Confirming
from .definition import Definition
from .finding import Finding
from .guide import PLAIN, Guide, GuideVersion
from .observing import Observing, as_answers
from .settling import Settling
from .standing import standing_among

if TYPE_CHECKING:
    from .evidence import Evidence
    from .rule import Rule


class DiagnosisSessionQuerySet(OfAJourney):
    """The words by which sessions are found."""

    def open(self) -> Self:
        return self.filter(settled_at=None, left_at=None)

    def begun_since(self, at: datetime | None) -> Self:
        """Those that began then or later; all of them, where no time is named."""
        return self.filter(begun_at__gte=at) if at else self

    def latest_first(self) -> Self:
        return self.order_by("-begun_at", "-id")

    def with_everything(self) -> Self:
        """Each with its guide and all its evidence."""
        return self.select_related("version__guide", "journey__account").prefetch_related("evidence__by")


class DiagnosisSession(Answering, Observing, Settling, Confirming, Record):
    """Which guide was asked, how much is contracted, and what was settled; the answers are its evidence."""

    journey = models.ForeignKey(
        Journey, on_delete=models.PROTECT, related_name="+", related_query_name="diagnosis_session"
    )
    version = models.ForeignKey(GuideVersion, on_delete=models.PROTECT, related_name="+")
    contracted = models.PositiveBigIntegerField(null=True, blank=True)
    unit = models.TextField(blank=True, default="")
    symptom = models.TextField(blank=True, default="")
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField()
    settled_level = models.PositiveSmallIntegerField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = DiagnosisSessionQuerySet.as_manager()
    is_new: bool = False
    """Whether it began just now."""

    class Meta:
        indexes = (models.Index(fields=["journey", "-begun_at"], name="diagnosis_session_journey"),)
        constraints = (
            models.UniqueConstraint(
                fields=["journey"],
                condition=models.Q(settled_at=None, left_at=None),
                name="diagnosis_one_open_session_on_a_journey",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at=None) | models.Q(left_at=None),
                name="diagnosis_a_session_is_settled_or_left",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_level=None, settled_at=None)
                | models.Q(settled_level__range=(1, 3), settled_at__isnull=False),
                name="diagnosis_a_session_settles_one_two_or_three",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version}, {self.begun_at:%Y-%m-%d %H:%M}"

    @classmethod
    @together
    def begin(
        cls,
        *,
        journey: Journey,
        account: Account,
        by: Person | None,
        version: GuideVersion | None = None,
        symptom: str = "",
        since: datetime | None = None,
        at: datetime | None = None,
    ) -> DiagnosisSession:
        """The open session of a journey, or a new one, with what the account's largest service carries in all.

        Whoever names another guide or symptom leaves the open one; what was answered there and is asked here holds.
        What began before `since` was about an earlier need: it is left, and nothing of it holds.
        That there is one is kept by constraint, not by a lock of the journey: whoever asks may hold its case already.
        BadGuide when the guide knows no such symptom.
        """
        found: DiagnosisSession | None = cls.objects.open().filter(journey=journey).with_everything().first()
        if found is not None and not found.leave_for(version, symptom, since, at):
            return found
        session = cls(
            journey=journey, version=version or Guide.named(PLAIN, journey=journey.pk), symptom=symptom, begun_by=by
        )
        session.version.asks.require_symptom(symptom)
        session.follows = cls.objects.filter(journey=journey).begun_since(since).latest_first().first()
        session.begun_at = at or clock.now()
        session.contracted, session.unit = session.version.asks.contracted_by(account)
        session.save()
        session.is_new = True
        announce(SessionBegun(session=session, journey=journey), by=by, at=session.begun_at)
        return session

    @classmethod
    def asked_now(cls) -> dict[int, int]:
        """How many are open by each guide; of whom, nobody is told."""
        return dict(cls.objects.open().order_by().values_list("version__guide").annotate(models.Count("pk")))

    @classmethod
    def first_finding(
        cls,
        account: Account,
        *,
        version: GuideVersion | None = None,
        symptom: str = "",
        observed: Iterable[tuple[str, Evidence]] = (),
    ) -> Finding:
        """What is found before anything was asked, by what the house knows: which question comes first, and why."""
        asks = (version or Guide.plain().versions.current().get()).asks
        contracted, unit = asks.contracted_by(account)
        return Finding(asks, as_answers(observed, asks), contracted=contracted, unit=unit, symptom=symptom)

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None

    def leave_for(
        self, version: GuideVersion | None, symptom: str, since: datetime | None, at: datetime | None
    ) -> bool:
        """Leave it where another guide, symptom or need is meant, and say whether that was so. AlreadySettled."""
        is_the_same = version is None or (version.guide_id, symptom) == (self.version.guide_id, self.symptom)
        if is_the_same and (since is None or self.begun_at >= since):
            return False
        session = self._lock()
        session.left_at = at or clock.now()
        session.save(update_fields=["left_at"])
        return True

    def standing(self, *more: Evidence) -> list[Evidence]:
        """The answers that count, in the order of asking."""
        return standing_among(self._carried(), [*self.evidence.all(), *more])

    def known(self) -> dict[str, Evidence]:
        """What is known of this need, by question; what an earlier session heard holds until it is asked anew."""
        return self._known_before() | {each.question: each for each in self.standing() if each.is_known}

    def finding(self, *more: Evidence, asks: Definition | None = None) -> Finding:
        """What the answers say so far, by its own version of the guide or as another would have it."""
        return Finding(
            asks or self.version.asks, self.standing(*more), before=self._known_before(),
            rules_before=self._rules_before(), contracted=self.contracted, unit=self.unit, symptom=self.symptom,
        )  # fmt: skip

    def _carried(self) -> dict[str, Evidence]:
        """What was answered by the guides that were left for this one, to questions that this one asks too."""
        asked = {each.code for each in self.version.asks.questions}
        return {code: each for code, each in self._left_behind().items() if code in asked}

    def _left_behind(self) -> dict[str, Evidence]:
        if self.follows is None or self.follows.left_at is None:
            return {}
        return self.follows._left_behind() | {each.question: each for each in self.follows.standing()}

    def _rules_before(self) -> list[Rule]:
        """The rules of the guides by which was asked before: taking another guide rules nothing out."""
        if self.follows is None:
            return []
        theirs = self.follows.version.asks.rules if self.follows.version_id != self.version_id else ()
        return [*theirs, *self.follows._rules_before()]

    def _known_before(self) -> dict[str, Evidence]:
        return self.follows.known() if self.follows else {}
