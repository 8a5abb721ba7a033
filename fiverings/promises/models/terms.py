"""Terms: what an offer and the promise that is made of it have in common."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from fiverings.hours.models import CalendarVersion
from fiverings.people.models import Person

from .expectation import Expectation
from .guarantee import Guarantee
from .kind import Channel, Kind
from .matter import AboutAMatter


class Terms(AboutAMatter):
    """What is promised, by whom and by when, by which standard and expectation, what it makes good, and who comes."""

    kind = models.TextField(choices=Kind.choices)
    what = models.TextField(blank=True, default="")
    sentence = models.TextField()
    owed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    zone = models.TextField()
    channel = models.TextField(choices=Channel.choices)
    address = models.TextField(blank=True, default="")
    severity = models.PositiveSmallIntegerField(null=True, blank=True)
    guarantee = models.ForeignKey(
        Guarantee, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    guarantee_due_at = models.DateTimeField(null=True, blank=True)
    calendar_version = models.ForeignKey(
        CalendarVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    expectation = models.ForeignKey(
        Expectation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    consent = models.TextField(blank=True, default="")
    mends = models.ForeignKey(
        "promises.Promise", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    comes = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    personal: ClassVar[tuple[str, ...]] = ("what", "sentence", "address", "consent")

    class Meta:
        abstract = True

    def terms(self) -> dict[str, Any]:
        """Its terms by column, for the promise that is made of them."""
        return {field.attname: getattr(self, field.attname) for field in Terms._meta.local_fields}

    @property
    def words(self) -> str:
        """The kind, in a word or two."""
        return str(Kind(self.kind).label)
