"""Formatting: what one of us typed with marks is shown as it was meant; what anybody else wrote is only words."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.safestring import SafeString, mark_safe

from fiverings.core.formatting import formatted

if TYPE_CHECKING:
    from .message import Message


class Formatting(models.Model):
    """The ability of a message of ours to be read with its marks."""

    class Meta:
        abstract = True

    @property
    def may_be_formatted(self) -> bool:
        """Whether one of us typed it: neither a customer, nor a machine, nor the house."""
        message = cast("Message", self)
        return message.is_ours and message.author_id is not None and not message.auto

    @property
    def formatted(self) -> SafeString:
        """Its words as HTML, as we and the customer may read them again; empty where they hold no marks."""
        return shown(cast("Message", self).words) if self.may_be_formatted else SafeString()


def shown(text: str) -> SafeString:
    """Words of ours as HTML that the page may show as it is; empty where they hold no marks."""
    return mark_safe(formatted(text))
