"""The processes over the server: what dies is restarted, and nothing is left when we go."""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from fiverings.core.running.children import is_alive
from fiverings.core.running.logs import Log
from fiverings.core.running.places import PROJECT
from fiverings.core.running.processes import Processes, stop_signs

SUPERVISOR = """
import sys, threading
from pathlib import Path
from fiverings.core.running.processes import Processes
running = Processes(Path(sys.argv[1]), tell=print)
running.add("sleeper", ["sleep", "600"])
running.start()
print(running.children[0].process.pid, flush=True)
running.run(threading.Event())
"""


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def running(tmp_path, told):
    running = Processes(tmp_path / "log", tell=told.append, patience=0.3)
    yield running
    running.stop()


def stop_when(true, stop: threading.Event, seconds: float = 60):
    patience = time.monotonic() + seconds

    def look():
        assert time.monotonic() < patience
        if true():
            stop.set()

    return look


def test_what_dies_is_started_again(running):
    child = running.add("sleeper", ["sleep", "600"])
    running.start()
    first = child.process.pid
    child.process.kill()
    stop = threading.Event()
    running.run(stop, also=[stop_when(lambda: child.is_running and child.process.pid != first, stop)])
    assert is_alive(child.process.pid)
    assert not is_alive(first)


def test_two_of_one_name_start_together_and_each_has_a_log_and_a_life_of_its_own(running, tmp_path):
    twins = [running.add("sleeper", ["sh", "-c", "echo awake; sleep 600"]) for _ in range(2)]
    running.start("sleeper")
    other = twins[1].process.pid
    twins[0].process.kill()
    stop = threading.Event()
    logs = [tmp_path / "log" / name for name in ("sleeper.log", "sleeper-2.log")]
    running.run(stop, also=[stop_when(lambda: [each.read_text().count("awake") for each in logs] == [2, 1], stop)])
    assert twins[0].is_running and twins[1].process.pid == other


def test_what_dies_again_and_again_is_told_of_once_with_its_last_words(running, told):
    child = running.add("intake", ["sh", "-c", "echo the port is taken; exit 3"])
    running.start()
    stop = threading.Event()
    running.run(stop, also=[stop_when(lambda: child.quick_deaths >= 4, stop)])
    assert len(told) == 1
    assert "intake dies again and again" in told[0]
    assert "the port is taken" in told[0]
    assert "ended with status 3" in told[0]
    assert child.starts_again_at > time.monotonic() + 2


def test_all_end_in_reverse_order_and_nothing_is_left_even_of_the_deaf(running, tmp_path):
    order = tmp_path / "order"
    for name in ("first", "second"):
        words = f"trap 'echo {name} >> {order}; exit' TERM; echo ready; while :; do sleep 0.05; done"
        running.add(name, ["sh", "-c", words])
    deaf = running.add("deaf", ["sh", "-c", "trap '' TERM; sleep 600 & echo $!; wait; wait"])
    running.start()
    patience = time.monotonic() + 60
    while not all(child.log.last for child in running.children):
        assert time.monotonic() < patience
        time.sleep(0.02)
    grandchild, pids = int(deaf.log.last[0]), [child.process.pid for child in running.children]
    running.stop()
    assert order.read_text().split() == ["second", "first"]
    assert not any(map(is_alive, [*pids, grandchild]))


def test_children_die_with_a_parent_that_is_killed(tmp_path):
    command = [sys.executable, "-c", SUPERVISOR, str(tmp_path)]
    supervisor = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT)
    child = int(supervisor.stdout.readline())
    assert is_alive(child)
    supervisor.kill()
    supervisor.communicate()
    patience = time.monotonic() + 60
    while is_alive(child):
        assert time.monotonic() < patience
        time.sleep(0.02)


def test_a_log_keeps_every_line_with_its_time_and_does_not_grow_for_ever(tmp_path):
    log = Log(tmp_path, "web", kept_bytes=2_000)
    log.follow(b"line %d\n" % number for number in range(500)).join()
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["web.log", "web.log.1", "web.log.2", "web.log.3"]
    assert all(file.stat().st_size <= 2_000 for file in files)
    last = Path(tmp_path / "web.log").read_text().splitlines()[-1]
    assert last.endswith("| line 499")
    assert last[:4].isdigit()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_who_asks_us_to_end_is_heard(sign):
    before = signal.getsignal(sign)
    with stop_signs() as stop:
        assert not stop.is_set()
        signal.raise_signal(sign)
        assert stop.is_set()
    assert signal.getsignal(sign) is before
