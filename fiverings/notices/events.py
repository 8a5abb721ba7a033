"""What can happen to notices; nobody hears of these but the bell of the person they concern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fiverings.core.events import Event

if TYPE_CHECKING:
    from fiverings.people.models import Person

    from .models import Notice, Wish


@dataclass(frozen=True)
class NoticeGiven(Event):
    """Somebody was told of something, so that their bell rings."""

    notice: Notice
    sentence = _("{notice.person} was told")


@dataclass(frozen=True)
class NoticesRead(Event):
    """Somebody read what their bell had for them."""

    person: Person
    count: int
    sentence = _("{person} read {count} notices")


@dataclass(frozen=True)
class WishChanged(Event):
    """Somebody wants to hear of a kind of event in another way."""

    wish: Wish
    way: str
    sentence = _("{wish.person} changed how to hear of {wish.kind}")
