"""Perceived severity: how grave a machine says that something is, in the words of ITU-T X.733."""

from __future__ import annotations

from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

QUARTER = Fraction(1, 4)
"""With no more than this left of what is contracted, what fails is called lost."""


class Perceived(models.TextChoices):
    """The severities of an alarm in X.733; what has ended is cleared, and no severity of its own."""

    CRITICAL = "critical", _("critical")
    MAJOR = "major", _("major")
    MINOR = "minor", _("minor")
    WARNING = "warning", _("warning")
    INDETERMINATE = "indeterminate", _("of no known severity")

    @classmethod
    def meant_by(cls, word: str) -> Perceived:
        """What the word of a source means; one that nobody knows is of no known severity."""
        return MEANT.get(word.strip().casefold(), cls.INDETERMINATE)

    @property
    def fails(self) -> bool:
        """Whether the equipment does not do its work; what is of no known severity is feared to be so."""
        return self in (Perceived.CRITICAL, Perceived.MAJOR, Perceived.INDETERMINATE)

    def level(self, left: Fraction, *, is_alone: bool) -> int | None:
        """The severity that it speaks for, where so much of the whole is left and perhaps nothing takes over any more.

        None for a warning: it may become a problem, and is none yet.
        """
        match self:
            case Perceived.WARNING:
                return None
            case Perceived.CRITICAL:
                return 1
            case Perceived.MINOR:
                return 2 if is_alone else 3
        return 1 if left <= QUARTER else 2


WORDS = {
    Perceived.CRITICAL: ("critical", "emergency", "emerg", "alert", "disaster", "fatal", "page", "p1", "sev1"),
    Perceived.MAJOR: ("major", "error", "err", "high", "p2", "sev2"),
    Perceived.MINOR: ("minor", "average", "medium", "ticket", "low", "p3", "sev3"),
    Perceived.WARNING: ("warning", "warn", "info", "information", "informational", "notice", "none", "debug"),
}
"""The words of Alertmanager, Nagios, Zabbix, syslog and the like."""

MEANT = {word: perceived for perceived, words in WORDS.items() for word in words}
