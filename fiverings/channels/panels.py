"""What channels show elsewhere: mail that was set aside, on the home page of who looks after it; and its settings."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import slots

from .models import Arrival

SHOWN = 5


@slots.home(order=60)
def mail_set_aside(request: HttpRequest) -> slots.Panel | None:
    """Mail that nobody will answer unless somebody looks at it."""
    aside = Arrival.objects.visible_to(request.person).set_aside().select_related("mailbox").order_by("-id")
    count = aside.count()
    if not count:
        return None
    context = {"arrivals": aside[:SHOWN], "more": count > SHOWN}
    return slots.Panel(_("Mail set aside"), "channels/_set_aside.html", context, count=count)


@slots.setting("mail", order=5, label=_("Mail"), icon="mail-in", right="channels.mail")
def mail_settings() -> str:
    return reverse("mail")
