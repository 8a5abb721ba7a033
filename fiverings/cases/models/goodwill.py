"""Goodwill: money or credit that we grant on a case, within limits; the ledger is only ever added to."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Account
from fiverings.people.models import Person, Role

from ..events import GoodwillGranted, GoodwillTakenBack
from .goodwill_limit import GoodwillLimit
from .parts import parts_of

if TYPE_CHECKING:
    from .case import Case


class CannotTakeBack(Refused):
    """Who granted it takes it back, or a lead; once, and they say why."""


class GoodwillKind(models.TextChoices):
    """In what form it is granted."""

    CREDIT = "credit", gettext_lazy("a credit")
    REFUND = "refund", gettext_lazy("money back")
    EXCEPTION = "exception", gettext_lazy("an exception, worth this much")


class GoodwillQuerySet(Records):
    """The words by which the ledger is read."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees the account sees what was granted to it."""
        return self.filter(case__account__in=Account.objects.visible_to(person))

    def on(self, case: Case) -> Self:
        """What was granted on a case, and on what became part of it, and of that."""
        return self.filter(case__in=parts_of(case.pk))

    def to(self, account: Account) -> Self:
        return self.filter(case__account=account)

    def standing(self) -> Self:
        """What was not taken back."""
        return self.filter(taken_back=None)

    def latest_first(self) -> Self:
        return self.order_by("-at", "-id")

    def with_everybody(self) -> Self:
        """Each with its case, who granted it, who allowed it, and what became of it, in the same query."""
        return self.select_related("case__account", "by", "approval__holder", "limit", "taken_back__by")

    def sums(self) -> dict[str, Decimal]:
        """How much stands in each currency."""
        rows = self.standing().order_by("currency").values_list("currency").annotate(models.Sum("amount"))
        return {str(currency): amount for currency, amount in rows}


class Goodwill(Record):
    """So much was granted on a case, by whom, why, and by which limit or approval."""

    Kind = GoodwillKind
    append_only: ClassVar[bool] = True

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="grants")
    kind = models.TextField(choices=GoodwillKind.choices)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.TextField()
    reason = models.TextField()
    limit = models.ForeignKey(GoodwillLimit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approval = models.OneToOneField(
        "cases.GoodwillApproval", on_delete=models.PROTECT, null=True, blank=True, related_name="granted"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = GoodwillQuerySet.as_manager()
    personal = ("reason",)

    class Meta:
        indexes = (models.Index(fields=["-at", "-id"], name="cases_goodwill_latest"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(amount__gt=0, currency__regex=r"^[A-Z]{3}$") & ~models.Q(reason=""),
                name="cases_goodwill_is_money_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(limit=None) | models.Q(approval=None), name="cases_goodwill_stands_on_one_ground"
            ),
        )

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def may_take_back(self, person: Person) -> bool:
        """Whether it stands, and this person gave it or leads."""
        leads = person.has_role(Role.LEAD) or person.has_role(Role.EXECUTIVE)
        return not hasattr(self, "taken_back") and (person.pk == self.by_id or leads)

    @together
    def take_back(self, *, reason: str, by: Person, at: datetime | None = None) -> GoodwillReturn:
        """It does not stand any more, and its customer hears why. CannotTakeBack."""
        case, at = self.case.hold_survivor(), at or clock.now()
        self.refresh_from_db()
        if not self.may_take_back(by):
            raise CannotTakeBack(_("Who granted it takes it back, or a lead, once."))
        if not reason.strip():
            raise CannotTakeBack(_("Say why, as the customer will read it."))
        taken = GoodwillReturn.objects.create(goodwill=self, reason=reason.strip(), by=by, at=at)
        announce(GoodwillTakenBack(case=case, goodwill=self, taken_back=taken, giver=self.by), by=by, at=at)
        case.introduce(lambda: _taken_back(taken), auto="goodwill", at=at)
        return taken

    def _give(self) -> Goodwill:
        """Kept, told to the journal and to its customer; its case is locked."""
        self.save()
        event = GoodwillGranted(case=self.case, goodwill=self, giver=self.by, owner=self.case.owner)
        announce(event, by=self.by, at=self.at)
        self.case.introduce(lambda: _granted(self), auto="goodwill", at=self.at)
        return self


class GoodwillReturnQuerySet(Records):
    """The words by which what was taken back is found."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(goodwill__in=Goodwill.objects.visible_to(person))


class GoodwillReturn(Record):
    """That goodwill was taken back, by whom and why; the grant stays written as it was."""

    append_only: ClassVar[bool] = True

    goodwill = models.OneToOneField(Goodwill, on_delete=models.PROTECT, related_name="taken_back")
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = GoodwillReturnQuerySet.as_manager()
    personal = ("reason",)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="cases_what_is_taken_back_has_a_reason"),
        )

    def __str__(self) -> str:
        return str(self.goodwill)


def _granted(goodwill: Goodwill) -> str:
    """What the customer reads: how much, in what form, for which case, and why in the words of who granted it."""
    words = {
        GoodwillKind.CREDIT: _("As goodwill, {by} grants {account} a credit of {amount}, for {case}."),
        GoodwillKind.REFUND: _("As goodwill, {by} gives {account} {amount} back, for {case}."),
        GoodwillKind.EXCEPTION: _("As goodwill, {by} makes an exception for {account}, worth {amount}, for {case}."),
    }
    return _with_reason(words[GoodwillKind(goodwill.kind)], goodwill, goodwill.by, goodwill.reason)


def _taken_back(taken: GoodwillReturn) -> str:
    words = _("The goodwill of {amount} that we granted {account} for {case} does not stand any more.")
    return _with_reason(words, taken.goodwill, taken.by, taken.reason)


def _with_reason(words: str, goodwill: Goodwill, by: Person, reason: str) -> str:
    named = {"by": by.name, "account": goodwill.case.account.name, "amount": goodwill, "case": goodwill.case}
    why = _("{by} writes: “{reason}”").format(by=by.name, reason=reason)
    return "\n\n".join((words.format(**named), why))
