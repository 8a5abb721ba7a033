"""The manual: guides by task, beside the work."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from fiverings.core.doors import door, show
from fiverings.core.handing_out import as_picture

from ..models import guides, manual_page, picture, tasks_found


@door()
def manual(request: HttpRequest) -> HttpResponse:
    """Every guide with its tasks, or the tasks that speak of something."""
    words = request.GET.get("q", "").strip()
    found = tasks_found(words) if words else []
    return show(request, "workspace/manual.html", guides=guides(), words=words, found=found)


@door()
def page(request: HttpRequest, name: str) -> HttpResponse:
    """One guide, with its tasks beside it."""
    found = manual_page(name)
    if found is None:
        raise Http404
    return show(request, "workspace/manual_page.html", page=found, guides=guides())


@door()
def manual_picture(request: HttpRequest, name: str) -> HttpResponse:
    """A picture of the manual."""
    path = picture(name)
    if path is None:
        raise Http404
    return as_picture(path.open("rb"), name=name, kind="image/png")
