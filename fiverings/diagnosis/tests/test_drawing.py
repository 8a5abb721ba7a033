"""A guide is drawn as a network, thick where an answer tells much, and says the same as a table."""

from __future__ import annotations

import pytest
from django.test import Client

from fiverings.diagnosis.models import Definition, Guide, GuideDraft
from fiverings.diagnosis.models.drawing import Drawing
from fiverings.diagnosis.models.guide_file import read_guide, shipped_guides
from fiverings.diagnosis.tests import FX_1
from tests.world import World

DRAWING = "/settings/guides/misrouted/drawing/"
ASKS = Definition.read(read_guide(FX_1.read_text(encoding="utf-8")))
CAPACITY, AT_ONCE = "node.capacity", "question.outside_calls_at_once"


def pairs(drawing: Drawing) -> dict[tuple[str, str], int]:
    return {(line.start.key, line.end.key): line.strength for line in drawing.lines}


def test_causes_lead_through_what_they_do_to_the_questions_that_tell_of_it() -> None:
    found = pairs(Drawing(ASKS))
    assert found[("cause.pri_down_failover", CAPACITY)] == found[(CAPACITY, AT_ONCE)] == 3
    assert ("cause.pri_down_failover", AT_ONCE) not in found
    assert found[("cause.pri_down_failover", "question.direct_numbers_ring")] == 3


def test_a_focus_shows_only_what_one_of_them_has_to_do_with() -> None:
    drawing = Drawing(ASKS, CAPACITY)
    assert {each.kind for each in drawing.boxes} == {"cause", "node", "question"}
    assert all(line.touches(CAPACITY) for line in drawing.lines) and len(drawing.boxes) < len(Drawing(ASKS).boxes)
    assert Drawing(ASKS, "cause.the_moon").focus == ""


@pytest.mark.parametrize("code", dict(shipped_guides()))
def test_no_box_of_a_guide_of_the_house_lies_on_another_or_outside(code: str) -> None:
    drawing = Drawing(Definition.read(dict(shipped_guides())[code]))
    places = {(box.x, box.y) for box in drawing.boxes}
    assert len(places) == len(drawing.boxes) and all(len(box.lines) <= 2 for box in drawing.boxes)
    assert all(box.x + box.width <= drawing.width and box.y + box.height <= drawing.height for box in drawing.boxes)


def test_the_page_draws_what_is_asked_or_the_draft_and_tells_it_as_a_table(world: World, client: Client) -> None:
    version = Guide.revise(read_guide(FX_1.read_text(encoding="utf-8")), by=world.gus)
    draft = GuideDraft.begin(version.guide, by=world.gus)
    draft.put(section="causes", piece={"name": {"en": "A mouse"}, "severity": 3}, read="", by=world.gus)
    client.force_login(world.ana)
    text = client.get(DRAWING, {"focus": "cause.pri_down_failover"}).content.decode()
    assert "<svg" in text and "strongly" in text and "Night mode" not in text and "Show all of it" in text
    assert "style=" not in text.split("<svg")[1].split("</svg>")[0]
    assert "What is asked now is drawn" in client.get(DRAWING, {"of": "draft"}).content.decode(), "it lacks something"
    assert client.get("/settings/guides/plain/drawing/").status_code == 200
