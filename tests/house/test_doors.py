"""Every way in is guarded: pages find through `visible_to`, doors name a right, an endpoint leaks nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import Operation

from config.api import api
from fiverings.core.doors import Door
from fiverings.people.models import Key, Person
from tests.house.plan import HOUSE, functions, place, tree
from tests.world import World

OPENS = re.compile(r"\.objects\.(?!visible_to\b)(\w+)|\.objects\b(?!\.)")
FOREIGN = ("allauth.", "django.", "ninja.")


def pages() -> Iterator[tuple[str, Any]]:
    """Every page of our own, with its address."""

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, Any]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, prefix + str(pattern.pattern))
            elif prefix != "api/" and not pattern.callback.__module__.startswith(FOREIGN):
                yield prefix + str(pattern.pattern), pattern.callback

    yield from walk(get_resolver().url_patterns, "")


def endpoints() -> list[tuple[str, str, Operation]]:
    """Every operation of the API: method, address, operation."""
    return [
        (method, f"{prefix}{path}", operation)
        for prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    ]


def door_of(view: Any) -> Door | None:
    return getattr(view, "door", None)


def test_pages_and_endpoints_find_through_visible_to() -> None:
    loose = []
    for path in [*HOUSE.glob("*/views/*.py"), *HOUSE.glob("*/api.py"), *HOUSE.glob("*/api/*.py")]:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if OPENS.search(line):
                loose.append(f"{place(path)}:{number} {line.strip()}")
    assert not loose


def test_every_page_has_a_door() -> None:
    assert not [address for address, view in pages() if door_of(view) is None]


def test_every_endpoint_names_a_scope() -> None:
    bare = [f"{m} {a}" for m, a, o in endpoints() if not (door_of(o.view_func) and door_of(o.view_func).scope)]
    assert not bare


def test_every_endpoint_that_changes_something_names_a_right() -> None:
    changing = [(m, a, o) for m, a, o in endpoints() if m not in {"GET", "HEAD"}]
    assert not [f"{m} {a}" for m, a, o in changing if not door_of(o.view_func).right]


def test_every_page_that_changes_something_names_a_right_or_is_about_oneself() -> None:
    unnamed = []
    for path in HOUSE.glob("*/views/*.py"):
        for function in functions(path):
            doors = [d for d in function.decorator_list if isinstance(d, ast.Call) and ast.unparse(d.func) == "door"]
            acts = "request.POST" in ast.unparse(function) or "require_POST" in map(
                ast.unparse, function.decorator_list
            )
            if doors and acts and not doors[0].keywords:
                unnamed.append(f"{place(path, function)} {function.name}")
    assert not unnamed


def test_no_endpoint_brings_its_own_way_of_signing_in() -> None:
    for path in [*HOUSE.glob("*/api.py"), *HOUSE.glob("*/api/*.py")]:
        for node in ast.walk(tree(path)):
            assert not (isinstance(node, ast.keyword) and node.arg == "auth"), place(path, node.value)


def _address(path: str) -> str:
    return "/api" + re.sub(r"\{[^}]+\}", "1", path if path.startswith("/") else f"/{path}")


def _call(client: Client, method: str, path: str, **headers: str) -> Any:
    body = {} if method in {"GET", "DELETE"} else {"data": "{}", "content_type": "application/json"}
    return getattr(client, method.lower())(_address(path), headers=headers, **body)


@pytest.mark.parametrize(("method", "path"), [(m, a) for m, a, _ in endpoints()])
def test_an_endpoint_is_closed_without_a_key_and_with_a_key_that_lacks_the_scope(
    world: World, method: str, path: str
) -> None:
    assert _call(Client(), method, path).status_code == 401
    _, token = Key.make(person=world.admin, name="No scopes", scopes=[], by=world.admin)
    answer = _call(Client(), method, path, authorization=f"Bearer {token}")
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(("method", "path"), [(m, a) for m, a, _ in endpoints() if "{" in a])
def test_an_endpoint_shows_a_stranger_among_staff_nothing(world: World, method: str, path: str) -> None:
    stranger = Person.objects.create(email="stranger@northbell.example", name="A stranger", roles=[])
    scopes = sorted({door_of(o.view_func).scope for _, _, o in endpoints()})
    _, token = Key.make(person=stranger, name="Every scope", scopes=scopes, by=stranger)
    answer = _call(Client(), method, path, authorization=f"Bearer {token}")
    assert answer.status_code in {403, 404, 422}, answer.content
