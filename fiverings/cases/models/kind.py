"""The sorts of need that a case can be about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of need it is; empty until one of us has said so."""

    UNSORTED = "", _("Not sorted yet")
    INCIDENT = "incident", _("Service problem")
    REQUEST = "service_request", _("Request")
    QUESTION = "question", _("Question")
    COMMERCIAL = "commercial", _("Commercial")
    INTERNAL = "internal", _("Internal")
