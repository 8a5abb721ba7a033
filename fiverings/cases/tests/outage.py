"""An outage and two customers whom it hit, as tests find them."""

from __future__ import annotations

from fiverings.cases.models import Case, Kind
from fiverings.cases.tests.standing import past_the_gate
from tests.world import World


def outage_and_those_it_hit(world: World) -> list[Case]:
    """What the carrier told us, and what Maple Dental and Orion Bank told us of it."""
    told = {
        world.harbour: ("The carrier's exchange is down.", None),
        world.maple: ("Calls ring at the wrong place.", world.priya),
        world.orion: ("Branch 14 loses calls.", world.omar),
    }
    opened = [
        Case.open_for(account, need=need, contact=contact, kind=Kind.INCIDENT, by=world.ana)
        for account, (need, contact) in told.items()
    ]
    return [past_the_gate(each) for each in opened]
