"""The search page, and the command bar that shows the same under the field at the top."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from fiverings.core.doors import door, show

from ..models import looked_up


@door()
def search(request: HttpRequest) -> HttpResponse:
    """Customers, cases, people and acts by name."""
    words = request.GET.get("q", "")
    groups = looked_up(words, person=request.person)  # type: ignore[attr-defined]
    return show(request, "workspace/search.html", fragment="found", words=words, groups=groups)
