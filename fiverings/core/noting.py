"""Noting: what a request is about is noted where it is found, so that its answer is told again only to who sees it.

A door answers a request that is sent again with what it answered first. Whatever that was about may be confidential
since: then there is nothing here that they may see, as for whoever asks for it now. What an act itself took out of
their sight was told to them knowingly, and is told again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from typing import Any, TypeVar

from django.db import models
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from fiverings.core.problems import READS
from fiverings.core.references import Reference, find_shown, refer

Found = TypeVar("Found", bound=models.Model)


def noted(request: HttpRequest, record: Found) -> Found:
    """This request is about this record."""
    vars(request).setdefault("about", set()).add(refer(record))
    return record


def find(request: HttpRequest, seen: models.QuerySet[Any], **by: Any) -> Any:
    """The one of what they may see that is so; 404 where there is none."""
    return noted(request, get_object_or_404(seen, **by))


def note_told(request: HttpRequest, told: Any) -> None:
    """An act is also about every record that it answers with."""
    if request.method not in READS:
        for record in _records(getattr(told, "value", told)):
            noted(request, record)


def in_sight(request: HttpRequest) -> list[str]:
    """What of all this whoever asks may read now."""
    return sorted(map(str, _shown(request, getattr(request, "about", ()))))


def is_in_sight(request: HttpRequest, about: Iterable[str]) -> bool:
    """Whether whoever asks may read all of it now."""
    asked = {Reference.read(each) for each in about}
    return asked == _shown(request, asked)


def _shown(request: HttpRequest, about: Iterable[Reference]) -> set[Reference]:
    """Reading is enough: somebody who is only asked is shown what they may not act on."""
    reader = copy(getattr(request, "person", None))
    if reader is not None:
        reader.is_acting = False
    return set(find_shown(about, to=reader))


def _records(told: Any) -> Iterator[models.Model]:
    match told:
        case models.Model() if told.pk is not None:
            yield told
        case dict():
            yield from _records(list(told.values()))
        case list() | tuple() | models.QuerySet():
            for each in told:
                yield from _records(each)
