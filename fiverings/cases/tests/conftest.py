"""Who opens the pages of cases."""

import pytest
from django.test import Client

from fiverings.cases.tests.standing import past_the_gate, written
from tests.settling import settle_everything
from tests.world import World


@pytest.fixture
def ana(world: World, client: Client) -> Client:
    client.force_login(world.ana)
    return client


@pytest.fixture(scope="module")
def active(lasting: None) -> int:
    """What Priya wrote, past the gate, once for all tests of a module: each reads the case by this number anew."""
    world = World.read()
    return past_the_gate(written(world.priya, settle_everything, at=world.now)).pk
