"""The API is described as it is, in OpenAPI 3.1, and completely."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from fiverings.core.printing import api_description
from tests.house.plan import ROOT

DESCRIPTION = json.loads(api_description())
CHANGING = {"post", "put", "patch", "delete"}
OPERATIONS = [
    pytest.param(method, said, id=f"{method} {path}")
    for path, methods in DESCRIPTION["paths"].items()
    for method, said in methods.items()
]


def test_the_printed_description_of_the_api_is_current() -> None:
    assert (ROOT / "docs" / "api" / "openapi.json").read_text() == api_description()


def test_the_description_is_valid_and_served_to_everybody() -> None:
    served = Client().get("/api/openapi.json").json()
    assert served["openapi"].startswith("3.1.")
    assert [error.message for error in OpenAPIV31SpecValidator(served).iter_errors()] == []
    assert served == DESCRIPTION


@pytest.mark.parametrize(("method", "said"), OPERATIONS)
def test_every_endpoint_says_what_it_is_for_and_who_may(method: str, said: dict[str, Any]) -> None:
    assert said["summary"] and said["description"]
    assert said["security"] == [{"session": []}, {"key": [said["x-scope"]]}]
    assert method not in CHANGING or (said["x-right"] and said["x-roles"])


@pytest.mark.parametrize(("method", "said"), OPERATIONS)
def test_every_endpoint_says_which_problems_may_be_answered(method: str, said: dict[str, Any]) -> None:
    expected = {"401", "403", "422", "429"} | ({"404", "409"} if method in CHANGING else set())
    assert expected <= set(said["responses"])
    told = DESCRIPTION["components"]["responses"]
    for status in expected:
        name = said["responses"][status]["$ref"].rsplit("/", 1)[1]
        assert list(told[name]["content"]) == ["application/problem+json"]


@pytest.mark.parametrize(("method", "said"), OPERATIONS)
def test_what_changes_something_can_be_repeated_safely_and_every_list_is_paged_the_same_way(
    method: str, said: dict[str, Any]
) -> None:
    asked = [each.get("name") or each["$ref"] for each in said["parameters"]]
    assert ("#/components/parameters/once" in asked) == (method in CHANGING)
    answer = next(iter(said["responses"].values()))["content"]["application/json"]["schema"]
    shape = DESCRIPTION["components"]["schemas"].get(answer.get("$ref", "").rsplit("/", 1)[-1], answer)
    is_list = shape.get("type") == "array" or "next" in shape.get("properties", {})
    assert is_list == ({"after", "limit"} <= set(asked))
