"""Whether somebody listens at a port of this machine."""

from contextlib import closing
from socket import create_connection


def listens(port: int) -> bool:
    """Whether it lets us in."""
    try:
        with closing(create_connection(("127.0.0.1", port), timeout=1)):
            return True
    except OSError:
        return False
