"""Guards: what the database refuses, said as what could not be done; any part may install a guard on ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction

from fiverings.core.problems import Refused, broken_constraint


@contextmanager
def refusing(refusals: Mapping[str, Refused]) -> Iterator[None]:
    """One transaction whose deferred constraints are checked at its end, their names turned into refusals."""
    try:
        with transaction.atomic():
            yield
            connection.check_constraints()
    except IntegrityError as error:
        refusal = refusals.get(broken_constraint(error))
        if refusal is None:
            raise
        raise type(refusal)(*refusal.args) from error
