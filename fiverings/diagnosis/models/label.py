"""Labels: where the figures of a version of a guide come from, and how far they were held against what came true."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Label(models.TextChoices):
    """What may be said of the figures of a version.

    expert: people who know the trade said them. learning: some were accepted from confirmed cases. calibrated: they
    were, and of enough cases since what was said to be likely came true as often.
    """

    EXPERT = "expert", _("expert")
    LEARNING = "learning", _("learning")
    CALIBRATED = "calibrated", _("calibrated")

    @property
    def sentence(self) -> str:
        """What it means, for whoever reads the figures."""
        return str(SENTENCES[self])


SENTENCES = {
    Label.EXPERT: _("Its likelihoods are what experts say; nothing was learned from cases yet."),
    Label.LEARNING: _("Some likelihoods were learned from confirmed cases; it is too early to say how well they hold."),
    Label.CALIBRATED: _("Its likelihoods were learned from confirmed cases, and came true as often as they say."),
}
