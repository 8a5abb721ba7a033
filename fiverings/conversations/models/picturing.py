"""Pictures of a message that lie afar: fetched by us, once one of us wants to see them, and never before."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any, cast

from django.core import signing
from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import PicturesShown
from .attachment import SEALED_FOR
from .belonging import OfAJourney

if TYPE_CHECKING:
    from .message import Message

MOST = 200
"""So many pictures of a message are fetched; no honest one has more."""
SET_ASIDE = re.compile(r'<img\b(?:[^<>"]|"[^"]*")*?\sdata-src="([^"]*)"(?:[^<>"]|"[^"]*")*>')
"""A picture whose address our cleaning set aside; the tags come from our own cleaner."""
SPIES = re.compile(
    r'\s(?:width|height)="\s*0*[0-2](?:px)?\s*"|style="(?:[^"]*[;\s])?(?:width|height):\s*[0-2](?:px)?\s*[;"]', re.I
)
"""What is too small to be seen is there to tell its sender that we looked."""
SEALED_AS = "conversations.far-picture"


class NoPictures(Refused):
    """None of the pictures of this message lies afar."""


class PictureShowingQuerySet(OfAJourney):
    """The words by which these are found."""

    to_account = "message__thread__journey__account"


class PictureShowing(Record):
    """That one of us wanted to see the pictures of a message, which lie at others."""

    message = models.OneToOneField("conversations.Message", on_delete=models.PROTECT, related_name="pictures_shown")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = PictureShowingQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.message)


class Picturing(models.Model):
    """The ability of a message to have its pictures fetched from where they lie."""

    class Meta:
        abstract = True

    @property
    def far_pictures(self) -> list[str]:
        """Where its pictures lie, in their order; those nobody could see are not among them."""
        found = SET_ASIDE.finditer(cast("Message", self).html_safe)
        seen = (unescape(each[1]) for each in found if not SPIES.search(each[0]))
        return list(dict.fromkeys(seen))[:MOST]

    @property
    def hides_pictures(self) -> bool:
        """Whether it has pictures that nobody has wanted to see yet."""
        return "data-src=" in cast("Message", self).html_safe and not self.shows_pictures and bool(self.far_pictures)

    @property
    def shows_pictures(self) -> bool:
        return hasattr(self, "pictures_shown")

    @together
    def show_pictures(self, *, by: Person, at: datetime | None = None) -> PictureShowing:
        """Let its pictures be fetched, for everybody who sees it; NoPictures when it has none afar."""
        message, at = cast("Message", self), at or clock.now()
        if not self.far_pictures:
            raise NoPictures(_("It has no pictures elsewhere."))
        showing, new = PictureShowing.objects.get_or_create(message=message, defaults={"by": by, "at": at})
        if new:
            announce(PicturesShown(message=message, journey=message.thread.journey), by=by, at=at)
        return showing

    def seal_picture(self, number: int, *, reader: Any) -> str:
        """A name by which this reader can see one of its pictures, for five minutes, without a cookie."""
        return signing.TimestampSigner(salt=SEALED_AS).sign(f"{cast('Message', self).pk}-{number}-{reader.pk}")

    @classmethod
    def far_picture(cls, seal: str) -> str | None:
        """Where the picture of this seal lies; None when it is broken or old, or its reader may not see it any more."""
        try:
            names = signing.TimestampSigner(salt=SEALED_AS).unsign(seal, max_age=SEALED_FOR)
        except signing.BadSignature:
            return None
        message, number, reader = map(int, names.split("-"))
        person = Person.objects.filter(pk=reader, is_active=True).first()
        seen = cast("type[Message]", cls).objects.visible_to(person) if person else cls._default_manager.none()
        found = seen.filter(pk=message, pk__in=PictureShowing.objects.values("message")).first()
        return cast("Picturing", found).far_pictures[number] if found else None
