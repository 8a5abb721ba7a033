"""Ports of this machine that nobody else has taken."""

import socket
import time

from .failures import CannotRun


def is_free(port: int) -> bool:
    """Whether we could listen on this port of localhost now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def require_free(port: int) -> int:
    """The port that somebody named, or a refusal when it is taken."""
    if not is_free(port):
        raise CannotRun(f"Port {port} of this machine is taken: name another with --port.")
    return port


def wait_for_port(port: int, *, seconds: float) -> None:
    """Wait until nobody else has this port any more, but not for ever."""
    patience = time.monotonic() + seconds
    while not is_free(port) and time.monotonic() < patience:
        time.sleep(0.05)


def free_port(preferred: int | None = None) -> int:
    """The preferred port when it is free, else one that the machine chooses."""
    if preferred and is_free(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
