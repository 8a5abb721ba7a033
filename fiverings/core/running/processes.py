"""The processes over the server: started together, restarted when one dies, ended in reverse order."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from .children import start_child
from .logs import Log
from .places import PROJECT

LOOKS_EVERY = 0.1
LONGEST_WAIT = 30.0
STEADY_AFTER = 20.0
TOLD_AFTER = 3

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Child:
    """One process: its command line, and how often it died at once."""

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], log: Log, patience: float
    ) -> None:
        self.name = name
        self.command = command
        self.environment = environment
        self.log = log
        self.patience = patience
        self.process: subprocess.Popen[bytes] | None = None
        self.quick_deaths = 0
        self.started_at = 0.0
        self.starts_again_at = 0.0

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start it; its words go to its log."""
        self.process = start_child(
            self.command,
            on_parents_death=signal.SIGTERM,
            environment=self.environment,
            folder=PROJECT,
            output=subprocess.PIPE,
        )
        self.started_at = time.monotonic()
        assert self.process.stdout is not None
        self.log.follow(self.process.stdout)

    def bury(self) -> None:
        """Note its death, and when to start it again: at once, then after ever longer waits."""
        assert self.process is not None
        lived = time.monotonic() - self.started_at
        self.log.write(f"{self.name} ended with status {self.process.returncode} after {lived:.1f} s")
        self.quick_deaths = 0 if lived > STEADY_AFTER else self.quick_deaths + 1
        wait = 0.0 if self.quick_deaths == 0 else min(LONGEST_WAIT, 0.25 * 2**self.quick_deaths)
        self.starts_again_at = time.monotonic() + wait
        self.process = None

    def stop(self) -> None:
        """Ask it to end, wait, and end it with all that it started."""
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(self.patience)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


class Processes:
    """All of them. The kernel ties children to the thread that starts them: use it from one thread that stays."""

    def __init__(self, logs: Path, *, tell: Callable[[str], None], echo: bool = False, patience: float = 10.0) -> None:
        self.logs = logs
        self.tell = tell
        self.echo = echo
        self.patience = patience
        self.children: list[Child] = []

    def add(self, name: str, command: Sequence[str], environment: Mapping[str, str] | None = None) -> Child:
        """One more process, started with the others; a second one of a name has a log of its own."""
        number = len(self._named([name])) + 1
        log = Log(self.logs, name if number == 1 else f"{name}-{number}", echo=self.echo)
        environment = {**(os.environ if environment is None else environment), "PYTHONUNBUFFERED": "1"}
        child = Child(name, command, environment, log, self.patience)
        self.children.append(child)
        return child

    def start(self, *names: str) -> None:
        """Start each of these that does not run; all of them when none is named."""
        for child in self._named(names):
            if not child.is_running:
                child.start()

    def look_after(self, *names: str) -> None:
        """Bury what died, start again what has waited long enough."""
        for child in self._named(names):
            if child.process is not None and child.process.poll() is not None:
                child.bury()
                if child.quick_deaths == TOLD_AFTER:
                    self._tell_of(child)
            if child.process is None and time.monotonic() >= child.starts_again_at:
                child.start()

    def run(self, stop: threading.Event, *, also: Sequence[Callable[[], object]] = ()) -> None:
        """Look after them until told to stop."""
        while not stop.wait(LOOKS_EVERY):
            for act in also:
                act()
            self.look_after()

    def restart(self) -> None:
        """End and start all of them, because their code has changed."""
        self.stop()
        self.start()

    def stop(self) -> None:
        """End all of them, the last started first."""
        for child in reversed(self.children):
            child.stop()

    def _named(self, names: Sequence[str]) -> list[Child]:
        return [child for child in self.children if not names or child.name in names]

    def _tell_of(self, child: Child) -> None:
        said = "\n".join(f"    {line}" for line in child.log.last)
        self.tell(f"{child.name} dies again and again; it is started again after longer waits. It said last:\n{said}")


@contextmanager
def stop_signs() -> Iterator[threading.Event]:
    """An event that is set when somebody asks us to end: Ctrl-C, a stop by the system, a closed terminal."""
    stop = threading.Event()
    before = {sign: signal.signal(sign, lambda *_: stop.set()) for sign in ENDINGS}
    try:
        yield stop
    finally:
        for sign, reaction in before.items():
            signal.signal(sign, reaction)
