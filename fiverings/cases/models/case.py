"""Case: one need of one customer, owned by one person until the customer agrees that it is met."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any, Self

from django.db import models
from django.urls import reverse

from fiverings.conversations.models import Journey
from fiverings.core.models import Record
from fiverings.customers.models import Account, Contact
from fiverings.people.models import Person

from .agreeing import Agreeing
from .answering import Answering
from .beginning import Beginning
from .calling import Calling
from .cascading import Cascading
from .chasing import Chasing
from .closing import Closing, ClosingWords
from .converting import Converting
from .diagnosing import Diagnosing
from .disclosing import Disclosing
from .escalating import Escalating
from .handing_off import HandingOff
from .hearing import Hearing, HearingWords
from .heeding import Heeding
from .helping import Helping
from .intake import TakingIn
from .introducing import Introducing
from .keeping import Keeping
from .kind import Kind
from .merging import Merging
from .moving import Moving
from .opening import Opening
from .owning import Owning, OwningWords
from .promising import Promising, PromisingWords
from .resolving import Resolving
from .saying import Saying
from .states import OPEN_STATES, State
from .taking_over import TakingOver
from .waiting import WaitingForThem


@lru_cache(maxsize=10_000)
def _address(number: str) -> str:
    """Where its page is; asked for each row of each list, and always the same."""
    return reverse("case", args=[number])


class CaseQuerySet(OwningWords, PromisingWords, HearingWords, ClosingWords):  # type: ignore[override]
    """The words by which cases are found."""

    def visible_to(self, person: Any, at: datetime | None = None) -> Self:
        """Whoever sees the account sees its cases."""
        return self.filter(account__in=Account.objects.visible_to(person, at))

    def about(self, account: Account) -> Self:
        return self.filter(account=account)

    def of_contact(self, contact: Contact) -> Self:
        """Those that somebody at an account told us about themselves."""
        return self.filter(contact=contact, account=contact.account_id)

    def on(self, journey: Journey) -> Self:
        return self.filter(journey=journey)

    def latest_first(self) -> Self:
        return self.order_by("-opened_at", "-id")

    def with_everybody(self) -> Self:
        """Each with its account, contact and owner, in the same query."""
        return self.select_related("account", "contact", "owner")


class Case(
    Opening,
    Beginning,
    TakingIn,
    Converting,
    Diagnosing,
    Promising,
    Agreeing,
    Disclosing,
    Saying,
    Keeping,
    Owning,
    Introducing,
    HandingOff,
    TakingOver,
    Helping,
    Escalating,
    Heeding,
    Hearing,
    Chasing,
    Calling,
    Answering,
    WaitingForThem,
    Resolving,
    Closing,
    Merging,
    Cascading,
    Moving,
    Record,
):
    """One need in the customer's words; its columns repeat for lists what its records say."""

    Kind = Kind
    State = State

    number = models.TextField(unique=True, db_collation="C")
    need = models.TextField()
    kind = models.TextField(choices=Kind.choices, default=Kind.UNSORTED, blank=True)
    state = models.TextField(choices=State.choices, default=State.INTAKE)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", related_query_name="case")
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+", related_query_name="case"
    )
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="+", related_query_name="case")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", related_query_name="case")
    severity = models.PositiveSmallIntegerField(null=True, blank=True)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followers")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

    opened_at = models.DateTimeField()
    last_word_at = models.DateTimeField()
    last_heard_at = models.DateTimeField(null=True, blank=True)
    last_told_at = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    next_due_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()
    personal = ("need",)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(need=""), name="cases_a_need_has_words"),
            models.CheckConstraint(
                condition=~models.Q(kind=Kind.INTERNAL) | models.Q(contact=None),
                name="cases_what_a_contact_needs_is_not_internal",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN_STATES, ended_at=None)
                | (~models.Q(state__in=OPEN_STATES) & models.Q(ended_at__isnull=False, waiting_since=None)),
                name="cases_what_ended_is_open_no_more",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.MERGED, merged_into__isnull=False)
                | (~models.Q(state=State.MERGED) & models.Q(merged_into=None)),
                name="cases_what_is_merged_names_the_survivor",
            ),
            models.CheckConstraint(
                condition=models.Q(severity=None) | models.Q(severity__range=(1, 3)),
                name="cases_severity_is_one_to_three_or_unknown",
            ),
            models.UniqueConstraint(
                fields=["journey"], condition=models.Q(ended_at=None), name="cases_one_open_case_on_a_journey"
            ),
        )
        indexes = (
            models.Index(fields=["-last_word_at", "-id"], condition=models.Q(ended_at=None), name="cases_case_open"),
            models.Index(
                fields=["owner", "-last_word_at", "-id"], condition=models.Q(ended_at=None), name="cases_case_mine"
            ),
            models.Index(
                fields=["waiting_since", "id"], condition=~models.Q(waiting_since=None), name="cases_case_waiting"
            ),
            models.Index(fields=["-ended_at", "-id"], condition=~models.Q(ended_at=None), name="cases_case_ended"),
            models.Index(fields=["next_due_at", "id"], condition=models.Q(ended_at=None), name="cases_case_due"),
            models.Index(
                fields=["owner", "next_due_at", "id"], condition=models.Q(ended_at=None), name="cases_case_due_mine"
            ),
            models.Index(fields=["ended_at"], condition=models.Q(state="resolved"), name="cases_case_resolved"),
            models.Index(fields=["account", "-opened_at"], name="cases_case_account"),
        )

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return _address(self.number)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_closed(self) -> bool:
        """Whether it is open no more: resolved, closed or merged."""
        return not self.is_open

    @property
    def is_waiting_for_us(self) -> bool:
        """Whether the last word is the customer's."""
        return self.waiting_since is not None
