"""How a service hangs together is drawn, told in words, and never drawn over its own edges."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from fiverings.customers.models import Drawing


@pytest.fixture
def calls(world):
    return world.maple.topologies.get()


def drawn(topology, *, wide=False):
    words = render_to_string("customers/_connected.html", {"drawings": [Drawing(topology, wide=wide)]})
    start, end = words.index("<svg"), words.index("</svg>") + len("</svg>")
    return words, ElementTree.fromstring(words[start:end])


def test_what_carries_it_is_a_solid_line_and_what_takes_over_a_thin_one(calls):
    _words, svg = drawn(calls)
    assert [path.get("class") for path in svg.iter("path")] == ["wire", "thin", "thin"]
    assert {text.text for text in svg.iter("text")} >= {"Calls", "PRI", "Analog line 1", "23", "1", "carries it"}


def test_the_drawing_tells_itself_in_words_and_stands_in_a_table(calls):
    words, svg = drawn(calls)
    assert svg.get("aria-label") == (
        "Calls: carried by PRI. Taken over by Analog line 1, Analog line 2. "
        "If what carries it fails, 2 of 25 calls at a time remain, 8 %."
    )
    assert "<details>" in words and words.count('<th scope="row">') == 3
    assert "style=" not in words


@pytest.mark.parametrize("wide", [False, True])
def test_no_box_and_no_line_leaves_the_drawing(world, calls, wide):
    lines = [world.maple.install(name=f"A rather long name of a line, number {n}", by=world.ana) for n in range(12)]
    world.maple.connect(service="Calls with a long name", primary=lines[:6], failover=lines[6:], by=world.ana)
    drawing = Drawing(world.maple.topologies.get(service="Calls with a long name"), wide=wide)
    _words, svg = drawn(drawing.topology, wide=wide)
    _x, _y, width, height = map(int, svg.get("viewBox").split())
    for box in svg.iter("rect"):
        assert int(box.get("x")) + int(box.get("width")) <= width
        assert int(box.get("y")) + int(box.get("height")) <= height
    boxes = sorted((int(box.get("y")), int(box.get("height"))) for box in list(svg.iter("rect"))[:-1])
    assert all(top + tall <= below for (top, tall), (below, _tall) in pairwise(boxes))
    assert drawing.untold() == 4 and len(drawing.lines) == 8


def test_a_service_without_anything_that_takes_over_says_no_share(world):
    fax = world.orion.install(name="Fax", by=world.ana)
    drawing = Drawing(world.orion.connect(service="Fax", primary=[fax], by=world.ana))
    assert drawing.sentence() == "Fax: carried by Fax."
