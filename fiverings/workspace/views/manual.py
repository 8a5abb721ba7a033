"""The manual: guides by task, beside the work."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control

from fiverings.core.doors import door, show

from ..models import guides, manual_page, picture


@door()
def manual(request: HttpRequest) -> HttpResponse:
    """Every guide with its tasks."""
    return show(request, "workspace/manual.html", guides=guides())


@door()
def page(request: HttpRequest, name: str) -> HttpResponse:
    """One guide, with its tasks beside it."""
    found = manual_page(name)
    if found is None:
        raise Http404
    return show(request, "workspace/manual_page.html", page=found, guides=guides())


@door()
@cache_control(private=True, max_age=86_400)
def manual_picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture of the manual."""
    path = picture(name)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png")
