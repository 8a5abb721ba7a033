"""Making good: what a broken promise said is owed again, by a time that is told with the words that say sorry."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.db.models import Exists, OuterRef

from fiverings.core.problems import Refused
from fiverings.people.models import Person
from fiverings.promises.models import How, LateFulfilment, Offer, Outstanding, Promise
from fiverings.promises.models import Kind as Promised

from .apologising import Apologising
from .keeping import KEPT_BY_WORDS

if TYPE_CHECKING:
    from .case import Case

A_MOMENT = timedelta(minutes=1)


@dataclass(frozen=True)
class OwedAgain:
    """What was broken and is owed again, and by when unless somebody promises it sooner."""

    broken: Promise
    due_at: datetime


class MakingGood(Apologising):
    """The ability of a case to owe again what was broken."""

    class Meta:
        abstract = True

    def broken_words(self) -> list[Promise]:
        """What the customer was promised and did not get, and nobody has made right yet; the first first."""
        owed = Outstanding.objects.of(cast("Case", self)).filter(promise__kind=Promised.RECOVERY)
        recoveries = owed.select_related("promise__recovers__to_contact")
        broken = {each.pk: each for each in (one.promise.recovered() for one in recoveries) if not each.is_internal}
        return sorted(broken.values(), key=lambda each: (each.due_at, each.pk))

    def owed_again(
        self, *, but: Collection[str] = (), broken: Iterable[Promise] | None = None, at: datetime
    ) -> list[OwedAgain]:
        """What the next words make owed again: not what they do themselves, nor what is promised anew already.

        `but` is what those words do or promise. Whoever is asked whether it is solved is owed nothing more.
        """
        case = cast("Case", self)
        if case.state not in (case.State.INTAKE, case.State.ACTIVE, case.State.WAITING):
            return []
        unmet = [each for each in (case.broken_words() if broken is None else broken) if each.kind not in KEPT_BY_WORDS]
        if not unmet:
            return []
        done = set(LateFulfilment.objects.filter(promise__in=unmet).values_list("promise", flat=True))
        on_their_way = Offer.objects.of(case).waiting().exclude(message=None)
        anew = {*but, *on_their_way.values_list("kind", flat=True)}
        anew |= set(Outstanding.objects.of(case).to_customers().values_list("promise__kind", flat=True))
        wanted = {each.kind: each for each in reversed(unmet) if each.pk not in done and each.kind not in anew}
        return [OwedAgain(each, case._again_by(each.kind, at)) for each in reversed(wanted.values())]

    def mended_by(self, kind: str) -> Promise | None:
        """The broken word that a promise of this kind makes good: not done yet, and not promised anew."""
        case, anew = cast("Case", self), Outstanding.objects.filter(promise__mends=OuterRef("pk"))
        broken = case.breaches().to_customers().filter(~Exists(anew), kind=kind, late_fulfilment=None)
        return cast("Promise | None", broken.order_by("-due_at", "-id").first())

    def _offer_again(self, *, by: Person, at: datetime, **which: Any) -> list[Offer]:
        """What is owed again, drawn up to be told with the words that are written or were spoken now.

        What cannot be promised, to whom we cannot reach in that way, holds back no word to them.
        """
        offers: list[Offer] = []
        for each in self.owed_again(at=at, **which):
            told: dict[str, Any] = {"kind": each.broken.kind, "what": each.broken.what, "due_at": each.due_at}
            told["comes"] = each.broken.still_comes(each.due_at)
            with suppress(Refused), transaction.atomic():
                offers.append(cast("Case", self).offer_promise(**told, mends=each.broken, by=by, at=at))
        return offers

    def _promise_again(self, broken: Iterable[Promise], *, by: Person, at: datetime) -> None:
        """What we talked about and did not do is owed again, and follows in writing."""
        case, offers = cast("Case", self), self._offer_again(broken=broken, by=by, at=at)
        if offers:
            due_at = min(each.due_at for each in offers)
            message = case._write_said([each.sentence for each in offers], "", due_at=due_at, by=by, at=at)
            for each in offers:
                each.tell(how=How.SPOKEN, by=by, at=at, message=message)

    def _again_by(self, kind: str, at: datetime) -> datetime:
        """Within our standard, or by when they expect it, in whole minutes; else on the next working day."""
        case = cast("Case", self)
        due_at = case.latest_for(kind, at=at) or case.working_days_after(at, 1)
        return max(due_at.replace(second=0, microsecond=0), at + A_MOMENT)
