"""They expect a call in an hour, we promise two and call after ninety minutes: kept for us, and not for them."""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from fiverings.core.running.places import PROJECT
from fiverings.core.running.serving import FIVERINGS
from fiverings.hours.models import WorkingTime
from tests.journeys.installing import Installation
from tests.journeys.visiting import Visitor
from tests.world import HOURS, ZONE

TORONTO = ZoneInfo(ZONE)
NEARLY = 2
"""How many minutes a browser and its page may take."""


def stand_at(installation: Installation, moment: datetime) -> None:
    """The house's clock stands there now, for every process, and goes on."""
    installation.shift_clock(moment - datetime.now(UTC))


def typed(moment: datetime) -> str:
    return moment.astimezone(TORONTO).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture(scope="module")
def began_at(installation: Installation) -> datetime:
    """Half past nine on the next working day, an hour after they open."""
    midnight = datetime.now(TORONTO).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    opens = WorkingTime.read(HOURS).next_open(midnight)
    assert opens is not None
    stand_at(installation, opens + timedelta(hours=1))
    return opens + timedelta(hours=1)


@pytest.fixture(scope="module")
def promised(installation: Installation, began_at: datetime, people: dict[str, Visitor]) -> Page:
    """Ana takes Priya's call and promises one back in two hours, which is our standard."""
    ((priya,),) = installation.ask("SELECT id FROM customers_contact WHERE name = 'Priya Raman'")
    page = people["ana"].go(f"/cases/new/?contact={priya}")
    page.get_by_label("What do they need?").fill("Calls ring at the wrong place")
    page.get_by_label("What did you promise them?").select_option("call_back")
    page.get_by_label("By when? (Toronto time)").fill(typed(began_at + timedelta(minutes=120)))
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Open the case")).click()
    return page


@pytest.fixture(scope="module")
def gap(promised: Page, began_at: datetime) -> Page:
    """Then Ana asks what she expects: a call within the hour."""
    promised.get_by_label("What do they expect?").fill("A call within the hour")
    promised.get_by_label("By when do they expect it?").fill(typed(began_at + timedelta(minutes=60)))
    with promised.expect_navigation():
        promised.get_by_role("button", name=re.compile("^Keep, and pass the gate")).click()
    return promised


def test_the_gap_is_shown_with_two_ways_out_and_holds_the_case_at_the_gate(gap: Page) -> None:
    expect(gap.locator("#gap")).to_contain_text("They expect it by")
    expect(gap.locator("#gap").get_by_role("button", name="Promise their time")).to_be_visible()
    expect(gap.locator("#gap").get_by_role("link", name="They agree to ours")).to_be_visible()
    expect(gap.locator("#head")).to_contain_text("promise it sooner, or ask whether they agree")


@pytest.fixture(scope="module")
def called_back(installation: Installation, gap: Page, began_at: datetime) -> dict[str, Any]:
    """Nobody does either, and Ana calls after ninety minutes; the figures of that promise."""
    stand_at(installation, began_at + timedelta(minutes=90))
    gap.reload()
    gap.locator("#right").get_by_role("link", name="Call now").first.click()
    gap.get_by_label("What was said?").fill("It is the night switch.")
    gap.locator("input[name=keeps]").first.check()
    with gap.expect_navigation():
        gap.get_by_role("button", name=re.compile("^Log the call")).click()
    expect(gap.locator("#right")).to_contain_text("1 kept")
    return explained(installation, gap.url.split("/cases/")[1].split("/")[0])


def explained(installation: Installation, number: str) -> dict[str, Any]:
    """What an administrator is told of the call back."""
    environment = os.environ | {"DATABASE_URL": installation.database_url, "FIVERINGS_TESTING": ""}
    asked = [*FIVERINGS, "promises", "explain", number, "--json"]
    told = subprocess.run(asked, cwd=PROJECT, env=environment, check=True, capture_output=True, text=True).stdout
    [call_back] = [each for each in json.loads(told)["promises"] if each["kind"] == "call_back"]
    return dict(call_back)


def test_it_is_a_blind_success_and_every_figure_says_why(called_back: dict[str, Any]) -> None:
    minutes = {name: called_back[name]["minutes"] for name in ("guarantee", "told", "expectation", "elapsed")}
    assert minutes == pytest.approx({"guarantee": 120, "told": 120, "expectation": 60, "elapsed": 90}, abs=NEARLY)
    assert called_back["told_gap"] == 60
    assert (called_back["felt_slack"], called_back["internal_slack"]) == pytest.approx((-30, 30), abs=NEARLY)
    assert (called_back["kept_for_us"], called_back["kept_for_them"]) == (True, False)
    assert called_back["blind_success"] is True
