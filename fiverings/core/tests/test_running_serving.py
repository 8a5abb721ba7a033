"""Serving and showing: one command starts everything, one Ctrl-C ends it, and nothing of others is touched."""

import json
import os
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import psycopg
import pytest

from fiverings.core.running.children import is_alive
from fiverings.core.running.databases import Database
from fiverings.core.running.demo import require_own, welcome
from fiverings.core.running.failures import CannotRun, Interrupted
from fiverings.core.running.places import PROJECT
from fiverings.core.running.ports import free_port, is_free
from fiverings.core.running.serving import House

from .databases import own_database

FIVERINGS = [sys.executable, "-m", "fiverings"]


def children_of(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_serve_starts_everything_and_one_interrupt_ends_it(tmp_path):
    port = free_port()
    with own_database() as database:
        told = {"DATABASE_URL": database.url, "FIVERINGS_FOLDER": str(tmp_path), "FIVERINGS_TESTING": ""}
        environment = {**os.environ, **told, "MAIL_IN_PORT": str(free_port())}
        serving = subprocess.Popen(
            [*FIVERINGS, "serve", "--port", str(port)], cwd=PROJECT, env=environment, stderr=subprocess.PIPE, text=True
        )
        try:
            said = ""
            while "served at" not in said:
                line = serving.stderr.readline()
                assert line, said
                said += line
            with urllib.request.urlopen(f"http://localhost:{port}/health", timeout=60) as answer:
                assert json.load(answer)["database"] is True
            with psycopg.connect(database.url) as connection:
                (guides,) = connection.execute("SELECT count(*) FROM diagnosis_guide").fetchone()
            assert guides > 8, "what comes with the house was brought along"
            children = children_of(serving.pid)
            assert len(children) >= 4
            serving.send_signal(signal.SIGINT)
            serving.communicate(timeout=20)
        finally:
            serving.kill()
        assert serving.returncode == 0
        assert not any(map(is_alive, children))
        assert is_free(port)
        assert {file.name for file in (tmp_path / "log").iterdir()} >= {"web.log", "worker.log", "clocks.log"}


def test_a_command_that_the_house_runs_ends_with_it_when_somebody_interrupts():
    address, stop = os.environ["DATABASE_URL"], threading.Event()
    house = House(Database(address, address), port=free_port())
    before = children_of(os.getpid())
    stop.set()
    with pytest.raises(Interrupted, match="api-description"):
        house.call("api-description", stop=stop)
    assert children_of(os.getpid()) == before


def test_the_demo_leaves_accounts_alone_that_it_did_not_make():
    with own_database() as database:
        with psycopg.connect(database.url) as connection:
            connection.execute("CREATE TABLE django_migrations (app text, name text)")
            connection.execute("CREATE TABLE customers_account (name text)")
        require_own(database)
        with psycopg.connect(database.url) as connection:
            connection.execute("INSERT INTO customers_account VALUES ('A true customer')")
        with pytest.raises(CannotRun, match="did not make"):
            require_own(database)
        with psycopg.connect(database.url) as connection:
            connection.execute("COMMENT ON TABLE customers_account IS 'The demo made this.'")
        require_own(database)


def test_the_welcome_says_where_who_and_what_first():
    ana = {"role": "Advocate", "email": "ana@northbell.example", "password": "calm-river"}
    words = welcome("http://localhost:8055", {"sign_ins": [ana], "first": [{"words": "Open a case."}]})
    assert "http://localhost:8055" in words
    assert "Advocate  ana@northbell.example  calm-river" in words
    assert "1. Open a case." in words


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["upgrade"], "fiverings: The database does not let us in: "),
        (["digest"], "fiverings: The database does not let us in: "),
        (["restore", "absent.tar"], "fiverings: There is no file absent.tar."),
        (["restore", "/etc/passwd"], "fiverings: /etc/passwd is not a backup: it is no .tar file."),
        (["doctor"], "fiverings: not well: "),
    ],
)
def test_a_command_that_fails_says_why_in_one_line(words, line, tmp_path):
    away = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    environment = {**os.environ, "DATABASE_URL": away, "FIVERINGS_FOLDER": str(tmp_path)}
    ran = subprocess.run([*FIVERINGS, *words], cwd=PROJECT, env=environment, capture_output=True, text=True)
    assert ran.returncode == 1
    assert ran.stderr.startswith(line)
    assert ran.stderr.count("\n") == 1


def test_every_command_has_help():
    listed = subprocess.run([*FIVERINGS, "--help"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    for name in ("serve", "demo", "backup", "restore", "upgrade", "doctor"):
        assert f"\n    {name} " in listed
    helped = subprocess.run([*FIVERINGS, "backup", "--help"], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert "--json" in helped.stdout
