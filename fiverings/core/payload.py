"""How an event becomes the payload of a line and comes back: references, codes, amounts and times, never words."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from typing import Any

from django.db import models

from fiverings.core.events import KINDS, Event
from fiverings.core.models import Entry
from fiverings.core.references import (
    FoundTogether,
    FoundWhenAsked,
    Gone,
    OrGone,
    Reference,
    Themselves,
    find_all,
    find_shown,
    has_page,
    held,
    refer,
)

CODE = re.compile(r"[a-z0-9_.:-]{0,64}")


class WordsInJournal(ValueError):
    """A payload held something that is neither a reference, a code, an amount nor a time."""


def encode(event: Event) -> dict[str, Any]:
    """The payload of a line; WordsInJournal when a field holds words."""
    return {name: _encode(value, f"{event.kind}.{name}") for name, value in event.values().items()}


def _encode(value: Any, where: str) -> Any:
    match value:
        case None | bool() | int():
            return value
        case models.Model():
            return _encode(refer(value), where)
        case Reference():
            return str(value)
        case Gone():
            return _encode(value.reference, where)
        case datetime():
            return {"time": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case timedelta():
            return {"seconds": value.total_seconds()}
        case Decimal():
            return {"amount": str(value)}
        case Enum():
            return _encode(value.value, where)
        case str() if CODE.fullmatch(value):
            return value
        case list() | tuple():
            return [_encode(each, where) for each in value]
    raise WordsInJournal(f"{where} may hold a reference, a code, an amount or a time, not {value!r}")


def recall(entries: Iterable[Entry], *, reader: Any = None, known: Iterable[models.Model] = ()) -> list[Event]:
    """The events behind lines of the journal: one query for each kind of record, and of what sentences reach.

    For a `reader` they are sentences: only what those name is found, and what is opened where the subject has no page
    for them; what the reader may not see is `Gone`, the subject too. What is `known`, and seen by them, is not asked
    for again.
    """
    lines = list(entries)
    records: dict[Reference, Any] = OrGone({refer(record): record for record in known})
    wanted = references(lines, told=reader is not None) - records.keys()
    records |= find_all(wanted) if reader is None else find_shown(wanted, to=reader)
    if reader is not None:
        records |= find_shown(_opened_instead(lines, records) - records.keys(), to=reader)
    events = [_decode_entry(line, records) for line in lines]
    _fetch_what_sentences_reach(events)
    return events


def revive(line: Entry) -> Event:
    """The event behind one line, for whoever reacts to it: each record is found when it is first asked for."""
    return _late(line, FoundWhenAsked())


def revive_all(lines: Sequence[Entry]) -> list[Event]:
    """The events behind lines of which several are reacted to together: all records of a kind when one is asked for."""
    records = FoundWhenAsked() if len(lines) == 1 else FoundTogether(references(lines, told=False))
    return [_late(line, records) for line in lines]


def _late(line: Entry, records: dict[Reference, Any]) -> Event:
    """An event whose fields are read when they are asked for."""
    event = _unread(line)
    late = {name: partial(_decode, line.payload.get(name), records) for name in _names(type(event))}
    late["by"] = partial(records.__getitem__, line.actor) if line.actor else partial(_decode, None, records)
    for name in [name for name in late if hasattr(type(event), name)]:
        object.__setattr__(event, name, late.pop(name)())
    object.__setattr__(event, "late", late)
    return event


def _fetch_what_sentences_reach(events: list[Event]) -> None:
    """A sentence such as "… to {message.contact}" asks for the contacts of all its messages at once."""
    reached: dict[tuple[type[models.Model], str], list[models.Model]] = defaultdict(list)
    for event in events:
        for name, relation in event.reaches():
            record = getattr(event, name)
            if isinstance(record, models.Model) and relation in _relations(type(record)):
                reached[type(record), relation].append(record)
    for (_model, relation), found in reached.items():
        models.prefetch_related_objects(found, relation)


@cache
def _relations(model: type[models.Model]) -> frozenset[str]:
    return frozenset(field.name for field in model._meta.concrete_fields if field.is_relation)


def references(lines: Iterable[Entry], *, told: bool) -> set[Reference]:
    """What lines refer to; or what is told of them: the subject, who did it, and what the sentence names."""
    return {each for line in lines for each in _references(line, told)}


def _references(line: Entry, told: bool) -> Iterator[Reference]:
    names = KINDS.get(line.kind, Unknown).names() if told else set(line.payload)
    yield from held([value for name, value in line.payload.items() if name in names])
    yield from (each for each in (line.subject, line.actor) if each)


def _opened_instead(lines: list[Entry], records: dict[Reference, Any]) -> set[Reference]:
    """What is opened where the subject has no page, or none that the reader may see."""
    pageless = [line for line in lines if not has_page(records.get(line.subject))]
    opened = [line.payload.get(name) for line in pageless for name in KINDS.get(line.kind, Unknown).opens]
    return set(held(opened))


def _decode_entry(line: Entry, records: dict[Reference, Any]) -> Event:
    event = _unread(line)
    for name in _names(type(event)):
        object.__setattr__(event, name, _decode(line.payload.get(name), records))
    object.__setattr__(event, "by", records[line.actor] if line.actor else None)
    object.__setattr__(event, "about", records[line.subject])
    return event


def _unread(line: Entry) -> Event:
    """An event of the line's kind whose fields are still to be filled in."""
    kind = KINDS.get(line.kind, Unknown)
    event = kind.__new__(kind)
    object.__setattr__(event, "entry", line)
    return event


@cache
def _names(kind: type[Event]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))  # type: ignore[arg-type]


def read(payload: dict[str, Any]) -> dict[str, Any]:
    """What a payload holds by itself: codes, amounts and times, and references where events hold records."""
    return {name: _decode(value, Themselves()) for name, value in payload.items()}


def _decode(value: Any, records: dict[Reference, Any]) -> Any:
    match value:
        case {"time": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
        case {"seconds": seconds}:
            return timedelta(seconds=seconds)
        case {"amount": text}:
            return Decimal(text)
        case str() if "#" in value:
            return records[Reference.read(value)]
        case list():
            return [_decode(each, records) for each in value]
    return value


@dataclasses.dataclass(frozen=True)
class Unknown(Event):
    """A line of a kind that this version of the house no longer knows."""

    sentence = "…"
