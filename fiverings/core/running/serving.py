"""Serving: the server, the tables, and one of each process, until somebody asks us to end."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from fiverings.core import slots

from .children import start_child
from .databases import Database
from .failures import CannotRun, Interrupted
from .places import PROJECT, data_folder
from .ports import require_free
from .preparing import applied_migrations, pending_migrations, require_same_migrations, static_files_are_current
from .processes import LOOKS_EVERY, Processes
from .standing import require_alone, standing

ANSWERS_WITHIN = 60.0
FIVERINGS = (sys.executable, "-m", "fiverings")


def tell(words: str) -> None:
    """Tell the person at the terminal."""
    print(words, file=sys.stderr, flush=True)


@dataclass
class House:
    """One running installation: its database, where it listens, and what its processes are told."""

    database: Database
    port: int
    host: str = "127.0.0.1"
    echo: bool = False
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        return f"http://localhost:{self.port}"

    def environment(self) -> dict[str, str]:
        """What every process is told."""
        return {**self.database.environment(), "PORT": str(self.port), "LOG_LEVEL": "INFO", **self.more}

    def call(self, *words: str, stop: threading.Event | None = None) -> str:
        """Run one of our commands to its end, as its own process; what it printed. Interrupted when we are to stop."""
        environment = {**self.environment(), "DATABASE_OWNER_URL": self.database.owner_url, "LOG_LEVEL": "WARNING"}
        child = start_child(
            [*FIVERINGS, *words], on_parents_death=signal.SIGTERM, environment=environment, folder=PROJECT,
            output=subprocess.PIPE, errors=None,
        )  # fmt: skip
        said: bytes | None = None
        while said is None:
            with suppress(subprocess.TimeoutExpired):
                said, _none = child.communicate(timeout=LOOKS_EVERY)
            if stop is not None and stop.is_set() and said is None:
                os.killpg(child.pid, signal.SIGTERM)
                child.communicate()
                raise Interrupted(f"“{' '.join(words)}” was interrupted.")
        if child.returncode:
            raise CannotRun(f"“{' '.join(words)}” failed; what it said is above.")
        return said.decode()

    def prepare(self, *, upgrade: bool = False) -> bool:
        """Make or check the tables; true when the database was new. Lived-in tables are only changed on request."""
        require_same_migrations()
        is_new = applied_migrations(self.database.url) is None
        pending = [] if is_new else pending_migrations(self.database.url)
        if pending and not upgrade:
            raise CannotRun(f"The database waits for {len(pending)} migrations: run bin/fiverings upgrade first.")
        if is_new or pending:
            self.call("migrate")
        elif not static_files_are_current():
            self.call("collect-static")
        return is_new

    def processes(self) -> Processes:
        """The web server and whatever fills the process slot."""
        require_free(self.port)
        all_of_them = Processes(data_folder() / "log", tell=tell, echo=self.echo)
        all_of_them.add("web", self._web(), self.environment())
        for filling in slots.process.all():
            for _each in range(filling.traits.get("count", 1)):
                all_of_them.add(filling.place, [*FIVERINGS, "run", filling.place], self.environment())
        return all_of_them

    @contextmanager
    def open(self, stop: threading.Event) -> Iterator[Processes]:
        """All processes, from the moment the pages answer; ended in good order afterwards."""
        running = self.processes()
        try:
            running.start("web")
            self._wait_for_pages(running, stop)
            running.start()
            yield running
        finally:
            running.stop()

    def stay(self, running: Processes, stop: threading.Event, *, also: Sequence[Callable[[], object]] = ()) -> None:
        """Keep everything alive, the server included, until told to stop."""
        keeping = [self._keep_server] if self.database.server else []
        running.run(stop, also=[*keeping, *also])

    def _web(self) -> list[str]:
        words = f"-m uvicorn config.asgi:application --host {self.host} --port {self.port} --no-access-log"
        return [sys.executable, *words.split(), "--timeout-graceful-shutdown", "3", "--log-level", "warning"]

    def _keep_server(self) -> None:
        assert self.database.server is not None
        if self.database.server.keep():
            tell("The database server had died and was started again.")

    def _wait_for_pages(self, running: Processes, stop: threading.Event) -> None:
        patience = time.monotonic() + ANSWERS_WITHIN
        while not stop.is_set() and not _answers(f"http://127.0.0.1:{self.port}/health"):
            if time.monotonic() > patience:
                raise CannotRun(f"The pages do not answer; the reason is in {running.logs / 'web.log'}.")
            running.look_after("web")
            time.sleep(LOOKS_EVERY)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except urllib.error.HTTPError as error:
        return error.code == 503  # the pages work, and tell of something else that does not
    except OSError:
        return False
    return True


def serve(database: Database, *, host: str, port: int, stop: threading.Event) -> None:
    """Run an installation; at its first start it says how the first administrator comes in."""
    require_alone(data_folder(), "This installation")
    house = House(database, port=require_free(port), host=host)
    with standing(data_folder(), port=port):
        if house.prepare() and slots.command.filled("people"):
            tell(house.call("people", "first-administrator").strip())
        with house.open(stop) as running:
            tell(f"Five Rings is served at {os.environ.get('PUBLIC_ADDRESS') or house.address}")
            house.stay(running, stop)
