"""One piece of a draft: a cause, a question, a story; new, changed, moved or removed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import attempt, door, press, show

from ..forms import PIECES, CauseForm
from ..models import Cause
from ..models.section import SECTIONS, Section, by_key
from .finding import the_draft


@door(right="diagnosis.edit_guides")
def piece(request: HttpRequest, code: str, section: str, key: str = "") -> HttpResponse:
    """The form of one piece; what it still lacks is said on the page of the draft."""
    draft, of = the_draft(request, code), _section(section)
    now = by_key(draft.definition, section).get(key)
    if key and now is None:
        raise Http404
    form = PIECES[section](request.POST or None, definition=draft.definition, piece=now)
    if isinstance(form, CauseForm):
        form.offer(list(Cause.objects.visible_to(request.person).in_order().values_list("code", "name")))  # type: ignore[attr-defined]
    put = partial(draft.put, section=section, key=key)
    if request.method == "POST" and attempt(form, put, by=request.person):  # type: ignore[attr-defined]
        return _back(request, code, of)
    name = of.name(now) if now else ""
    title = _("Change “{name}”").format(name=name) if name else _("Add: {what}").format(what=of.one)
    shown: dict[str, Any] = {
        "title": title,
        "section": of,
        "key": key,
        "read": the_draft(request, code).mark(section, key),
    }
    return show(request, "diagnosis/piece.html", guide=draft.guide, form=form, **shown)


@require_POST
@door(right="diagnosis.edit_guides")
def removal(request: HttpRequest, code: str, section: str, key: str) -> HttpResponse:
    """One piece less."""
    draft, of = the_draft(request, code), _section(section)
    read = request.POST.get("read", "")
    drop = partial(draft.drop, section=section, key=key, read=read, by=request.person)  # type: ignore[attr-defined]
    press(request, drop, done=_("Removed."))
    return redirect(_address(code, of))


@require_POST
@door(right="diagnosis.edit_guides")
def place(request: HttpRequest, code: str, section: str, key: str) -> HttpResponse:
    """One piece further up or down."""
    draft, of = the_draft(request, code), _section(section)
    by_rows, read = {"up": -1, "down": 1}.get(request.POST.get("to", "")), request.POST.get("read", "")
    if by_rows is None:
        return HttpResponseBadRequest()
    move = partial(draft.move, section=section, key=key, read=read, by=request.person)  # type: ignore[attr-defined]
    press(request, move, by_rows=by_rows, done=_("It has another place."))
    return redirect(_address(code, of))


def _section(code: str) -> Section:
    if code not in SECTIONS:
        raise Http404
    return SECTIONS[code]


def _back(request: HttpRequest, code: str, of: Section) -> HttpResponse:
    messages.success(request, _("Kept in the draft."))
    return redirect(_address(code, of))


def _address(code: str, of: Section) -> str:
    return f"{reverse('guide-draft', args=[code])}#{of.code}"
