"""What notices show elsewhere: the bell in the frame, and the settings page of wishes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import frame, slots
from fiverings.notices.models import Notice


@frame.furniture()
def bell(request: HttpRequest) -> dict[str, Any]:
    """How many notices are unread; one look into a partial index."""
    count = Notice.objects.visible_to(request.person).count_unread()  # type: ignore[attr-defined]
    return {"bell": {"count": count, "href": reverse("bell")}}


@slots.setting("wishes", order=45, label=_("What you want to hear of"), icon="bell", right="people.own")
def wish_settings() -> str:
    return reverse("wishes")
