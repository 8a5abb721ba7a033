"""Customers read that we are late, and never that something will be by a time that has passed."""

from __future__ import annotations

import time_machine

from fiverings.cases.tests.gate import AN_HOUR, called, promised
from fiverings.portal.tests.visiting import visitor
from tests.world import World


def test_customers_read_that_it_is_late(world: World) -> None:
    case = called(world)
    promised(case, world, "call_back", due_at=world.now + AN_HOUR)
    for hours, told in ((0.5, "Ana will call you by"), (1.5, "Ana will call you, and is late")):
        with time_machine.travel(world.now + hours * AN_HOUR, tick=False):
            client = visitor(world.priya)
            pages = [client.get(path).content.decode() for path in ("/portal/", f"/portal/needs/{case}/")]
        for page in pages:
            assert told in page, hours
