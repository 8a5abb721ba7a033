"""What a PostgreSQL server tells about itself in its folder, and the end of what an earlier one left there."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from .failures import CannotRun

ADOPTION_SECONDS = 60


class Postmaster:
    """The first process of a server, as seen through the file that it keeps in its data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def pid(self) -> int | None:
        """The number of the process, if the file names one."""
        return self._number(0)

    @property
    def port(self) -> int | None:
        """The port it listens on, if the file names one."""
        return self._number(3)

    @property
    def is_ready(self) -> bool:
        """Whether it has said that connections are welcome, recovery included."""
        return self._line(7) == "ready"

    def wait_until_ready(self) -> None:
        """Wait for a server that another start of ours is bringing up."""
        patience = time.monotonic() + ADOPTION_SECONDS
        while not self.is_ready:
            if time.monotonic() > patience:
                raise CannotRun(f"Another start of ours holds {self.folder.parent}, but its server does not answer.")
            time.sleep(0.02)

    def end_leftovers(self) -> None:
        """End a server or its backends whose supervisor is gone; only then may its file be swept away.

        New backends over memory that old ones still hold would damage the data, so this waits for the last of them.
        """
        sign = signal.SIGINT
        while left := self._leftovers():
            chief = [self.pid] if self.pid in left else left
            for pid in chief:
                with suppress(ProcessLookupError):
                    os.kill(pid, sign)
            self._wait_for_end(left, seconds=30)
            sign = signal.SIGQUIT
        (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def _wait_for_end(self, pids: list[int], *, seconds: float) -> None:
        patience = time.monotonic() + seconds
        while time.monotonic() < patience and set(pids) & set(self._leftovers()):
            time.sleep(0.02)

    def _leftovers(self) -> list[int]:
        """Every process of a server works inside its data folder: that is how they are known."""
        found = []
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                if entry.name.isdigit() and os.readlink(entry / "cwd") == str(self.folder):
                    found.append(int(entry.name))
        return found

    def _line(self, number: int) -> str:
        try:
            return (self.folder / "postmaster.pid").read_text().splitlines()[number].strip()
        except (OSError, IndexError):
            return ""

    def _number(self, line: int) -> int | None:
        text = self._line(line)
        return int(text) if text.isdigit() else None
