"""The business-hours cases of six other help desks, with the answers that their own tests expect."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fiverings.core.running.places import PROJECT
from fiverings.hours.models import BadCalendar, NotAnswerable
from fiverings.hours.models.question import Question

COLLECTION = PROJECT.parent / "shared" / "data" / "sla"
FILES = sorted(COLLECTION.glob("*/calendar_cases.json"))

pytestmark = pytest.mark.skipif(not FILES, reason="the collection of other desks' cases is not beside the project")


def _cases() -> list[Any]:
    cases = [case for file in FILES for case in json.loads(file.read_text())]
    return [pytest.param(case, id=case["id"]) for case in cases] or [{}]


@pytest.mark.parametrize("case", _cases())
def test_we_answer_as_the_other_desk_does(case: dict[str, Any]) -> None:
    question = Question.read(case)
    if case["op"].endswith("_error"):
        with pytest.raises((BadCalendar, NotAnswerable)):
            question.answer()
    else:
        answer = question.answer()
        assert answer in [case["expected"], *case.get("accept", [])]
