"""A server that stopped or died comes back where everybody looks for it."""

import os
import signal
import socket
import threading

import psycopg


def test_the_same_port_is_taken_again_unless_somebody_else_has_it(quick):
    port = quick.postmaster.port
    quick.stop()
    quick.start()
    assert quick.postmaster.port == port
    quick.stop()
    with socket.socket() as somebody:
        somebody.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        somebody.bind(("127.0.0.1", port))
        somebody.listen()
        quick.start()
        assert quick.postmaster.port != port
        psycopg.connect(quick.database_url).close()


def test_a_server_that_died_comes_back_at_the_port_that_everybody_knows(quick):
    port = quick.postmaster.port
    os.kill(quick.postmaster.pid, signal.SIGKILL)
    quick.process.wait()
    with socket.create_server(("127.0.0.1", port)) as taken:
        threading.Timer(0.5, taken.close).start()
        assert quick.keep() is True
    assert quick.postmaster.port == port
    psycopg.connect(quick.database_url).close()
