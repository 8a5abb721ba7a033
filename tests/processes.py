"""Processes of the house that work on the database of the tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from fiverings.core.running.places import PROJECT
from fiverings.core.running.serving import FIVERINGS
from tests.journeys.conftest import address_of


@contextmanager
def running(*names: str) -> Iterator[list[subprocess.Popen[bytes]]]:
    """One process of each of these names (`clocks`, `worker` …), killed at the end."""
    environment = os.environ | {"DATABASE_URL": address_of(connection.settings_dict["NAME"]), "LOG_LEVEL": "WARNING"}
    processes = [subprocess.Popen([*FIVERINGS, "run", name], cwd=PROJECT, env=environment) for name in names]
    try:
        yield processes
    finally:
        for each in processes:
            each.kill()
            each.wait()
