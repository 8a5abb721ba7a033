"""Child processes that never outlive the one that started them, not even when it is killed."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def tied_to(parent: int, sign: signal.Signals) -> Callable[[], None]:
    """What a child calls first, to get this signal when its parent dies."""

    def tie() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
        if os.getppid() != parent:  # the parent died before the tie held
            os._exit(1)

    return tie


def start_child(
    command: Sequence[str | Path],
    *,
    on_parents_death: signal.Signals,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    output: int | IO[bytes] | None = None,
    errors: int | None = subprocess.STDOUT,
    account: Mapping[str, Any] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own: a Ctrl-C in the terminal reaches us, and we end it in good order.

    The kernel ties a child to the thread that starts it, so call this from the thread that stays.
    """
    return subprocess.Popen(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=errors,
        cwd=folder,
        env=dict(environment) if environment is not None else None,
        start_new_session=True,
        preexec_fn=tied_to(os.getpid(), on_parents_death),
        **(account or {}),
    )


def is_alive(pid: int) -> bool:
    """Whether a process with this number runs, whoever owns it; one that is only waiting to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False
