"""Guiding: what is asked about a case, by the guide that fits what they report."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q

from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.customers.models import Contact
from fiverings.diagnosis.models import BadGuide, DiagnosisSession, Evidence, Guide, GuideVersion, chosen
from fiverings.diagnosis.models.choosing import best_guide
from fiverings.diagnosis.models.guide import PLAIN
from fiverings.diagnosis.models.session import DiagnosisSessionQuerySet
from fiverings.people.models import Person

if TYPE_CHECKING:
    from .case import Case


class Guiding(models.Model):
    """The ability of a case to be asked about by a guide, and to take answers."""

    class Meta:
        abstract = True

    @together
    def diagnose(
        self,
        *,
        version: GuideVersion | None = None,
        symptom: str = "",
        by: Person | None,
        at: datetime | None = None,
    ) -> DiagnosisSession:
        """Ask by a guide: the session that is open, or a new one, by the guide that fits where none is named.

        Refused: AlreadyClosed, BadGuide.
        """
        case = cast("Case", self)._lock()
        case._refuse_when_closed()
        asked: dict[str, Any] = {"version": version, "symptom": symptom}
        if version is None and not self._asked().open().exists():
            asked = case.guide_that_fits()
        asked |= {"journey": case.journey, "account": case.account, "since": self._asked_since()}
        session = DiagnosisSession.begin(**asked, by=by, at=at)
        if session.is_new:
            case.hear_circumstances(session=session, at=at)
        return session

    @together
    def ask_by(self, *, choice: str, by: Person | None, at: datetime | None = None) -> DiagnosisSession:
        """Ask by the guide and the symptom that a choice names; what both ask stays answered. As diagnose."""
        version, symptom = chosen(choice, journey=cast("Case", self).journey_id)
        return self.diagnose(version=version, symptom=symptom, by=by, at=at)

    @together
    def answer(self, *, by: Person | Contact | None, at: datetime | None = None, **given: Any) -> Evidence:
        """Write down an answer to what is asked now. As DiagnosisSession.answer; AlreadyClosed."""
        of_us = by if isinstance(by, Person) else None
        return cast("Case", self).diagnose(by=of_us, at=at).answer(by=by, at=at, **given)

    def guide_that_fits(self) -> dict[str, Any]:
        """The version and the symptom to begin by: as asked last, or what their words name, or the plain guide."""
        case, last = cast("Case", self), self.last_session()
        if last is not None and last.symptom:
            with suppress(BadGuide):
                version, symptom = chosen(f"{last.version.guide.code}:{last.symptom}", journey=case.journey_id)
                return {"version": version, "symptom": symptom}
        return best_guide(case.need, journey=case.journey_id) or {"version": Guide.named(PLAIN), "symptom": ""}

    def open_session(self) -> DiagnosisSession | None:
        """What is being asked now."""
        case = cast("Case", self)
        return cast("DiagnosisSession | None", _open_session.first(case.journey_id, case.pk))

    def last_session(self) -> DiagnosisSession | None:
        """What was asked last, settled or not."""
        return self._asked().with_everything().latest_first().first()

    def _asked(self) -> DiagnosisSessionQuerySet:
        """What was asked about this case."""
        case = cast("Case", self)
        return _asked_about(case.journey_id, case.pk)

    def _asked_since(self) -> datetime | None:
        """When the case before this one ended; None where this is the first of its conversation."""
        case = cast("Case", self)
        earlier = type(case).objects.filter(journey=case.journey_id, pk__lt=case.pk)
        return cast("datetime | None", earlier.aggregate(last=Max("ended_at"))["last"])


def _asked_about(journey: int, case: int) -> DiagnosisSessionQuerySet:
    """What was asked about a case, and not about the one before or after it in the same conversation."""
    begun, cases = OuterRef("begun_at"), apps.get_model("cases.case")
    others = Q(pk__lt=case, ended_at__gt=begun) | Q(pk__gt=case, opened_at__lte=begun)
    found: DiagnosisSessionQuerySet = DiagnosisSession.objects.filter(journey=journey)
    return found.exclude(Exists(cases._default_manager.filter(others, journey=journey)))


@Written
def _open_session(journey: int, case: int) -> DiagnosisSessionQuerySet:
    return _asked_about(journey, case).open().with_everything()[:1]
