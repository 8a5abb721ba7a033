"""The states in which a case can stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a case stands."""

    INTAKE = "intake", _("At the gate")
    ACTIVE = "active", _("We are on it")
    WAITING = "waiting_customer", _("Waits for the customer")
    PROPOSED = "resolved_proposed", _("Solution proposed")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", _("Closed")
    MERGED = "merged", _("Part of another case")


OPEN_STATES = (State.INTAKE, State.ACTIVE, State.WAITING, State.PROPOSED)
