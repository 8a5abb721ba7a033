"""Guides: what to ask about a family of needs, in versions that are never changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import GuideRevised
from .as_read import asks_of
from .definition import Definition
from .label import Label
from .launch import GuideLaunch
from .rehearsal import require_passed
from .table import BadGuide
from .trial import OnTrial, VersionTrial, reason_of

PLAIN = "plain"


class GuideQuerySet(Records):
    """The words by which guides are found."""

    def visible_to(self, person: Any) -> Self:
        """What we ask is no secret among the staff."""
        return self if person.is_active else self.none()

    def current(self) -> Self:
        """Of versions, those by which new sessions ask: one of each guide."""
        later = GuideLaunch.objects.filter(
            version__guide=models.OuterRef("guide"), pk__gt=models.OuterRef("launch__pk")
        )
        live = self.filter(launch__isnull=False).exclude(models.Exists(later))
        return live.select_related("guide", "launch__by")

    def asked_of(self, journey: int | None) -> Self:
        """Of versions, those by which a new diagnosis of a journey asks: the current, or what is on trial for it."""
        if journey is None:
            return self.current()
        tried = [each for each in VersionTrial.objects.running() if each.takes(journey)]
        current = self.current().exclude(guide__in=[each.guide_id for each in tried])
        mine = models.Q(pk__in=current.values("pk")) | models.Q(pk__in=[each.version_id for each in tried])
        return self.filter(mine).select_related("guide")

    def latest_first(self) -> Self:
        """Of versions, the newest first, each with who made it."""
        return self.order_by("-number").select_related("guide", "made_by", "launch__by", "trial")


class Guide(Record):
    """Questions for one family of needs; which of them, its versions say."""

    code = models.SlugField(unique=True)

    objects = GuideQuerySet.as_manager()

    def __str__(self) -> str:
        current = self.current
        return current.name if current else self.code

    @property
    def current(self) -> GuideVersion | None:
        """The version by which new sessions ask."""
        return self.versions.current().first()

    @classmethod
    def plain(cls) -> Guide:
        """The ten questions that fit anything."""
        return cls.objects.get(code=PLAIN)

    @classmethod
    def named(cls, code: str, *, journey: int | None = None) -> GuideVersion:
        """What the guide of this code asks now, of this journey where one is named; BadGuide when there is none."""
        current: GuideVersion | None = GuideVersion.objects.asked_of(journey).filter(guide__code=code).first()
        if current is None:
            raise BadGuide(_("There is no guide “{code}”.").format(code=code))
        return current

    @classmethod
    @together
    def revise(
        cls, definition: dict[str, Any], *, reason: str = "", by: Person | None, at: datetime | None = None
    ) -> GuideVersion:
        """A new version of the guide that a definition names, or its first, goes live; the same again makes none.

        Refused: BadGuide, when it cannot be read or one of its tests fails; OnTrial.
        """
        require_passed(Definition.read(definition))
        guide = cls.taken_up(definition.get("code", ""))
        last = guide.current
        if last is not None and last.definition == definition:
            return last
        guide.refuse_while_on_trial()
        version = guide.write_down(definition, by=by, at=at)
        version.go_live(reason=reason, by=by, at=at)
        return version

    @together
    def go_back(self, *, number: int, reason: str, by: Person | None, at: datetime | None = None) -> GuideVersion:
        """One more version, equal to an earlier one, goes live. BadGuide, ReasonWanted, OnTrial."""
        said, guide = reason_of(reason), Guide.taken_up(self.code)
        earlier = guide.versions.filter(number=number).first()
        if earlier is None or (guide.current and guide.current.definition == earlier.definition):
            raise BadGuide(_("That is no earlier version, or it says the same as what is asked now."))
        return Guide.revise(earlier.definition, reason=said, by=by, at=at)

    def refuse_while_on_trial(self) -> None:
        """OnTrial: while one version is tried against another, neither changes."""
        trial = VersionTrial.objects.running().filter(guide=self).first()
        if trial is not None:
            words = _("Version {number} is on trial: let it go live or give it up first.")
            raise OnTrial(words.format(number=trial.version.number))

    @classmethod
    def taken_up(cls, code: str) -> Guide:
        """The guide of this code, or a new one, which nobody else revises until this transaction ends."""
        cls.objects.get_or_create(code=code)
        guide: Guide = cls.objects.select_for_update(no_key=True).get(code=code)
        return guide

    def write_down(self, definition: dict[str, Any], *, by: Person | None, at: datetime | None) -> GuideVersion:
        """One more version, by which nobody asks yet."""
        last = self.versions.order_by("-number").first()
        version = GuideVersion(guide=self, number=last.number + 1 if last else 1, definition=definition)
        version.made_by, version.made_at = by, at or clock.now()
        version.save()
        return version

    @classmethod
    @together
    def revise_all(
        cls, definitions: Iterable[dict[str, Any]], *, by: Person | None, at: datetime | None = None
    ) -> list[GuideVersion]:
        """Several at once, or none of them. As revise."""
        return [cls.revise(each, by=by, at=at) for each in definitions]


class GuideVersion(Record):
    """What a guide asked at one time, kept as it was, so that every answer can be understood later."""

    append_only: ClassVar[bool] = True

    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    objects = GuideQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["guide", "number"], name="diagnosis_versions_of_a_guide_are_numbered"),
        )

    def __str__(self) -> str:
        return _("{name}, version {number}").format(name=self.name, number=self.number)

    def go_live(self, *, reason: str, by: Person | None, at: datetime | None) -> None:
        """New sessions ask by it from now on."""
        launch = GuideLaunch(version=self, reason=reason, by=by, at=at or clock.now())
        launch.save()
        announce(GuideRevised(guide=self.guide, version=self, number=self.number), by=by, at=launch.at)

    @property
    def name(self) -> str:
        return str(self.asks.name)

    def label(self) -> Label:
        """Where its figures come from, as it was measured last; before that, by whether its guide learned anything."""
        last = self.track_records.order_by("-at", "-id").first()
        if last is not None:
            return Label(last.label)
        return Label.LEARNING if self.guide.proposals.filter(decision="accepted").exists() else Label.EXPERT

    @cached_property
    def asks(self) -> Definition:
        """Its questions and rules."""
        return asks_of(self)
