"""Drafts: the next version of a guide while it is written, piece by piece, by whoever may."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import GuideDraftChanged, GuideDraftDropped
from .definition import Definition
from .difference import differences
from .editing import mark, with_moved, with_piece, without
from .going_live import GoingLive
from .guide import Guide, GuideVersion
from .lacking import Lack, lacks
from .rehearsal import Rehearsal, rehearse
from .section import Piece, by_key
from .table import BadGuide


class DraftMovedOn(Refused):
    """Somebody else changed the draft since it was read, or took it away."""


class GuideDraftQuerySet(Records):
    """The words by which drafts are found."""

    def visible_to(self, person: Any) -> Self:
        """What is being written is no secret among the staff."""
        return self if person.is_active else self.none()


class GuideDraft(GoingLive, Record):
    """What the next version of a guide will ask; it may lack things, and nobody asks by it yet."""

    guide = models.OneToOneField(Guide, on_delete=models.PROTECT, related_name="draft")
    definition = models.JSONField()
    begun_from = models.ForeignKey(GuideVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    edition = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField()

    objects = GuideDraftQuerySet.as_manager()

    def __str__(self) -> str:
        return _("Draft of {guide}").format(guide=self.guide)

    @classmethod
    @together
    def begin(cls, guide: Guide, *, by: Person | None, at: datetime | None = None) -> GuideDraft:
        """The draft of a guide: the one that there is, or what is asked now, to be changed."""
        Guide.taken_up(guide.code)
        found: GuideDraft | None = cls.objects.filter(guide=guide).first()
        if found is not None:
            return found
        live = guide.current
        draft = cls(guide=guide, begun_from=live)
        draft._write(live.definition if live else {"code": guide.code, "name": {}}, by=by, at=at)
        return draft

    @classmethod
    @together
    def begin_new(cls, *, name: str, code: str, by: Person | None, at: datetime | None = None) -> GuideDraft:
        """A guide that nobody has written yet. BadGuide where one is known by this code."""
        if Guide.objects.filter(code=code).exists():
            raise BadGuide(_("There is a guide “{code}” already.").format(code=code))
        draft = cls(guide=Guide.taken_up(code))
        draft._write({"code": code, "name": {"en": name}}, by=by, at=at)
        return draft

    @classmethod
    @together
    def take_in(
        cls, definition: dict[str, Any], *, replaces: int = 0, by: Person | None, at: datetime | None = None
    ) -> GuideDraft:
        """A whole definition becomes the draft of the guide that it names; that of another is not lost silently.

        `replaces` is the edition of the draft that is given up for it. Refused: BadGuide, DraftMovedOn.
        """
        if found := lacks(definition):
            raise BadGuide(" ".join(str(each) for each in found))
        guide = Guide.taken_up(definition["code"])
        held = cls.objects.select_for_update().filter(guide=guide).first()
        draft = held or cls(guide=guide, begun_from=guide.current)
        if draft.edition != replaces:
            words = _(
                "{who} wrote on the draft of this guide: look at it, and say whether it is given up for this one."
            )
            raise DraftMovedOn(words.format(who=draft.changed_by or "Five Rings"))
        draft._write(definition, by=by, at=at)
        return draft

    @together
    def put(
        self, *, section: str, key: str = "", piece: Piece, read: str, by: Person | None, at: datetime | None = None
    ) -> None:
        """One piece new or changed; `read` is the mark of the piece as it was read. DraftMovedOn."""
        draft = self._lock(section, key, read)
        draft._write(with_piece(draft.definition, section, key, piece), by=by, at=at)

    @together
    def drop(self, *, section: str, key: str, read: str, by: Person | None, at: datetime | None = None) -> None:
        """One piece less. DraftMovedOn."""
        draft = self._lock(section, key, read)
        draft._write(without(draft.definition, section, key), by=by, at=at)

    @together
    def move(
        self, *, section: str, key: str, by_rows: int, read: str, by: Person | None, at: datetime | None = None
    ) -> None:
        """One piece further up or down. DraftMovedOn."""
        draft = self._lock(section, key, read)
        draft._write(with_moved(draft.definition, section, key, by_rows), by=by, at=at)

    @together
    def describe(self, *, traits: dict[str, Any], read: str, by: Person | None, at: datetime | None = None) -> None:
        """What is said of the guide as a whole: its name, and what being wrong costs. DraftMovedOn."""
        draft = self._lock("", "", read)
        kept = {key: each for key, each in draft.definition.items() if key not in traits}
        said = {key: each for key, each in traits.items() if each is not None}
        draft._write(kept | said, by=by, at=at)

    @together
    def discard(self, *, edition: int, by: Person | None, at: datetime | None = None) -> None:
        """Throw it away; what is asked stays. DraftMovedOn."""
        draft = self.held(edition)
        draft.delete()
        announce(GuideDraftDropped(guide=draft.guide), by=by, at=at)

    def held(self, edition: int) -> GuideDraft:
        """Locked, and as it was read; the guide before it, as whoever brings a file does. DraftMovedOn."""
        Guide.taken_up(self.guide.code)
        if (draft := self._locked()) is None or draft.edition != edition:
            raise DraftMovedOn(_("Somebody wrote on this draft meanwhile. Look at it again."))
        return draft

    def mark(self, section: str, key: str) -> str:
        """What tells whether a piece, or what is said of the whole, is still as it was read."""
        return mark(by_key(self.definition, section).get(key)) if section else mark(self.traits)

    @property
    def traits(self) -> dict[str, Any]:
        """What is said of the guide as a whole."""
        return {key: each for key, each in self.definition.items() if not isinstance(each, list) or key == "losses"}

    @cached_property
    def lacks(self) -> list[Lack]:
        return lacks(self.definition)

    @cached_property
    def asks(self) -> Definition | None:
        """Its questions and rules; nothing while something is lacking."""
        return None if self.lacks else Definition.read(self.definition)

    @cached_property
    def rehearsals(self) -> list[Rehearsal]:
        """Its stories with what comes of each; none while something is lacking."""
        return rehearse(self.asks) if self.asks else []

    @property
    def changes(self) -> list[str]:
        """What it says otherwise than what is asked now."""
        live = self.guide.current
        return differences(live.definition if live else {}, self.definition)

    @property
    def is_overtaken(self) -> bool:
        """Whether another version went live since it was begun, which it would take back."""
        live = self.guide.current
        return live is not None and live.pk != self.begun_from_id

    def _locked(self) -> GuideDraft | None:
        rows = GuideDraft.objects.select_for_update(of=("self",)).select_related("guide")
        found: GuideDraft | None = rows.filter(pk=self.pk).first()
        return found

    def _lock(self, section: str, key: str, read: str) -> GuideDraft:
        draft = self._locked()
        if draft is None:
            raise DraftMovedOn(_("This draft went live or was thrown away meanwhile."))
        if draft.mark(section, key) != read:
            words = _("{who} changed this meanwhile. What you typed is kept: look at it again, then save it.")
            raise DraftMovedOn(words.format(who=draft.changed_by or "Five Rings"))
        return draft

    def _write(self, definition: dict[str, Any], *, by: Person | None, at: datetime | None) -> None:
        self.definition, self.edition = definition, self.edition + 1
        self.changed_by, self.changed_at = by, at or clock.now()
        self.save()
        announce(GuideDraftChanged(guide=self.guide, edition=self.edition), by=by, at=self.changed_at)
