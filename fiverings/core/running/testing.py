"""Every check and every test as a readable list of steps, over a fast database server that lives only that long."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .failures import CannotRun
from .places import PROJECT
from .postgres import EmbeddedServer

BIN = Path(sys.prefix) / "bin"
PYTHON = str(BIN / "python")
HOUSES = [str(each) for each in sorted((PROJECT / "fiverings/core/tests").glob("test_running_*.py"))]
APART = (("tests/journeys",), ("fiverings/channels", "tests/house", *HOUSES))
"""Whole houses wait more than they work: each group runs beside the rest, so that no core is idle."""
MAIL_SERVERS = {"dovecot": ("dovecot-imapd", "dovecot-pop3d"), "postfix": ("postfix",)}
LAST = "tests/house/test_events.py"
"""What asks about the whole run."""


@dataclass(frozen=True)
class Step:
    """One line of the list: what is checked, and the command that knows."""

    name: str
    command: Sequence[str]

    def run(self) -> tuple[int, str, float]:
        """Run it quietly: its exit status, what it said, and how long it took."""
        began = time.monotonic()
        ran = subprocess.run(
            self.command, cwd=PROJECT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        return ran.returncode, ran.stdout, time.monotonic() - began


CHECKS = (
    Step("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
    Step("lint", (str(BIN / "ruff"), "check", "--quiet", ".")),
    Step("types", (str(BIN / "mypy"), "--no-error-summary")),
    Step("floor plan", (str(BIN / "lint-imports"),)),
    Step("migrations", (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", "--noinput")),
    Step("templates", (PYTHON, "-m", "fiverings.core.running.templates")),
)


def main(words: Sequence[str]) -> int:
    """Run what was asked for; zero when all of it is well."""
    asked, paths = _arguments().parse_known_args(words)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with _database(asked.database_url):
            passed = True if paths else _run_checks()
            if not asked.checks_only:
                passed = _run_tests(paths, alone=not asked.database_url) and passed
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0 if passed else 1


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bin/test",
        usage="%(prog)s [--database-url URL] [--checks-only] [PATHS and options of pytest]",
        description="Run every check and every test; with paths, only those tests.",
        allow_abbrev=False,
    )
    parser.add_argument("--database-url", metavar="URL", help="use this PostgreSQL instead of one of our own")
    parser.add_argument("--checks-only", action="store_true", help="the checks without the tests")
    return parser


@contextmanager
def _database(url: str | None) -> Iterator[None]:
    """Point every step to a server and a folder of living data that are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="fiverings-test-"))
    folder.chmod(0o711)
    os.environ |= {"FIVERINGS_FOLDER": str(folder), "FIVERINGS_TESTING": "1"}
    try:
        if url:
            os.environ["DATABASE_URL"] = url
            yield
            return
        with EmbeddedServer(folder / "postgres", for_tests=True) as server:
            os.environ["DATABASE_URL"] = server.owner_url
            yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run_checks() -> bool:
    width = max(len(step.name) for step in CHECKS)
    passed = True
    with ThreadPoolExecutor(os.cpu_count()) as hands:
        running: list[tuple[Step, Future[tuple[int, str, float]]]] = [(step, hands.submit(step.run)) for step in CHECKS]
        for step, answer in running:
            status, said, seconds = answer.result()
            print(f"{'✔' if status == 0 else '✘'} {step.name:{width}} {seconds:5.1f} s", flush=True)
            if status:
                passed = False
                print(said.rstrip(), flush=True)
    return passed


def _run_tests(paths: Sequence[str], *, alone: bool) -> bool:
    _require_browser(paths)
    _offer_mail_servers(paths)
    began = time.monotonic()
    status = _pytest_side_by_side() if alone and not paths else _pytest(paths or ["--quiet"])
    print(f"{'✔' if status == 0 else '✘'} tests {time.monotonic() - began:.1f} s", flush=True)
    return status == 0


def _pytest_side_by_side() -> int:
    """Most rules and pages here, the groups that wait beside them; what those say is told afterwards."""
    folder = Path(os.environ["FIVERINGS_FOLDER"])
    os.environ["FIVERINGS_ANNOUNCED"] = str(folder / "announced")
    with ThreadPoolExecutor(len(APART)) as hands:
        apart = [hands.submit(_pytest_apart, paths, folder / f"server_{at}") for at, paths in enumerate(APART)]
        failed = _pytest(["--quiet", *(f"--ignore={path}" for group in APART for path in group)])
        for each in apart:
            status, told = each.result()
            print(told, flush=True)
            failed = failed or status
    return failed or _pytest(["--quiet", LAST])


def _pytest_apart(paths: Sequence[str], folder: Path) -> tuple[int, str]:
    """A group of tests on a server of its own, and what they said.

    What changed in a house is told once every older transaction of the server has ended, and those of rules last.
    """
    with EmbeddedServer(folder, for_tests=True) as server, tempfile.TemporaryFile("w+") as told:
        environment = os.environ | {"DATABASE_URL": server.owner_url}
        status = _pytest(["--quiet", *paths, f"--ignore={LAST}"], environment=environment, told=told)
        told.seek(0)
        return status, told.read()


def _pytest(words: Sequence[str], environment: Mapping[str, str] | None = None, told: IO[str] | None = None) -> int:
    """Run pytest to its end; when we are interrupted it may still put away what its tests have made."""
    with subprocess.Popen([PYTHON, "-m", "pytest", *words], cwd=PROJECT, env=environment, stdout=told) as running:
        try:
            return running.wait()
        except BaseException:
            running.send_signal(signal.SIGINT)
            running.wait()
            raise


def _require_browser(paths: Sequence[str]) -> None:
    wanted = not paths or any("journeys" in path for path in paths)
    if not wanted or shutil.which("chromium"):
        return
    if not _may_install():
        raise CannotRun("The journeys need the browser Chromium: install it (sudo apt-get install chromium).")
    if not _install("chromium"):
        raise CannotRun("Chromium could not be installed through apt-get.")


def _offer_mail_servers(paths: Sequence[str]) -> None:
    """Where they cannot be installed, the tests that ask them say so and are passed over."""
    places = f"{os.environ.get('PATH', '')}:/usr/sbin"
    missing = [each for name, needs in MAIL_SERVERS.items() if not shutil.which(name, path=places) for each in needs]
    if missing and _may_install() and (not paths or any("channels" in path for path in paths)):
        _install(*missing)


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(*packages: str) -> bool:
    """Install through apt-get; whether it could."""
    print(f"installing {' '.join(packages)}", file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False, stdout=sys.stderr)
    wait = ("-o", "DPkg::Lock::Timeout=240")
    install = ["apt-get", *wait, "install", "-y", "-qq", "--no-install-recommends", *packages]
    return subprocess.run(install, env=environment, check=False, stdout=sys.stderr).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
