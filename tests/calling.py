"""Calling the API as its own description says: every operation, filled with records that somebody may see, or may not.

A new endpoint is called without anybody writing a test for it. Where an address, a query or a body names a record, the
scene says which; an endpoint that names something the scene does not know fails, and says what to add.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.test import Client

from config.api import api

Schema = dict[str, Any]
NOWHERE = 987_654_321


class Unfilled(AssertionError):
    """An operation names something that the scene does not know."""


@dataclass(frozen=True)
class Place:
    """How a record is named in an address or a body, and how one that does not exist would be."""

    record: models.Model
    named: str = "pk"
    nowhere: Any = NOWHERE

    @property
    def here(self) -> Any:
        return getattr(self.record, self.named)

    def is_seen_by(self, person: Any) -> bool:
        seen = type(self.record)._default_manager.visible_to(person)  # type: ignore[attr-defined]
        return bool(seen.filter(pk=self.record.pk).exists())


@dataclass(frozen=True)
class Operation:
    """One operation of the description."""

    method: str
    path: str
    said: Schema
    schemas: Schema = field(repr=False)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def is_reading(self) -> bool:
        return self.method == "get"

    def about(self, scene: dict[str, Place]) -> list[Place]:
        """The records that this operation is about: they stand in its address or in its body."""
        in_the_body = self._fields({name: place.nowhere for name, place in scene.items()})
        return [scene[name] for name in [*self._parameters("path"), *in_the_body] if name in scene]

    def call(self, client: Client, scene: dict[str, Place], *, here: bool, token: str = "") -> Any:
        """Call it about the scene's records, or about such as do not exist; with a token it is acted on once."""
        filled = {name: place.here if here else place.nowhere for name, place in scene.items()}
        address = re.sub(r"{(\w+)}", lambda found: str(self._known(filled, found[1])), self.path)
        query = {name: filled[name] for name in self._parameters("query") if name in filled}
        body = self._body(filled)
        more = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
        headers = {"Idempotency-Key": token} if token else {}
        return client.generic(self.method.upper(), address, query_params=query, headers=headers, **_as_generic(more))

    def _known(self, filled: dict[str, Any], name: str) -> Any:
        if name not in filled:
            raise Unfilled(f"{self}: the scene names no record for {{{name}}}; add it to tests/scene.py")
        return filled[name]

    def _parameters(self, where: str) -> list[str]:
        return [each["name"] for each in self.said["parameters"] if each.get("in") == where]

    def _shape(self) -> Schema | None:
        asked = self.said.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
        may_lack = next((each for each in (asked or {}).get("anyOf", []) if "$ref" in each), asked)
        return _followed(may_lack, self.schemas) if may_lack else None

    def _fields(self, filled: dict[str, Any]) -> list[str]:
        """The fields of the body that name a record: one value each, of no shape of its own, and no words for an id."""
        said = (self._shape() or {}).get("properties", {})
        plain = {name: each for name, each in said.items() if name in filled and "$ref" not in json.dumps(each)}
        return [name for name, each in plain.items() if each.get("type") != "string" or isinstance(filled[name], str)]

    def _body(self, filled: dict[str, Any]) -> Any:
        shape = self._shape()
        if shape is None:
            return None
        named = {name: filled[name] for name in self._fields(filled)}
        return {name: _sample(said, self.schemas) for name, said in shape["properties"].items()} | named


def _as_generic(more: dict[str, Any]) -> dict[str, Any]:
    return {"data": more["data"].encode(), "content_type": more["content_type"]} if more else {}


def _followed(said: Schema, schemas: Schema) -> Schema:
    while "$ref" in said:
        said = schemas[said["$ref"].rsplit("/", 1)[1]]
    return said


SAMPLES: dict[str, Callable[[Schema], Any]] = {
    "string": lambda said: {"date-time": "2027-03-01T15:00:00Z", "date": "2027-03-01"}.get(said.get("format"), "Words"),
    "integer": lambda said: said.get("minimum", 1),
    "number": lambda said: said.get("minimum", 1),
    "boolean": lambda said: True,
    "array": lambda said: [],
    "null": lambda said: None,
    "object": lambda said: {},
}


def _sample(said: Schema, schemas: Schema) -> Any:
    """Something of this shape: what has a default or may be nothing is left so, the rest is the simplest there is."""
    said = _followed(said, schemas)
    if "default" in said:
        return said["default"]
    if "enum" in said:
        return next(each for each in said["enum"] if each != "")
    if "const" in said:
        return said["const"]
    if choices := said.get("anyOf") or said.get("oneOf") or said.get("allOf"):
        return None if {"type": "null"} in choices else _sample(choices[0], schemas)
    if "properties" in said:
        return {name: _sample(each, schemas) for name, each in said["properties"].items()}
    return SAMPLES[said["type"]](said)


def operations() -> Iterator[Operation]:
    """Every operation, as the API describes itself now."""
    description = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/"), default=str))
    for path, methods in description["paths"].items():
        for method, said in methods.items():
            yield Operation(method, path, said, description["components"]["schemas"])
