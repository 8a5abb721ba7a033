"""A program prepares templates and signatures with the rights of its person; each change keeps how it read before."""

from __future__ import annotations

import pytest

from fiverings.cases.tests.test_programs import Program
from fiverings.conversations.models import Template
from fiverings.core.models import Entry
from tests.world import World

HELLO = {"kind": "answer", "name": "Hello", "language": "en", "text": "Dear **{customer.name}**"}


@pytest.fixture
def dana(world: World) -> Program:
    return Program(world.dana)


def put(program: Program, address: str, **body: object) -> object:
    return program.client.put(f"/api{address}", body, content_type="application/json")


def test_a_template_is_prepared_read_changed_and_withdrawn(world: World, dana: Program) -> None:
    made = dana.post("/templates", **HELLO, team=world.care.pk)
    assert made.status_code == 201
    at = f"/templates/{made.json()['id']}"
    assert dana.get(at).json() == made.json() and dana.get("/templates").json()["templates"] == [made.json()]
    changed = put(dana, at, **HELLO | {"text": "Hi {customer.name}"})
    assert (changed.status_code, changed.json()["team"]) == (200, None)  # type: ignore[attr-defined]
    (before,) = dana.get(f"{at}/versions").json()["versions"]
    assert (before["text"], before["team"]) == (HELLO["text"], world.care.pk)
    line = Entry.objects.get(kind="conversations.TemplateChanged")
    assert line.payload["changed"] == ["team_id", "text"] and line.payload["before"]
    assert dana.post(f"{at}/withdrawal").status_code == 201
    assert dana.get(at).json()["withdrawn_at"] and put(dana, at, **HELLO).status_code == 409  # type: ignore[attr-defined]
    assert dana.get("/templates").json()["templates"] == []


def test_what_nobody_could_fill_in_is_refused_and_changes_nothing(dana: Program) -> None:
    at = f"/templates/{dana.post('/templates', **HELLO).json()['id']}"
    assert dana.post("/templates", **HELLO | {"text": "{customer.frist_name}"}).json()["code"] == "UnknownField"
    assert put(dana, at, **HELLO | {"text": "{x}"}).status_code == 409  # type: ignore[attr-defined]
    assert Template.objects.get().text == HELLO["text"] and dana.get(f"{at}/versions").json()["versions"] == []


def test_a_change_that_changes_nothing_leaves_no_line(dana: Program) -> None:
    at = f"/templates/{dana.post('/templates', **HELLO).json()['id']}"
    put(dana, at, **HELLO)
    assert not Entry.objects.filter(kind="conversations.TemplateChanged").exists()


def test_whoever_may_not_prepare_on_the_pages_may_not_by_the_api(world: World) -> None:
    ana = Program(world.ana)
    assert ana.post("/templates", **HELLO).status_code == 403 and ana.get("/templates").status_code == 403
