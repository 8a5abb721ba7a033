"""Who opens the pages of cases."""

import pytest
from django.test import Client

from tests.world import World


@pytest.fixture
def ana(world: World, client: Client) -> Client:
    client.force_login(world.ana)
    return client
