"""Progress: one line at the terminal that says how far the telling is."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from typing import TextIO

BACK_TO_THE_BEGINNING = "\r\033[K"


class Progress:
    """A line that is written over itself; where nobody watches it grow, a line for each month."""

    def __init__(self, stream: TextIO = sys.stderr) -> None:
        self.stream, self.began, self.said = stream, time.monotonic(), ""

    def __call__(self, at: datetime, cases: int, of: int) -> None:
        """Say up to when it is told, with how many cases."""
        month = f"{at:%B %Y}"
        line = f"  {month}: case {cases} of {of}, {time.monotonic() - self.began:.0f} s"
        if self.stream.isatty():
            self._write(f"{BACK_TO_THE_BEGINNING}{line}")
        elif month != self.said:
            self._write(f"{line}\n")
        self.said = month

    def end(self) -> None:
        """Leave the line free."""
        if self.said and self.stream.isatty():
            self._write(BACK_TO_THE_BEGINNING)

    def _write(self, words: str) -> None:
        self.stream.write(words)
        self.stream.flush()
