"""Together: what must be true together is one transaction, however many verbs say it."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar, cast

from django.db import IntegrityError, transaction

from fiverings.core.problems import refusal_in

Verb = TypeVar("Verb", bound=Callable[..., Any])

_inside: ContextVar[bool] = ContextVar("inside", default=False)


class Swallowed(RuntimeError):
    """A verb went on after another that it called had failed, though both are one."""


def together(verb: Verb) -> Verb:
    """All of what a verb does, or nothing of it; a verb that it calls belongs to it and sets no savepoint of its own.

    What the database refuses because somebody else acted at the same moment is refused, and the sentence says why.
    What fails in one ends the whole: who means to go on after it says `with transaction.atomic():` around the call.
    """

    @wraps(verb)
    def whole(*args: Any, **with_: Any) -> Any:
        with transaction.atomic(savepoint=not _inside.get()):
            before = _inside.set(True)
            try:
                done = verb(*args, **with_)
            except IntegrityError as error:
                if refusal := refusal_in(error):
                    raise refusal from error
                raise
            finally:
                _inside.reset(before)
            if transaction.get_rollback():
                raise Swallowed(f"{verb.__qualname__} went on after something in it had failed")
            return done

    return cast(Verb, whole)
