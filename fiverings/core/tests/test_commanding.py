"""The command line: it makes nothing that nobody asked for, and says in one line what is wrong."""

import argparse
import json
import os
import socket
import subprocess
import sys

import pytest

from fiverings.__main__ import _parser, main
from fiverings.core.running import demo
from fiverings.core.running.failures import CannotRun
from fiverings.core.running.places import PROJECT
from fiverings.core.running.ports import free_port, is_free
from fiverings.core.running.standing import NOTE, require_alone, running_port, standing


def run(*words, folder):
    environment = {**os.environ, "FIVERINGS_FOLDER": str(folder), "FIVERINGS_TESTING": ""}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "fiverings", *words]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("words", [("mail", "mailboxes"), ("people", "keys"), ("digest",)])
def test_a_command_that_only_looks_makes_no_installation(words, tmp_path):
    ran = run(*words, folder=tmp_path / "none")
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"fiverings: There is no installation in {tmp_path / 'none'}: ")
    assert ran.stderr.count("\n") == 1
    assert not (tmp_path / "none").exists()


def test_the_doctor_makes_no_installation_either(tmp_path):
    ran = run("doctor", folder=tmp_path / "none")
    assert ran.returncode == 1
    assert "There is no installation in" in ran.stdout
    assert not (tmp_path / "none").exists()


def test_a_reason_is_told_as_json_to_a_program(tmp_path):
    ran = run("digest", "--json", folder=tmp_path / "none")
    assert ran.returncode == 1
    assert "There is no installation" in json.loads(ran.stderr)["error"]


def test_words_that_are_not_understood_are_told_in_one_line(capsys):
    due = ["hours", "due", "--start", "2026-02-13T16:30", "--calendar", "c.json", "--minutes", "abc"]
    assert main(due) == 2
    said = capsys.readouterr().err
    assert "“abc” is not a number of minutes" in said
    assert said.count("\n") == 1
    assert main([*due, "--json"]) == 2
    assert "“abc”" in json.loads(capsys.readouterr().err)["error"]


def test_a_file_that_is_absent_is_named(capsys):
    assert main(["mail", "parse", "absent.eml"]) == 1
    assert capsys.readouterr().err == "fiverings: There is no file absent.eml.\n"


def test_a_backup_takes_the_place_of_no_file_unasked(tmp_path, capsys):
    kept = tmp_path / "kept.tar"
    kept.write_text("of yesterday")
    assert main(["backup", str(kept)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert kept.read_text() == "of yesterday"


def parsers(parser):
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from parsers(each)


def test_every_argument_says_what_it_is():
    silent = [
        f"{parser.prog}: {action.dest}"
        for parser in parsers(_parser())
        for action in parser._actions
        if not action.help and not isinstance(action, argparse._SubParsersAction)
    ]
    assert not silent
    assert all("--json" in parser.format_help() for parser in parsers(_parser()))


def test_a_running_house_is_found_by_its_folder_until_it_ends(tmp_path):
    with standing(tmp_path, port=8123):
        assert running_port(tmp_path) == 8123
        with pytest.raises(CannotRun, match="The demo is running already at http://localhost:8123"):
            require_alone(tmp_path, "The demo")
    assert not (tmp_path / NOTE).exists()
    require_alone(tmp_path, "The demo")


def test_what_a_dead_house_left_there_misleads_nobody(tmp_path):
    (tmp_path / NOTE).write_text("8123")
    assert running_port(tmp_path) is None
    with standing(tmp_path, port=8124):
        assert running_port(tmp_path) == 8124


def test_links_lead_to_the_house_that_runs(tmp_path):
    words = "from config import settings; print(settings.PUBLIC_ADDRESS)"
    environment = {**os.environ, "FIVERINGS_FOLDER": str(tmp_path), "PORT": "8055"}
    environment.pop("PUBLIC_ADDRESS", None)
    with standing(tmp_path, port=8123):
        told = subprocess.check_output([sys.executable, "-c", words], cwd=PROJECT, env=environment, text=True)
    assert told.strip() == "http://localhost:8123"


def test_the_demo_takes_another_port_only_when_none_was_named(settings, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.PORT = taken.getsockname()[1]
        with pytest.raises(CannotRun, match=f"Port {settings.PORT} of this machine is taken"):
            demo._port(settings.PORT)
        chosen = demo._port(None)
    assert chosen != settings.PORT
    assert is_free(chosen)
    assert f"the demo uses {chosen}" in capsys.readouterr().err
    named = free_port()
    assert demo._port(named) == named
