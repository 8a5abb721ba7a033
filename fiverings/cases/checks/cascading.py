"""What the audit asks of answers to many: that none of them is left lying."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock, slots

from ..models import CascadePart

WRITTEN_WITHIN = timedelta(hours=1)


@slots.audit("I-31", order=30, sentence=gettext_lazy("An answer to many is written to each, or its owner hears why"))
def answers_that_nobody_wrote() -> Iterator[tuple[CascadePart, str]]:
    """The worker writes them one by one; what waits longer than an hour is held by nobody."""
    for part in (
        CascadePart.objects.waiting()
        .filter(cascade__at__lt=clock.now() - WRITTEN_WITHIN)
        .select_related("cascade", "case")
    ):
        yield part, _("has waited for an hour, and nobody was written to")
