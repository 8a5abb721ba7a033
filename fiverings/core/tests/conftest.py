"""Servers of their own for tests that start, kill and end them, and reactions of their own."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from fiverings.core import following
from fiverings.core.running.postgres import EmbeddedServer


@pytest.fixture(scope="module")
def open_place() -> Iterator[Path]:
    """A folder that any account can reach, as `var` is in an ordinary place."""
    path = Path(tempfile.mkdtemp(prefix="fiverings-server-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="module")
def made(open_place: Path) -> Path:
    """The folder of a server that was started once and ended well; what the others are copied from."""
    with EmbeddedServer(open_place / "made") as server:
        return server.folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Iterator[Path]:
    """A folder of its own, as an earlier start left it."""
    path = made.parent / tmp_path.name
    subprocess.run(["cp", "--archive", made, path], check=True)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def server(folder: Path) -> Iterator[EmbeddedServer]:
    """A server as it is served from: durable."""
    server = EmbeddedServer(folder)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def quick(folder: Path) -> Iterator[EmbeddedServer]:
    """A server that may forget when the machine falls: enough where that is not the question."""
    server = EmbeddedServer(folder, for_tests=True)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def reactions(monkeypatch: pytest.MonkeyPatch) -> dict[str, following.Reaction]:
    """An empty set of reactions for one test."""
    kept: dict[str, following.Reaction] = {}
    monkeypatch.setattr(following, "REACTIONS", kept)
    return kept
