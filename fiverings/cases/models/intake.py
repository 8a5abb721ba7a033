"""Intake: what we ask at the beginning, so that nobody has to ask it again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Account, Contact, Site, numbers_in
from fiverings.people.models import Person, Role
from fiverings.promises.models import Kind as Promised
from fiverings.promises.models import Promise

from ..events import CallDropped, IntakeCompleted, IntakeNoted
from .gate import ASKED, GateNotPassed, Missing, missing_at_the_gate
from .states import State

if TYPE_CHECKING:
    from .case import Case

CALLS_AGAIN_WITHIN = timedelta(minutes=2)


class IntakeQuerySet(Records):
    """The words by which intakes are found."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(case__account__in=Account.objects.visible_to(person))


class Intake(Record):
    """What was asked when a case began; it may change until the gate is passed."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="intake")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    call_back = models.TextField(_("where to call them back"), blank=True, default="")
    since = models.TextField(_("since when"), blank=True, default="")
    tried = models.TextField(_("what was tried"), blank=True, default="")
    effect = models.TextField(_("what it stops"), blank=True, default="")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = IntakeQuerySet.as_manager()
    personal = ("call_back", "since", "tried", "effect")

    def __str__(self) -> str:
        return str(self.case)


class NoNumber(Refused):
    """Nobody can be called where no number is known."""


class AlreadyPassed(Refused):
    """The gate is passed once."""


class NotTheOwner(Refused):
    """The owner passes the gate, or who leads: from then on it is their responsibility."""


class TakingIn(models.Model):
    """The ability of a case to pass the gate: what is missing is named."""

    class Meta:
        abstract = True

    @together
    def note_intake(
        self,
        *,
        site: Site | None = None,
        call_back: str = "",
        since: str = "",
        tried: str = "",
        effect: str = "",
        kind: str = "",
        by: Person | Contact,
        at: datetime | None = None,
    ) -> Intake:
        """Write down what they told us, so that nobody asks it again; AlreadyPassed, CannotConvert."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._refuse_when_passed()
        words = {"call_back": call_back, "since": since, "tried": tried, "effect": effect}
        writer = by if isinstance(by, Person) else None
        told = {"site": site, "saved_at": at, "saved_by": writer} | {name: text.strip() for name, text in words.items()}
        intake, _is_new = Intake.objects.update_or_create(case=case, defaults=told)
        case.intake = intake
        if kind and kind != case.kind:
            case._sort(kind)
        announce(IntakeNoted(case=case, intake=intake, known=len(case.known())), by=by, at=at)
        return intake

    @together
    def take_down(
        self,
        *,
        asked: Mapping[str, Any],
        expects: Mapping[str, Any] | None = None,
        by: Person,
        at: datetime | None = None,
    ) -> None:
        """Write down what they told us, and what they expect when they were asked that as well."""
        case, at = cast("Case", self), at or clock.now()
        case.note_intake(**asked, by=by, at=at)
        if expects:
            case.hear_expectation(**expects, by=by, at=at)

    def known(self) -> set[str]:
        """Which of the six questions are answered."""
        case = cast("Case", self)
        intake = Intake.objects.filter(case=case).first() or Intake(case=case)
        answers = {"need": case.need, **{name: getattr(intake, name) for name in ASKED if name not in ("need", "site")}}
        return {name for name, answer in answers.items() if answer} | ({"site"} if intake.site_id else set())

    def number_named(self) -> str:
        """On which number they want to be called about this need; nothing where they named none."""
        case = cast("Case", self)
        said = Intake.objects.filter(case=case).values_list("call_back", flat=True).first()
        return next(iter(numbers_in(said, zone=case.account.zone)), "") if said else ""

    def missing(self) -> list[Missing]:
        """What is missing at the gate, each a code and a sentence."""
        return list(missing_at_the_gate(cast("Case", self)))

    @together
    def complete_intake(self, *, by: Person, at: datetime | None = None) -> None:
        """Nothing is missing: we are on it. AlreadyPassed, NotTheOwner; GateNotPassed names all that is missing."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._refuse_when_passed()
        if by.pk != case.owner_id and not by.has_role(Role.LEAD):
            raise NotTheOwner(_("{owner} owns it, and passes the gate.").format(owner=case.owner))
        if missing := case.missing():
            raise GateNotPassed(missing)
        done = {"completed_at": at, "completed_by": by}
        intake, _is_new = Intake.objects.update_or_create(
            case=case, defaults=done, create_defaults=done | {"saved_at": at}
        )
        case.state = State.ACTIVE
        case.save(update_fields=["state"])
        announce(IntakeCompleted(case=case, intake=intake, owner=case.owner), by=by, at=at)

    @together
    def drop_call(self, *, by: Person, at: datetime | None = None) -> Promise:
        """The call was lost before anything was promised: the owner calls them within two minutes. NoNumber."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._refuse_when_closed()
        if "call_back" not in case.known() and not (case.contact and case.contact.numbers.exists()):
            raise NoNumber(_("We know no number to call them on."))
        promise = case.owe(Promised.CALL_BACK, due_at=at + CALLS_AGAIN_WITHIN, by=by, at=at)
        announce(CallDropped(case=case, promise=promise, owner=case.owner), by=by, at=at)
        return promise

    def _refuse_when_passed(self) -> None:
        case = cast("Case", self)
        if case.state != State.INTAKE:
            raise AlreadyPassed(_("{case} has passed the gate.").format(case=case))
