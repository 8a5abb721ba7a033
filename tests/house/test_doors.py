"""Every way in is guarded: pages find through `visible_to`, doors name a right, an endpoint leaks nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import Operation

from config.api import api
from fiverings.core.doors import Door
from tests.house.plan import HOUSE, functions, place, tree

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
    return [(method, each.path, each) for each in api.operations() for method in each.methods]


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
