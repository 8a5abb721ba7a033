"""Drafts: kept as they are typed; earlier wordings are never lost."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from fiverings.core.doors import door, show

from ..forms import DraftForm
from ..models import Draft, Thread


@door(right="conversations.write")
def draft(request: HttpRequest, thread: int) -> HttpResponse:
    """One's own words in a thread, with their earlier wordings; a POST keeps what is being typed."""
    found = get_object_or_404(Thread.objects.visible_to(request.person), pk=thread)  # type: ignore[attr-defined]
    drafts = Draft.objects.visible_to(request.person).filter(thread=found)  # type: ignore[attr-defined]
    if request.method != "POST":
        return show(request, "conversations/draft.html", draft=drafts.first(), thread=found)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return show(request, "conversations/draft.html", draft=drafts.first(), thread=found, form=form)
    kept = Draft.keep(thread=found, by=request.person, **form.cleaned_data)  # type: ignore[attr-defined]
    return show(
        request, "conversations/draft.html", fragment="kept", draft=kept.draft, conflict=kept.conflict, thread=found
    )
