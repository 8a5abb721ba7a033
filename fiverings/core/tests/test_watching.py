"""The watcher: it finds what is wrong, turns the page red, and rings who is on duty, whatever else is away."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from fiverings.core import slots, watching
from fiverings.core.slots import Finding
from fiverings.core.watching import Watcher, standing
from tests.world import World

WELL, ILL = Finding(True, "All is well."), Finding(False, "Mail has not been fetched for an hour.")


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any, mailoutbox: list[Any]) -> list[Finding]:
    """A house with one check, which answers what the list holds, and Dana on duty."""
    settings.FIVERINGS_FOLDER = tmp_path
    answers = [WELL]
    monkeypatch.setattr(slots, "check", slots.Slot("check"))
    slots.check("mail")(lambda: answers[0])
    monkeypatch.setattr(watching, "on_duty", slots.Slot("on_duty"))
    watching.on_duty()(lambda: ["dana@northbell.example"])
    monkeypatch.setattr(watching, "close_old_connections", lambda: None)
    return answers


def test_all_is_well_when_every_check_is(house: list[Finding]) -> None:
    assert not Watcher().look().is_red
    assert not standing().is_red and not mail.outbox


def test_what_is_wrong_turns_the_page_red_and_rings_who_is_on_duty(house: list[Finding]) -> None:
    house[0] = ILL
    Watcher().look()
    assert standing().wrong == (ILL.sentence,)
    assert mail.outbox[0].to == ["dana@northbell.example"] and ILL.sentence in mail.outbox[0].body
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_it_rings_once_for_the_same_trouble_and_again_for_a_new_one(house: list[Finding]) -> None:
    watcher = Watcher()
    house[0] = ILL
    watcher.look()
    watcher.look()
    assert len(mail.outbox) == 1
    house[0] = Finding(False, "The clocks are late.")
    watcher.look()
    assert len(mail.outbox) == 2


def test_a_check_that_raises_is_itself_a_finding(house: list[Finding], monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down() -> Finding:
        raise ConnectionError("the database is away")

    slots.check("the database answers")(break_down)
    assert "the database is away" in Watcher().look().wrong[0]


def test_trouble_that_is_told_in_several_lines_rings_too(house: list[Finding]) -> None:
    house[0] = Finding(False, "The database is away:\n\tis it running?")
    Watcher().look()
    assert mail.outbox[0].subject == "Five Rings needs you: The database is away: is it running?"


def test_who_was_on_duty_is_remembered_while_the_database_is_away(house: list[Finding]) -> None:
    watcher = Watcher()
    watcher.look()

    def break_down() -> list[str]:
        raise ConnectionError

    watching.on_duty.fillings.clear()
    watching.on_duty()(break_down)
    house[0] = ILL
    watcher.look()
    assert mail.outbox[0].to == ["dana@northbell.example"]


def test_a_watcher_that_went_silent_is_told(house: list[Finding], tmp_path: Path) -> None:
    Watcher().look()
    told = {"wrong": [], "asked_at": time.time() - 2 * watching.STALE_AFTER}
    (tmp_path / "standing.json").write_text(json.dumps(told))
    assert "has not reported" in standing().wrong[0]


def test_the_health_page_answers_503_while_something_is_wrong(world: World, client: Any, house: list[Finding]) -> None:
    Watcher().look()
    assert client.get("/health").status_code == 200
    house[0] = ILL
    Watcher().look()
    answer = client.get("/health")
    assert answer.status_code == 503 and "wrong" not in answer.json()
    client.force_login(world.ana)
    assert client.get("/health").json()["wrong"] == [ILL.sentence]


def test_who_looks_after_the_house_reads_what_is_wrong_by_their_own_clock(
    house: list[Finding], world: World, client: Client
) -> None:
    house[0] = Finding(False, "Work has been waiting since 2026-04-30T14:15:30Z.")
    Watcher().look()
    client.force_login(world.admin)
    told = re.search("<li>(.*)</li>", client.get("/").content.decode().partition('class="trouble"')[2])
    assert told and re.fullmatch(r"Work has been waiting since (Thu 30 Apr, )?10:15 Toronto\.", told[1])


def test_everybody_else_reads_only_that_something_is_wrong(house: list[Finding], world: World, client: Client) -> None:
    house[0] = ILL
    Watcher().look()
    client.force_login(world.ana)
    page = client.get("/").content.decode()
    assert "Something in the house is not working." in page and ILL.sentence not in page
