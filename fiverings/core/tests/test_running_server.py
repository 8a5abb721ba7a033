"""The embedded server: ours alone, durable, and gone when we are gone."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest

from fiverings.core.running.children import is_alive
from fiverings.core.running.databases import check_server
from fiverings.core.running.failures import CannotRun
from fiverings.core.running.places import PROJECT
from fiverings.core.running.ports import free_port
from fiverings.core.running.postgres import EmbeddedServer
from fiverings.core.running.roles import grant, make_empty

from .waiting import rows, until, write_until_it_breaks

as_root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can change to another account")

SUPERVISOR = """
import sys, time
from pathlib import Path
from fiverings.core.running.postgres import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]))
server.start()
print(server.postmaster.pid, flush=True)
time.sleep(600)
"""


def test_only_this_machine_reaches_the_server_and_only_with_the_password(server):
    with psycopg.connect(server.admin_url) as connection:
        shown = {
            name: connection.execute(f"SHOW {name}").fetchone()[0]
            for name in ("listen_addresses", "unix_socket_directories", "fsync", "data_checksums")
        }
    assert shown == {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "fsync": "on",
        "data_checksums": "on",
    }
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.database_url.replace("fiverings:", "fiverings:wrong"))
    secrets = list(server.folder.glob("*.password"))
    assert len(secrets) == 3
    assert {file.stat().st_mode & 0o777 for file in secrets} == {0o600}


def test_the_program_may_add_to_the_past_and_not_rewrite_it(quick):
    with psycopg.connect(quick.owner_url) as owner:
        owner.execute("CREATE TABLE past (id serial, words text)")
        owner.execute("CREATE TABLE present (id serial, words text)")
    grant(quick.owner_url, program="fiverings", append_only=["past"])
    with psycopg.connect(quick.database_url, autocommit=True) as program:
        program.execute("INSERT INTO past (words) VALUES ('said')")
        program.execute("INSERT INTO present (words) VALUES ('said')")
        program.execute("UPDATE present SET words = 'meant'")
        forbidden = ("UPDATE past SET words = ''", "DELETE FROM past", "TRUNCATE past", "CREATE TABLE mine ()")
        for words in forbidden:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                program.execute(words)
        assert program.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (False,)


def test_the_program_may_not_say_which_words_of_the_past_can_be_forgotten(quick):
    with psycopg.connect(quick.owner_url) as owner:
        owner.execute("CREATE TABLE core_personal (table_name text, column_name text)")
    grant(quick.owner_url, program="fiverings", append_only=[])
    with psycopg.connect(quick.database_url, autocommit=True) as program:
        program.execute("SELECT * FROM core_personal")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            program.execute("INSERT INTO core_personal VALUES ('core_entry', 'payload')")


def test_an_emptied_database_has_its_extensions_again(quick):
    with psycopg.connect(quick.owner_url) as owner:
        owner.execute("CREATE TABLE present (words text)")
    make_empty(quick.owner_url, admin_url=quick.admin_url)
    with psycopg.connect(quick.owner_url) as owner:
        assert owner.execute("SELECT to_regclass('present')").fetchone() == (None,)
        assert owner.execute("SELECT similarity('promise', 'promises') > 0.5").fetchone() == (True,)
        assert owner.execute("SELECT '[1,2]'::vector IS NOT NULL").fetchone() == (True,)


def test_what_was_acknowledged_survives_the_kill_of_the_server(server):
    acknowledged: list[int] = []
    writer = threading.Thread(target=write_until_it_breaks, args=(server, acknowledged))
    writer.start()
    until(lambda: len(acknowledged) > 200)
    os.kill(server.postmaster.pid, signal.SIGKILL)
    writer.join()
    until(lambda: server.process.poll() is not None)
    assert server.keep() is True
    assert server.keep() is False
    assert rows(server) >= set(acknowledged)


def test_nothing_outlives_a_supervisor_that_is_killed(folder):
    command = [sys.executable, "-c", SUPERVISOR, str(folder)]
    supervisor = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT)
    postmaster = int(supervisor.stdout.readline())
    supervisor.kill()
    supervisor.communicate()
    until(lambda: not is_alive(postmaster))
    again = EmbeddedServer(folder)
    assert again.postmaster._leftovers() == []
    assert again.status()["running"] is False


def test_a_start_ends_the_backends_that_a_killed_server_left_behind(folder):
    command = [sys.executable, "-c", SUPERVISOR, str(folder)]
    supervisor = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT)
    postmaster = int(supervisor.stdout.readline())
    server = EmbeddedServer(folder)
    acknowledged: list[int] = []
    writer = threading.Thread(target=write_until_it_breaks, args=(server, acknowledged))
    writer.start()
    until(lambda: len(acknowledged) > 50)
    os.kill(supervisor.pid, signal.SIGSTOP)  # it can neither tie up nor restart anything
    os.kill(postmaster, signal.SIGSTOP)
    supervisor.kill()
    supervisor.communicate()
    os.kill(postmaster, signal.SIGKILL)
    with server:
        writer.join()
        assert rows(server) >= set(acknowledged)
        assert server.postmaster.pid != postmaster


def test_a_second_start_uses_the_server_of_the_first(quick):
    second = EmbeddedServer(quick.folder, for_tests=True)
    with second:
        assert second.status()["ours"] is False
        assert second.database_url == quick.database_url
        psycopg.connect(second.database_url).close()
    assert quick.status()["running"] is True
    second.start()
    quick.stop()
    assert second.keep() is True
    psycopg.connect(second.database_url).close()
    second.stop()
    assert second.status()["running"] is False


def test_a_half_made_folder_is_made_again(open_place):
    (open_place / "half made" / "unfinished" / "base").mkdir(parents=True)
    with EmbeddedServer(open_place / "half made", for_tests=True) as server:
        psycopg.connect(server.database_url).close()


@as_root_only
def test_root_hands_the_server_to_an_account_without_rights(quick):
    assert Path(f"/proc/{quick.postmaster.pid}").stat().st_uid != 0


@as_root_only
def test_data_in_a_closed_folder_lies_where_the_server_can_reach_it(tmp_path):
    tmp_path.chmod(0o700)
    with EmbeddedServer(tmp_path / "postgres", for_tests=True) as server:
        place = server.place
        assert tmp_path not in place.parents
        psycopg.connect(server.database_url).close()
    moved = tmp_path.rename(tmp_path.with_name("moved"))
    assert EmbeddedServer(moved / "postgres").place == place
    shutil.rmtree(place)


def test_a_server_that_is_away_is_told_of_in_one_sentence():
    with pytest.raises(CannotRun, match=r"^The database does not let us in: [^\n]+$"):
        check_server(f"postgresql://nobody@127.0.0.1:{free_port()}/none")
