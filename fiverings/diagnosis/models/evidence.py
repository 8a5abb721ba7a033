"""Evidence: one answer, observation or signal, with its source and time, never changed."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.conversations.models import Message
from fiverings.conversations.models.belonging import OfAJourney
from fiverings.core.models import Record
from fiverings.customers.models import Contact
from fiverings.people.models import Person


class Answer(models.TextChoices):
    """What was answered; a number stands beside “yes”."""

    YES = "yes", gettext_lazy("Yes")
    NO = "no", gettext_lazy("No")
    DONT_KNOW = "dont_know", gettext_lazy("Don\u2019t know")


class Source(models.TextChoices):
    """Who or what says so."""

    CUSTOMER = "customer", gettext_lazy("the customer")
    OBSERVED = "advocate_observed", gettext_lazy("seen by one of us")
    TELEMETRY = "telemetry", gettext_lazy("a machine")
    TOPOLOGY = "topology", gettext_lazy("how it is connected")


class EvidenceQuerySet(OfAJourney):
    """The words by which evidence is found."""

    to_account: ClassVar[str] = "session__journey__account"


class Evidence(Record):
    """One row of the evidence log: replaying a session's rows gives what it found."""

    append_only: ClassVar[bool] = True
    Answer = Answer
    Source = Source

    session = models.ForeignKey("diagnosis.DiagnosisSession", on_delete=models.PROTECT, related_name="evidence")
    seq = models.PositiveIntegerField()
    question = models.TextField()
    wording = models.TextField()
    answer = models.TextField(choices=Answer.choices)
    quantity = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    source = models.TextField(choices=Source.choices, default=Source.CUSTOMER)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Who of theirs answered it themselves; None where one of us heard it."""
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    event = models.ForeignKey(
        "diagnosis.TelemetryEvent", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The alarm by which a machine says so, or by which how it is connected does."""
    at = models.DateTimeField()
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    rules = ArrayField(models.TextField(), default=list, blank=True)
    model_version = models.TextField(blank=True, default="")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ("seq",)
        constraints = (
            models.UniqueConstraint(fields=["session", "seq"], name="diagnosis_evidence_is_numbered"),
            models.CheckConstraint(
                condition=models.Q(quantity=None) | models.Q(quantity__gte=0),
                name="diagnosis_a_quantity_is_not_negative",
            ),
        )

    def __str__(self) -> str:
        return f"{self.wording} {self.words}"

    @property
    def words(self) -> str:
        """The answer as one says it: yes, no, don't know, or the number."""
        if self.quantity is not None:
            return (
                str(self.quantity.normalize().to_integral_value()) if _is_whole(self.quantity) else str(self.quantity)
            )
        return str(Answer(self.answer).label)

    @property
    def is_known(self) -> bool:
        """Whether it says anything: “don't know” rules nothing out."""
        return self.answer != Answer.DONT_KNOW

    @property
    def is_of_the_house(self) -> bool:
        """Whether nobody said it: a machine does, or how it is connected, or what we see without asking."""
        return self.source in (Source.TELEMETRY, Source.TOPOLOGY)

    @property
    def rules_in_words(self) -> str:
        return _("Rule {codes}").format(codes=", ".join(self.rules)) if self.rules else ""


def _is_whole(quantity: Decimal) -> bool:
    return quantity == quantity.to_integral_value()
