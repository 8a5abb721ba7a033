"""What cases offer to the frame: a word in the rail, an act, what a search finds, what we hold of a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from fiverings.core import slots
from fiverings.core.frame import rail

from ..models import Case

FOUND_AT_MOST = 8


@rail(order=20, label=gettext_lazy("Cases"), icon="cases")
def cases_word() -> str:
    return "cases"


@slots.act("new-case", order=10, label=gettext_lazy("New case"), icon="plus", right="cases.open")
def open_a_case() -> str:
    return reverse("new-case")


@slots.finding(order=20, label=gettext_lazy("Cases"))
def cases_found(person: Any, words: str) -> Iterator[slots.Found]:
    """A case by its number, an open one by whose it is, any by words of its need; each is asked of its own index."""
    visible = Case.objects.visible_to(person).with_everybody()
    asked = (
        visible.filter(number=words.strip().upper()),
        visible.open().of_contacts_named(words).latest_first(),
        visible.open().of_accounts_named(words).latest_first(),
        visible.needing(words).latest_first(),
    )
    found = {case.pk: case for cases in asked for case in cases[:FOUND_AT_MOST]}
    for case in list(found.values())[:FOUND_AT_MOST]:
        hint = f"{case.number}, {case.account}, {case.get_state_display()}"
        yield slots.Found(case.need, hint, case.get_absolute_url(), icon="cases")


@slots.personal("customers.contact", order=40)
def what_we_hold(contact: Any) -> dict[str, Any]:
    """The needs that a contact told us, and what solved them."""
    mine = Case.objects.of_contact(contact).prefetch_related("closures").order_by("id")
    return {
        "cases": [
            {"number": case.number, "need": case.need, "solved_by": [each.solution for each in case.closures.all()]}
            for case in mine
        ]
    }
