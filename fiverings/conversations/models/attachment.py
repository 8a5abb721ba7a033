"""Attachments: files that came or went with a message, each content kept once."""

from __future__ import annotations

import hashlib
import mimetypes
from datetime import datetime, timedelta
from typing import Any, cast

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models

from fiverings.core import clock
from fiverings.core.models import Record

from .belonging import OfAJourney
from .pictures import LOOKED_AT, PICTURES, picture_kind

VAGUE = frozenset({"application/octet-stream", "image/jpg", "image/pjpeg", "image/x-png", "image/unknown", ""})
"""What some programs call a picture; its name says more."""
SEALED_FOR = timedelta(minutes=5)


class Blob(Record):
    """Content by its digest: whatever is the same is kept once."""

    sha256 = models.TextField(unique=True, db_collation="C")
    size = models.BigIntegerField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256

    @property
    def key(self) -> str:
        """Where the storage has it."""
        return key_of(self.sha256)

    @classmethod
    def keep(cls, content: bytes, *, at: datetime | None = None) -> Blob:
        """The blob of this content; stored before the row that says so, and only when it is new."""
        digest = store(content)
        blob, _new = cls._default_manager.get_or_create(
            sha256=digest, defaults={"size": len(content), "kept_at": at or clock.now()}
        )
        return blob

    def read(self) -> bytes:
        with default_storage.open(self.key) as file:
            return bytes(file.read())

    def open(self) -> Any:
        """The content as a file, to be sent in pieces."""
        return default_storage.open(self.key)


class AttachmentQuerySet(OfAJourney):
    """The words by which attachments are found."""

    to_account = "message__thread__journey__account"


class Attachment(Record):
    """A file of a message, under the name it came with."""

    message = models.ForeignKey("conversations.Message", on_delete=models.PROTECT, related_name="attachments")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="attachments")
    name = models.TextField()
    content_type = models.TextField(default="application/octet-stream")
    is_inline = models.BooleanField(default=False)
    content_id = models.TextField(blank=True, default="")

    objects = AttachmentQuerySet.as_manager()
    personal = ("name",)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether it calls itself a picture that may be shown inside a message; its bytes must say so too."""
        called = mimetypes.guess_type(self.name)[0] if self.content_type in VAGUE else self.content_type
        return called in PICTURES

    def picture_kind(self) -> str:
        """The kind of picture that it is, by its bytes; empty when it is none."""
        with self.blob.open() as file:
            return picture_kind(file.read(LOOKED_AT))

    def seal(self) -> str:
        """A name by which whoever may see the message can fetch this picture, for five minutes, without a cookie."""
        return signing.TimestampSigner(salt="conversations.picture").sign(str(self.pk))

    @classmethod
    def unsealed(cls, seal: str) -> Attachment | None:
        """The picture of this seal; None when the seal is broken or too old."""
        try:
            wanted = signing.TimestampSigner(salt="conversations.picture").unsign(seal, max_age=SEALED_FOR)
        except signing.BadSignature:
            return None
        found = cls._default_manager.filter(pk=wanted).select_related("blob").first()
        return cast("Attachment", found) if found and found.is_picture else None


def key_of(digest: str) -> str:
    return f"blobs/{digest[:2]}/{digest}"


def store(content: bytes) -> str:
    """Keep content under its own digest; the same content lies there already, and is not written again."""
    digest = hashlib.sha256(content).hexdigest()
    key = key_of(digest)
    if not default_storage.exists(key):
        default_storage.save(key, ContentFile(content))
    return digest
