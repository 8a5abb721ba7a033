"""Our own small supervisor over the packaged PostgreSQL: one server for one folder, gone when we are gone."""

import fcntl
import secrets
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Self

from . import roles
from .children import is_alive, start_child
from .failures import CannotRun
from .places import keep_secret, packaged_postgres
from .ports import free_port, wait_for_port
from .postmaster import Postmaster
from .unprivileged import Account, reachable_place, reachable_programs

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "256MB",
    "max_connections": "200",
    "logging_collector": "on",
    "log_filename": "%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
}
PORT_SECONDS = 60
OFF_IN_TESTS = ("autovacuum", "fsync", "full_page_writes", "synchronous_commit")
FAST_BUT_FORGETFUL = dict.fromkeys(OFF_IN_TESTS, "off") | {"shared_buffers": "128MB", "scram_iterations": "1"}


class EmbeddedServer:
    """A PostgreSQL of our own under a folder; whoever starts it holds its lock, everybody else only connects."""

    def __init__(self, folder: Path, *, for_tests: bool = False) -> None:
        self.folder = folder
        self.for_tests = for_tests
        self.process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        self.account = Account.chosen()
        self.place = reachable_place(folder, self.account)
        self.postmaster = Postmaster(self.place / "data")

    @property
    def database_url(self) -> str:
        """The address for the program: it may write rows, but neither tables nor the past."""
        return self._url("fiverings")

    @property
    def owner_url(self) -> str:
        """The address for migrations, backups and restores."""
        return self._url("fiverings_owner")

    @property
    def admin_url(self) -> str:
        """The address of the superuser, for the few things that the owner may not do."""
        return self._url("postgres")

    def start(self) -> None:
        """Run the server, over whatever an earlier start left behind; when another start keeps it, use that one."""
        if not self._take_lock():
            self.postmaster.wait_until_ready()
            return
        try:
            self.postmaster.end_leftovers()
            if not self.postmaster.folder.exists():
                self.init()
            self._launch()
            self._prepare()
        except BaseException:
            self.stop()
            raise

    def init(self) -> None:
        """Make the server's folder; it gets its name only when it is whole."""
        unfinished = self.place / "unfinished"
        subprocess.run(["rm", "-rf", unfinished], check=True)
        unfinished.mkdir(mode=0o700)
        self.account.owns(unfinished)
        for role in ("postgres", "fiverings_owner", "fiverings"):
            keep_secret(self.folder / f"{role}.password", secrets.token_urlsafe(24))
        handed = self.place / "handed.password"
        keep_secret(handed, self._password("postgres"))
        self.account.owns(handed)
        try:
            self.account.run(
                [
                    *(self._program("initdb"), "-D", unfinished, "-U", "postgres", "--encoding=UTF8"),
                    *("--locale-provider=builtin", "--locale=C.UTF-8", "--data-checksums"),
                    *("--auth=scram-sha-256", f"--pwfile={handed}", *(["--no-sync"] if self.for_tests else [])),
                ]
            )
        finally:
            handed.unlink()
        unfinished.rename(self.postmaster.folder)

    def keep(self) -> bool:
        """Start the server again if it died, whoever kept it; true when that was needed."""
        is_there = self.process.poll() is None if self.process else not self._take_lock()
        if is_there:
            return False
        self.process = None
        wait_for_port(int((self.folder / "port").read_text()), seconds=PORT_SECONDS)  # everybody was told of this one
        self.start()
        return True

    def stop(self) -> None:
        """End the server if it is ours: no new work, what runs is rolled back, all is written."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                self.process.send_signal(signal.SIGINT)
            self.process.wait()
            self.process = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def status(self) -> Mapping[str, object]:
        """What can be seen of the server from outside."""
        pid = self.postmaster.pid
        return {
            "running": pid is not None and is_alive(pid),
            "ours": self.process is not None,
            "pid": pid,
            "port": self.postmaster.port,
            "folder": str(self.postmaster.folder),
        }

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _launch(self) -> None:
        noted = self.folder / "port"
        preferred = int(noted.read_text()) if noted.exists() else None
        for _ in range(3):
            port = free_port(preferred)
            noted.write_text(f"{port}\n")
            if self._started_on(port):
                return
            preferred = None
        raise CannotRun(f"PostgreSQL did not start; its last words are in {self.folder / 'start.log'}.")

    def _started_on(self, port: int) -> bool:
        command: list[str | Path] = [self._program("postgres"), "-D", self.postmaster.folder]
        settings = SETTINGS | (FAST_BUT_FORGETFUL if self.for_tests else {}) | {"port": str(port)}
        with (self.folder / "start.log").open("wb") as output:
            self.process = start_child(
                [*command, *(f"--{name}={value}" for name, value in settings.items())],
                on_parents_death=signal.SIGINT,
                folder=Path("/"),
                output=output,
                account=self.account.as_arguments,
            )
        while self.process.poll() is None:
            if self.postmaster.pid == self.process.pid and self.postmaster.is_ready:
                return True
            time.sleep(0.01)  # without a limit: recovery after a crash takes the time it takes
        return False

    def _prepare(self) -> None:
        done = self.folder / "prepared"
        if done.exists():
            return
        passwords = {role: self._password(role) for role in ("fiverings_owner", "fiverings")}
        roles.prepare(lambda database: self._url("postgres", database), passwords, for_tests=self.for_tests)
        done.touch()

    def _take_lock(self) -> bool:
        if self._lock is not None:
            return True
        lock = (self.folder / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        self._lock = lock
        return True

    def _program(self, name: str) -> Path:
        return reachable_programs(packaged_postgres(), self.place, self.account) / "bin" / name

    def _url(self, role: str, database: str = "fiverings") -> str:
        return f"postgresql://{role}:{self._password(role)}@127.0.0.1:{self.postmaster.port}/{database}"

    def _password(self, role: str) -> str:
        return (self.folder / f"{role}.password").read_text()
