"""What somebody presses twice is one answer to many, and each of them reads it once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fiverings.cases.models import CannotCascade, Case
from fiverings.cases.tests.outage import outage_and_those_it_hit
from fiverings.cases.tests.test_cascading import WORDS, said_to
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def cases(world: World) -> list[Case]:
    outage, *hit = outage_and_those_it_hit(world)
    outage.link(hit, by=world.dana)
    return [outage, *hit]


def test_an_answer_that_is_pressed_twice_is_read_once(cases: list[Case], world: World, settle: Settle) -> None:
    outage, maples, orions = cases
    given = {"kind": "update", "words": WORDS, "by": world.dana}
    outage.cascade(to=[maples], **given)
    with pytest.raises(CannotCascade, match="a moment ago"):
        outage.cascade(to=[maples, orions], **given)
    outage.cascade(to=[orions], **given)
    settle()
    assert len(said_to(maples)) == len(said_to(orions)) == 1
