"""What the front room adds to the frame (the way home, the search field, the settings), and to an empty home."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import slots
from fiverings.core.frame import furniture, rail
from fiverings.core.rights import JOURNAL
from fiverings.people.models import Person

from .models import open_to, steps_missing, tasks_named


@rail(order=10, label=_("Home"), icon="home")
def home_word() -> str:
    return "home"


@rail(order=70, label=_("Journal"), icon="clock", right=JOURNAL)
def journal_word() -> str:
    return "journal"


@furniture(order=10)
def search_field(request: HttpRequest) -> dict[str, Any]:
    words = request.GET.get("q", "") if request.path == reverse("search") else ""
    return {"find": {"href": reverse("search"), "words": words}}


@furniture()
def way_to_the_settings(request: HttpRequest) -> dict[str, Any]:
    """The settings stand in the menu of whoever may see one of them."""
    person = request.person  # type: ignore[attr-defined]
    return {"settings_href": reverse("settings")} if open_to(person, slots.setting) else {}


@furniture()
def way_to_the_manual(request: HttpRequest) -> dict[str, Any]:
    """Each page may name the guide that speaks of it, in its block `guide`."""
    return {"help_href": reverse("help")}


@slots.finding(order=95, label=_("Help"))
def tasks_of_the_manual(person: Person, words: str) -> Iterator[slots.Found]:
    for section in tasks_named(words):
        yield slots.Found(section.title, section.page.rpartition("/")[2], section.get_absolute_url(), icon="answers")


@slots.home(order=5)
def first_steps(request: HttpRequest) -> slots.Panel | None:
    """What a new house still lacks, for who administers it; gone when nothing is missing."""
    steps = steps_missing(request.person)  # type: ignore[attr-defined]
    if not steps:
        return None
    return slots.Panel(_("First steps"), "workspace/_first_steps.html", {"steps": steps}, count=len(steps))


@slots.act("journal", order=85, label=_("Journal"), icon="clock", right=JOURNAL)
def open_the_journal() -> str:
    return reverse("journal")


@slots.act("settings", order=90, label=_("Settings"), icon="gear")
def open_the_settings() -> str:
    return reverse("settings")


@slots.act("help", order=95, label=_("Help"), icon="answers")
def open_the_manual() -> str:
    return reverse("help")


@slots.act("home", order=80, label=_("Home"), icon="home")
def go_home() -> str:
    return reverse("home")
