"""Why here: by which rule a mail found its conversation, and what the rule went by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class FiledBy(models.TextChoices):
    """The rules by which mails are filed, the surest first."""

    ANSWERS_US = "answers-us", _("it answers a mail of ours")
    ANSWERS_THEM = "answers-them", _("it answers a mail of theirs that lies here")
    ADDRESS = "address", _("it came to the signed address of {named}")
    NUMBER = "number", _("its subject names {named}")
    ALIKE = "alike", _("they wrote about the same subject not long ago, in the one conversation that is open about it")
    ANEW = "anew", _("it continues nothing that we know, so it began something new")


@dataclass(frozen=True)
class WhyHere:
    """Why a mail lies where it lies: the rule, what was named, and when that was said."""

    rule: str = ""
    named: str = ""
    at: datetime | None = None


class Grounded(models.Model):
    """The ability of a message to say why it lies where it lies; empty where nobody looked for its place."""

    filed_by = models.TextField(choices=FiledBy.choices, blank=True, default="", db_default="")
    filed_named = models.TextField(blank=True, default="", db_default="")
    filed_like = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def ground_in_words(self) -> str:
        """“it answers a mail of ours”; empty where no rule was asked."""
        return str(FiledBy(self.filed_by).label).format(named=self.filed_named) if self.filed_by else ""
