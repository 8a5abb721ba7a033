"""What insight shows in the search."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from fiverings.core import slots
from fiverings.people.models import Person

from .models import Search

FOUND_AT_MOST = 12


@slots.finding(order=20, label=_("Cases"))
def cases_found(person: Person, words: str) -> Iterator[slots.Found]:
    """Cases by their number, their need, who needs it, and whatever was said and noted about it."""
    for sight in Search(words, person=person).sights(most=FOUND_AT_MOST):
        case = sight.case
        hint = f"{case.number}, {case.account}, {case.get_state_display()}"
        yield slots.Found(case.need, hint, case.get_absolute_url(), icon="cases", excerpt=sight.excerpt)
