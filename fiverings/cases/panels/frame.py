"""What cases offer to the frame: a word in the rail, an act, what we hold of a person."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from fiverings.core import slots
from fiverings.core.frame import rail

from ..models import Case


@rail(order=20, label=gettext_lazy("Cases"), icon="cases")
def cases_word() -> str:
    return "cases"


@slots.act("new-case", order=10, label=gettext_lazy("New case"), icon="plus", right="cases.open")
def open_a_case() -> str:
    return reverse("new-case")


@slots.act("before-i-go", order=50, label=gettext_lazy("Before I go"), icon="handoff", right="people.own")
def before_i_go() -> str:
    return reverse("before-i-go")


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
