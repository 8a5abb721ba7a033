"""Mail that the house itself writes, to one of us or to a contact who comes in: it bears the name of the house."""

from __future__ import annotations

from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from .team import Team

WRITTEN_BY_A_MACHINE = {"Auto-Submitted": "auto-generated"}


def house_name(team: Team | None = None) -> str:
    """What this team is called outside, or the team that was there first; nothing in a house without teams."""
    known = team or Team.objects.order_by("id").first()
    return " ".join(known.house.split()) if known else ""


def house_sender(team: Team | None = None) -> str:
    """From whom a mail of the house comes, as mail programs show it."""
    name = house_name(team)
    return formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])) if name else settings.DEFAULT_FROM_EMAIL


def house_mail(template: str, *, to: str, language: str, team: Team | None = None, **words: Any) -> EmailMessage:
    """A mail whose first line is its subject; the template is told `house`, its name."""
    with translation.override(language):
        text = render_to_string(template, words | {"house": house_name(team) or "Five Rings"})
    subject, _blank, body = text.partition("\n")
    return EmailMessage(subject.strip(), body.strip(), house_sender(team), [to], headers=dict(WRITTEN_BY_A_MACHINE))
