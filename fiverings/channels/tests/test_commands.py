"""What `bin/fiverings mail` answers."""

from __future__ import annotations

import json
import mailbox as files
from pathlib import Path

import pytest

from fiverings.__main__ import _parser
from fiverings.channels.models import Arrival, Mailbox
from fiverings.core.slots import CommandFailed
from tests.world import World

from .mails import SUPPORT, written


def run(*words: str, as_json: bool = True) -> object:
    asked = _parser().parse_args(["mail", *words])
    asked.json = as_json
    return asked.run(asked)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file, an mbox of two, a Maildir of two, something hidden, and something that is no mail."""
    (tmp_path / "README.md").write_text("# What this is\n\nMails: of three kinds\n")
    (tmp_path / "one.eml").write_bytes(written(subject="One").as_bytes())
    (tmp_path / ".hidden").write_bytes(b"nothing")
    box = files.mbox(tmp_path / "old.mbox")
    for number in range(2):
        box.add(written(f"From the mbox\nFrom here on {number}", subject=f"Mbox {number}"))
    box.close()
    maildir = files.Maildir(tmp_path / "maildir")
    for number in range(2):
        maildir.add(written(subject=f"Maildir {number}"))
    return tmp_path


def test_mails_in_files_mboxes_and_maildirs_are_filed_at_once_and_reported(world: World, folder: Path) -> None:
    told = run("deliver", str(folder))
    assert sorted(each["subject"] for each in told) == ["Maildir 0", "Maildir 1", "Mbox 0", "Mbox 1", "One"]
    assert {each["outcome"] for each in told} == {"filed"} and {each["account"] for each in told} == {"Maple Dental"}
    assert {each["mailbox"] for each in told} == {SUPPORT}
    assert json.dumps(told)
    assert Arrival.objects.count() == 5
    again = run("deliver", str(folder))
    assert [each["message"] for each in again] == [each["message"] for each in told]
    assert Arrival.objects.count() == 5


def test_what_cannot_be_filed_is_reported_with_the_reason(world: World, tmp_path: Path, capsys: object) -> None:
    (tmp_path / "odd").write_bytes(b"\x00\x01")
    (told,) = run("deliver", str(tmp_path / "odd"))
    assert (told["outcome"], told["reason"], told["message"]) == ("aside", "nobody", None)


def test_a_mailbox_that_is_not_ours_or_a_file_that_is_not_there_is_one_clear_failure(
    world: World, folder: Path
) -> None:
    with pytest.raises(CommandFailed, match="not a mailbox of ours"):
        run("deliver", "--to", "else@northbell.example", str(folder))
    with pytest.raises(FileNotFoundError):
        run("deliver", str(folder / "absent.eml"))


def test_without_any_mailbox_nothing_is_delivered_and_the_way_is_told(db: None, folder: Path) -> None:
    Mailbox.objects.all().delete()
    with pytest.raises(CommandFailed, match="No mailbox is open"):
        run("deliver", str(folder))


def test_parsing_prints_a_json_line_for_each_file_and_asks_no_database(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = _parser().parse_args(["mail", "parse", str(folder / "one.eml"), str(folder / "one.eml")])
    assert asked.database is False
    run("parse", str(folder / "one.eml"), str(folder / "one.eml"))
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first == second and first["subject"] == "One"
    assert first["from"] == [{"name": "Priya Raman", "address": "priya@mapledental.example"}]


def test_the_mailboxes_are_listed(world: World) -> None:
    (listed,) = run("mailboxes")
    assert (listed["address"], listed["team"], listed["set_aside"]) == (SUPPORT, "Care", 0)
