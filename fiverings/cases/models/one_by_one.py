"""One by one: what the clock does to many is done to each alone, so that one that fails holds back no other."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import connection, transaction

log = logging.getLogger(__name__)


def attempt_alone(act: Callable[..., object], **with_: object) -> bool:
    """Whether the act did something; everything that must hold then is checked before the next one begins."""
    try:
        with transaction.atomic():
            done = act(**with_)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except Exception:
        log.exception("%s failed and is tried again", act)
        return False
    return bool(done)
