"""One by one: what the clock does to many is done to each alone, so that one that fails holds back no other."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import connection, models, transaction

from fiverings.core.references import refer

log = logging.getLogger(__name__)


def attempt_alone(act: Callable[..., object], **with_: object) -> bool:
    """Whether the act did something; everything that must hold then is checked before the next one begins."""
    try:
        with transaction.atomic():
            done = act(**with_)
            connection.check_constraints()
    except Exception:
        log.exception("%s failed and is tried again", _named(act))
        return False
    return bool(done)


def _named(act: Callable[..., object]) -> str:
    """The verb and the record whose verb it is, in no words of people."""
    record = getattr(act, "__self__", None)
    verb = getattr(act, "__qualname__", str(act))
    return f"{verb} of {refer(record)}" if isinstance(record, models.Model) else verb
