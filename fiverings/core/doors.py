"""Doors: who may come in by a page or an endpoint, said in one line above it.

A page finds through `visible_to`, a door checks the right, the room acts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from ninja.decorators import decorate_view

from fiverings.core.noting import note_told
from fiverings.core.once import once
from fiverings.core.problems import Problem, Refused
from fiverings.core.rights import RIGHTS, Right
from fiverings.core.sending import sent_once

View = Callable[..., Any]

SCOPES: set[str] = set()
"""Every scope that a door names: what a key can be given."""


@dataclass(frozen=True)
class Door:
    """Who may come in: anybody (`public`), any member of staff, or those with a right; a key also needs the scope."""

    right: str = ""
    scope: str = ""
    public: bool = False

    def __post_init__(self) -> None:
        if self.right and self.right not in RIGHTS:
            raise ValueError(f"No part lists the right {self.right!r} in its rights.py")
        if self.scope:
            SCOPES.add(self.scope)


def door(*, right: Right | str = "", scope: str = "", public: bool = False) -> Callable[[View], View]:
    """Let in whom this says: a page leads a stranger to sign in, an endpoint answers 401, or 403 without the right."""
    opening = Door(str(right), scope, public)

    def hang(view: View) -> View:
        @wraps(view)
        def behind_the_door(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            refusal = None if opening.public else _refusal(request, opening)
            act = partial(view, request, *args, **kwargs)
            return refusal or (_told(request, act()) if opening.scope else sent_once(request, act))

        behind_the_door.door = opening  # type: ignore[attr-defined]
        if opening.scope:
            decorate_view(lambda run: _ask_first(run, opening))(behind_the_door)
        return behind_the_door

    return hang


def _told(request: HttpRequest, answer: Any) -> Any:
    note_told(request, answer)
    return answer


def _ask_first(run: View, opening: Door) -> View:
    """Let an endpoint ask who comes before it looks at what they bring, and act once on what bears a key for that."""

    def run_behind_the_door(request: HttpRequest, **path: Any) -> Any:
        try:
            return _refusal(request, opening) or once(request, partial(run, request, **path))
        except Problem as problem:
            return problem.response()

    return run_behind_the_door


def _refusal(request: HttpRequest, opening: Door) -> HttpResponse | None:
    person, key = getattr(request, "person", None), getattr(request, "key", None)
    if person is None:
        if opening.scope:
            raise Problem(401, _("Sign in or send a key."))
        return redirect_to_login(request.get_full_path(), resolve_url("sign-in"))
    if key is not None and opening.scope not in key.scopes:
        raise Problem(403, _("This key lacks the scope {scope}.").format(scope=opening.scope))
    if opening.right and not person.may(opening.right):
        if opening.scope:
            raise Problem(403, _("You may not do this."))
        raise PermissionDenied(_("You may not do this."))
    return None


def show(request: HttpRequest, template: str, /, *, fragment: str = "", **context: Any) -> HttpResponse:
    """The page, or only the named fragment when htmx asks for it; 422 when a form in it has errors."""
    wants_fragment = fragment and getattr(request, "htmx", False) and not request.htmx.boosted  # type: ignore[attr-defined]
    name = f"{template}#{fragment}" if wants_fragment else template
    has_errors = any(isinstance(each, BaseForm) and each.is_bound and each.errors for each in context.values())
    request.is_framed = not wants_fragment  # type: ignore[attr-defined]
    return render(request, name, context, status=422 if has_errors else 200)


def attempt(form: BaseForm, verb: Callable[..., object], **with_: Any) -> bool:
    """Call a verb with what a form holds; a refusal becomes the form's error. True when it was done."""
    if not form.is_valid():
        return False
    try:
        verb(**form.cleaned_data, **with_)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def press(request: HttpRequest, verb: Callable[..., object], *, done: Any, **with_: Any) -> bool:
    """Call the verb of a button, and say that it was done, or why it was refused."""
    try:
        verb(**with_)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, str(done))
    return True
