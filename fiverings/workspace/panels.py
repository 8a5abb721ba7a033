"""What the front room adds to the frame: the way home, the search field."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import slots
from fiverings.core.frame import furniture, rail


@rail(order=10, label=_("Home"), icon="home")
def home_word() -> str:
    return "home"


@furniture(order=10)
def search_field(request: HttpRequest) -> dict[str, Any]:
    words = request.GET.get("q", "") if request.path == reverse("search") else ""
    return {"find": {"href": reverse("search"), "words": words}}


@slots.act("settings", order=90, label=_("Settings"), icon="gear")
def open_the_settings() -> str:
    return reverse("settings")


@slots.act("home", order=80, label=_("Home"), icon="home")
def go_home() -> str:
    return reverse("home")
