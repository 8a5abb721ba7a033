"""What conversations show on the pages of customers."""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import truncatewords
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import slots
from fiverings.customers.models import Contact

from .models import Message

WORDS_AT_MOST = 30


@slots.panel("customers.stranger")
def first_words(request: Any, contact: Contact) -> slots.Panel | None:
    """How somebody unknown began: often they say themselves who they are."""
    said = Message.objects.visible_to(request.person).filter(contact=contact).order_by("at", "id").first()
    if said is None:
        return None
    words = truncatewords(said.words or said.subject, WORDS_AT_MOST)
    return slots.Panel(_("What they wrote"), "conversations/_first_words.html", {"words": words})


@slots.setting("templates", order=22, label=_("Templates"), icon="note", right="conversations.templates")
def the_templates() -> str:
    return reverse("templates")
