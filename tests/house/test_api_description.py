"""The API is described as it is."""

from __future__ import annotations

import json

from fiverings.core.printing import api_description
from tests.house.plan import ROOT


def test_the_printed_description_of_the_api_is_current() -> None:
    assert (ROOT / "docs" / "api" / "openapi.json").read_text() == api_description()


def test_every_endpoint_is_described_in_a_sentence() -> None:
    paths = json.loads(api_description())["paths"]
    bare = [
        f"{verb} {path}" for path, verbs in paths.items() for verb, each in verbs.items() if not each.get("summary")
    ]
    assert paths and not bare
