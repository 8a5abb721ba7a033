"""What strangers sent, under an address apart from ours: opened by a seal that one reader got for one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core import signing

from fiverings.people.models import Person

if TYPE_CHECKING:
    from .attachment import Attachment
    from .message import Message

OPEN_FOR = 60
"""Seconds between being sent there and opening it."""


def seal_for(reader: Person, found: Message | Attachment, *, language: str) -> str:
    """A name by which this reader can open a message or a file, for one minute, without a cookie."""
    kind = type(found)._meta.model_name
    return signing.TimestampSigner(salt=f"conversations.apart.{kind}").sign(f"{found.pk}:{reader.pk}:{language}")


def unsealed(seal: str, kind: str) -> tuple[Any, Person, str] | None:
    """What the seal opens, its reader and language; None when it is broken or old, or its reader may not see it now."""
    try:
        opened = signing.TimestampSigner(salt=f"conversations.apart.{kind}").unsign(seal, max_age=OPEN_FOR)
    except signing.BadSignature:
        return None
    wanted, reader, language = opened.split(":")
    person = Person.objects.filter(pk=reader, is_active=True).first()
    if person is None:
        return None
    found = apps.get_model("conversations", kind).objects.visible_to(person).filter(pk=wanted).first()
    return (found, person, language) if found else None
