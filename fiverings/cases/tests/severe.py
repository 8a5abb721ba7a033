"""Cases of a severity, as tests need them whatever the diagnosis would say."""

from __future__ import annotations

from django.db import transaction

from fiverings.cases.models import Case
from fiverings.cases.models.diagnosing import Severity
from fiverings.core import clock
from fiverings.people.models import Person


@transaction.atomic
def severe(case: Case, level: int, *, by: Person) -> Case:
    """The case, raised to this severity by one of us."""
    Severity(case=case, level=level, ground="raised", reason="So they say.", by=by, at=clock.now()).save()
    Case.objects.filter(pk=case.pk).update(severity=level)
    case.refresh_from_db()
    return case
