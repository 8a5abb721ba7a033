"""The journal as people read it: lines told in sentences, and each line with what led to it and what followed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from fiverings.core.doors import door, show
from fiverings.core.models import Entry
from fiverings.core.numbers import number_in
from fiverings.core.payload import recall

LINES_A_PAGE = 50


@door(right="core.journal")
def journal(request: HttpRequest) -> HttpResponse:
    """The newest lines first, paged by key."""
    before = number_in(request.GET.get("before", ""))
    lines = Entry.objects.visible_to(request.person).order_by("-id")  # type: ignore[attr-defined]
    page = list((lines if before is None else lines.filter(id__lt=before))[:LINES_A_PAGE])
    events = _seen(page, request)
    older = page[-1].id if len(page) == LINES_A_PAGE else None
    return show(request, "core/journal.html", fragment="lines", events=events, older=older)


@door(right="core.journal")
def line(request: HttpRequest, line: int) -> HttpResponse:
    """One line, what led to it, what followed, and which reactions were done or failed."""
    found = Entry.objects.visible_to(request.person).filter(id=line).first()  # type: ignore[attr-defined]
    seen = _seen([found], request) if found else []
    if not found or not seen:
        raise Http404
    return show(
        request,
        "core/journal_line.html",
        event=seen[0],
        causes=_seen(found.causes(), request),
        effects=_seen(list(found.effects.order_by("id")[:LINES_A_PAGE]), request),
        reacted=found.reacted.order_by("id"),
        failures=found.failures.order_by("id"),
    )


def _seen(lines: list[Entry], request: HttpRequest) -> list[object]:
    return [each for each in recall(lines, reader=request.person) if each.about]  # type: ignore[attr-defined]
