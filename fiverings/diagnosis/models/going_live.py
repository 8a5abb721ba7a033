"""Going live: a draft is asked from now on, in all new diagnoses or in a share of them, once its stories pass."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import GuideTrialBegun
from .definition import Definition
from .guide import Guide, GuideVersion
from .rehearsal import require_passed
from .trial import SHARES, VersionTrial, reason_of

if TYPE_CHECKING:
    from .draft import GuideDraft


class NothingChanged(Refused):
    """What says the same as what is asked now is no new version."""


class NothingToTryAgainst(Refused):
    """A trial is of one version against another, in a share that is known."""


class GoingLive(models.Model):
    """The ability of a draft to be asked."""

    class Meta:
        abstract = True

    @together
    def go_live(self, *, edition: int, reason: str, by: Person | None, at: datetime | None = None) -> GuideVersion:
        """New diagnoses ask by it from now on; what is being asked goes on as it was begun.

        Refused: DraftMovedOn, ReasonWanted, BadGuide (something lacks, or stories fail), NothingChanged, OnTrial.
        """
        draft = cast("GuideDraft", self).held(edition)
        draft._refuse_when_the_same()
        version = Guide.revise(draft.definition, reason=reason_of(reason), by=by, at=at)
        draft.delete()
        return version

    @together
    def try_out(
        self, *, edition: int, share: int, reason: str, by: Person | None, at: datetime | None = None
    ) -> VersionTrial:
        """A share of new diagnoses ask by it from now on. As go_live; NothingToTryAgainst."""
        draft, at = cast("GuideDraft", self).held(edition), at or clock.now()
        guide = Guide.taken_up(draft.guide.code)
        live = guide.current
        if live is None or share not in SHARES:
            raise NothingToTryAgainst(_("Nothing is asked yet that it could be tried against."))
        draft._refuse_when_the_same()
        guide.refuse_while_on_trial()
        require_passed(Definition.read(draft.definition))
        version = guide.write_down(draft.definition, by=by, at=at)
        trial = VersionTrial(guide=guide, version=version, against=live, share=share, begun_by=by, begun_at=at)
        trial.reason = reason_of(reason)
        trial.save()
        draft.delete()
        announce(GuideTrialBegun(guide=guide, version=version, share=share), by=by, at=at)
        return trial

    def _refuse_when_the_same(self) -> None:
        if not cast("GuideDraft", self).changes:
            raise NothingChanged(_("It says the same as what is asked now."))
