"""The JSON API: one description, one way to say no, each part's endpoints under its own name."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import orjson
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.errors import ValidationError as ShapeError
from ninja.renderers import BaseRenderer

from fiverings.core.describing import ABOUT, DescribedAPI
from fiverings.core.problems import Problem, Refused, nothing_here


class Quick(BaseRenderer):
    """JSON by orjson."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data, default=str)


api = DescribedAPI(
    title="Five Rings", version="1", description=ABOUT, renderer=Quick(), docs_url=None, openapi_url="/openapi.json"
)


@api.exception_handler(Problem)
def say_the_problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem.response()


@api.exception_handler(Http404)
def say_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return nothing_here().response()


@api.exception_handler(PermissionDenied)
def say_not_allowed(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return Problem(403, _("You may not do this.")).response()


@api.exception_handler(Refused)
def say_refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return Problem(409, str(refusal), code=type(refusal).__name__, **refusal.more).response()


@api.exception_handler(ShapeError)
def say_misshapen(request: HttpRequest, error: ShapeError) -> HttpResponse:
    return Problem(422, _("The request is not of the form described."), errors=error.errors).response()


@api.exception_handler(ValidationError)
def say_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return Problem(422, " ".join(error.messages)).response()


@api.exception_handler(DataError)
@api.exception_handler(UnicodeEncodeError)
def say_unwritable(request: HttpRequest, error: Exception) -> HttpResponse:
    return Problem(422, _("There is something in it that cannot be written down.")).response()


@api.exception_handler(HttpError)
def say_http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return Problem(error.status_code, str(error)).response()


for part in apps.get_app_configs():
    if part.name.startswith("fiverings.") and module_has_submodule(part.module, "api"):
        api.add_router("", import_module(f"{part.name}.api").router)
