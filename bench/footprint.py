"""The footprint of the house: memory idle and at work, what an installation takes on disk, how soon it is there."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from bench.figures import Figure
from bench.ground import Ground, wait_until
from bench.intake import letters, send_all
from bench.listening import listens
from bench.meter import memory
from bench.visiting import ask, browser, cookie_of
from fiverings.core.running.places import PROJECT
from fiverings.core.running.ports import free_port

MEGABYTE = 1024 * 1024
SETTLES_FOR = 8.0
VISITS = 160
PACKAGE = re.compile(r"^([a-zA-Z0-9_.-]+)(?:\[[^]]*\])?==", re.M)


def measure(ground: Ground) -> Iterator[Figure]:
    """All processes of a house, then its files, then its start."""
    yield from _memory(ground)
    yield from _size()
    yield from _starts(ground)


def _memory(ground: Ground) -> Iterator[Figure]:
    mail_port, cookie = free_port(), cookie_of(ground.world.ana)
    with ground.running(mail_port=mail_port) as house:
        wait_until(lambda: listens(mail_port) and is_up(house.port))
        time.sleep(SETTLES_FOR)
        idle = memory()
        send_all(mail_port, list(letters(ground.times(200))))
        ask(lambda: browser(house.port, cookie), lambda v, n: v.get("/cases/"), visitors=8, times=VISITS)
        busy = memory()
    for name, size in sorted(idle.items()):
        yield Figure(f"memory of {name}, idle", "MB", [size])
    yield Figure("memory of all, idle", "MB", [sum(idle.values())])
    yield Figure("memory of all, at work", "MB", [sum(busy.values())])


def _size() -> Iterator[Figure]:
    """What a production installation brings, and our own files."""
    wanted = PACKAGE.findall((PROJECT / "requirements.lock").read_text())
    packages = sum(_size_of_package(name) for name in wanted)
    own = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True).stdout.split("\0")
    ours = sum(path.stat().st_size for name in own if name and (path := PROJECT / name).is_file())
    yield Figure(f"installation: {len(wanted)} packages", "MB", [packages / MEGABYTE])
    yield Figure("installation: our own files", "MB", [ours / MEGABYTE])


def _size_of_package(name: str) -> int:
    try:
        found = files(name) or []
    except PackageNotFoundError:
        return 0
    return sum(path.stat().st_size for each in found if (path := Path(str(each.locate()))).is_file())


def _starts(ground: Ground) -> Iterator[Figure]:
    """A house of its own, at its first start, which makes everything, and at those that follow."""
    folder = ground.folder / "cold"
    folder.mkdir(mode=0o711)
    yield Figure("first start of a new installation", "s", [_start(folder)])
    yield Figure("cold start", "s", [_start(folder) for _ in range(3)])


def _start(folder: Path) -> float:
    port, began = free_port(), time.perf_counter()
    environment = {"PATH": "/usr/bin:/bin", "FIVERINGS_FOLDER": str(folder), "MAIL_IN_PORT": str(free_port())}
    command = [sys.executable, "-m", "fiverings", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=subprocess.DEVNULL) as house:
        try:
            wait_until(lambda: is_up(port))
            return time.perf_counter() - began
        finally:
            house.send_signal(signal.SIGTERM)


def is_up(port: int) -> bool:
    """Whether the sign-in page answers."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/login/", timeout=5).close()
    except urllib.error.HTTPError:
        return False
    except OSError:
        return False
    return True
