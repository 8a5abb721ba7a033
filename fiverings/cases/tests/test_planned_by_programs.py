"""A program changes an answer that waits for its time, has it sent now, and takes it back."""

from __future__ import annotations

from datetime import datetime

import pytest

from fiverings.cases.models import Case
from fiverings.cases.tests.test_programs import Program
from fiverings.cases.tests.test_programs_at_work import in_
from fiverings.conversations.models import Message
from tests.world import World


@pytest.fixture
def ana(world: World) -> Program:
    return Program(world.ana)


@pytest.fixture
def case(world: World, ana: Program) -> Case:
    opened = ana.post("/cases", contact=world.priya.pk, need="No dial tone.", kind="question").json()
    return Case.objects.get(number=opened["number"])


def test_a_planned_answer_is_listed_changed_sent_now_and_taken_back(world: World, case: Case, ana: Program) -> None:
    at = f"/cases/{case.number}"
    first = ana.post(f"{at}/replies", words="Is all well?", send_at=in_(hours=2)).json()["id"]
    assert [each["id"] for each in ana.get(f"{at}/planned").json()["planned"]] == [first]
    then = in_(hours=3)
    second = ana.post(f"{at}/planned/{first}/change", words="Is it well?", send_at=then).json()["id"]
    (listed,) = ana.get(f"{at}/planned").json()["planned"]
    assert (listed["id"], listed["words"], listed["author"]["id"]) == (second, "Is it well?", world.ana.pk)
    assert datetime.fromisoformat(listed["send_at"]) == datetime.fromisoformat(then)
    assert ana.post(f"{at}/planned/{first}/sending").status_code == 409
    assert ana.post(f"{at}/planned/{second}/sending").status_code == 201
    assert ana.get(f"{at}/planned").json()["planned"] == []
    assert ana.post(f"{at}/planned/{second}/withdrawal").status_code == 201
    assert Message.objects.get(pk=second).taken_back_at is not None
    assert ana.post(f"{at}/planned/{second}/withdrawal").json()["code"] == "AlreadyTold"
