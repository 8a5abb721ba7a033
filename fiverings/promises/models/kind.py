"""What can be promised, how it reaches them, and how they were told."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What somebody is promised."""

    CALL_BACK = "call_back", _("Call back")
    NEXT_UPDATE = "next_update", _("Next update")
    ANSWER = "answer", _("Answer")
    FIX = "fix", _("Fix")
    VISIT = "visit", _("Visit")
    COST = "cost", _("What it costs")
    CONFIRM = "confirm", _("Ask whether it is solved")
    CHECK_IN = "check_in", _("Check in")
    DECISION = "decision", _("Decision")
    RECOVERY = "recovery", _("Make it right")
    HELP = "help", _("Help")

    @property
    def phrase(self) -> Lazy | str:
        """What we say we will do, after “will”."""
        return PHRASES[self]

    @property
    def meets_the_need(self) -> bool:
        """Whether what the customer expects by a time is about this."""
        return self not in BESIDE_THE_NEED

    @property
    def may_be_agreed(self) -> bool:
        """Whether an agreement may have a standard of its own for it; how we make things right is ours alone."""
        return self in AGREED_WITH_CUSTOMERS

    @property
    def may_pause(self) -> bool:
        """Whether waiting for the customer stops the clock of our standard."""
        return self not in NEVER_PAUSES


class Channel(models.TextChoices):
    """How what is promised will reach somebody."""

    PHONE = "phone", _("by telephone")
    MAIL = "mail", _("by mail")
    ON_SITE = "on_site", _("on site")
    INTERNAL = "internal", _("among us")


class How(models.TextChoices):
    """How somebody was told, or agreed."""

    SPOKEN = "spoken", _("spoken")
    WRITTEN = "written", _("in writing")
    INTERNAL = "internal", _("among us")


PHRASES = {
    Kind.CALL_BACK: _("call you"),
    Kind.NEXT_UPDATE: _("tell you where things stand"),
    Kind.ANSWER: _("answer you"),
    Kind.FIX: _("tell you that it works again"),
    Kind.VISIT: _("come to you"),
    Kind.COST: _("tell you what it costs"),
    Kind.CONFIRM: _("ask you whether it is solved"),
    Kind.CHECK_IN: _("ask you how it is going"),
    Kind.DECISION: _("tell you what we decided"),
    Kind.RECOVERY: _("make this right with you"),
    Kind.HELP: _("help you"),
}
BESIDE_THE_NEED = (Kind.COST, Kind.CONFIRM, Kind.CHECK_IN, Kind.RECOVERY, Kind.HELP)
AGREED_WITH_CUSTOMERS = (Kind.CALL_BACK, Kind.NEXT_UPDATE, Kind.ANSWER, Kind.FIX, Kind.VISIT, Kind.COST)
NEVER_PAUSES = (Kind.CALL_BACK, Kind.ANSWER)
SPOKEN_FIRST = (Kind.CALL_BACK, Kind.RECOVERY)
