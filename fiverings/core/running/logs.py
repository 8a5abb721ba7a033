"""What the processes say, kept line by line in files that never grow beyond measure."""

import logging
import sys
import threading
from collections import deque
from collections.abc import Iterable
from logging.handlers import RotatingFileHandler
from pathlib import Path

KEPT_BYTES = 5_000_000
KEPT_FILES = 3
LAST_LINES = 12


class Log:
    """The file of one process; its last lines are remembered for the one who asks why it died."""

    def __init__(self, folder: Path, name: str, *, echo: bool = False, kept_bytes: int = KEPT_BYTES) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)  # what went wrong with a mail may name its sender
        self.name = name
        self.path = folder / f"{name}.log"
        self.echo = echo
        self.last: deque[str] = deque(maxlen=LAST_LINES)
        self._writer = RotatingFileHandler(self.path, maxBytes=kept_bytes, backupCount=KEPT_FILES, encoding="utf-8")
        self._writer.setFormatter(logging.Formatter("%(asctime)s | %(message)s"))

    def follow(self, output: Iterable[bytes]) -> threading.Thread:
        """Write down every line of an output until it ends."""
        reader = threading.Thread(target=self._write_all, args=(output,), name=f"log of {self.name}", daemon=True)
        reader.start()
        return reader

    def write(self, line: str) -> None:
        """Write one line."""
        self.last.append(line)
        self._writer.emit(logging.LogRecord(self.name, logging.INFO, "", 0, line, None, None))
        if self.echo:
            print(f"{self.name:>10} | {line}", file=sys.stderr, flush=True)

    def _write_all(self, output: Iterable[bytes]) -> None:
        for line in output:
            self.write(line.decode("utf-8", "replace").rstrip())
