"""Core tasks without a mouse, from the home on: every act has its key, and says which."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.installing import Installation
from tests.journeys.visiting import Visitor, visiting

NEED = "The phone at the front desk hums"


@pytest.fixture(scope="module")
def ana(installation: Installation, browser: Browser) -> Iterator[Visitor]:
    with visiting(browser, installation) as ana:
        ana.sign_in("ana")
        yield ana
        assert ana.complaints == []


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def write(page: Page, words: str) -> None:
    page.keyboard.insert_text(words)


def to_field(page: Page, label: str | re.Pattern[str]) -> None:
    """Tab to a field, as somebody without a mouse does."""
    field = page.get_by_label(label).locator("visible=true").first
    expect(field).to_be_visible()
    for _try in range(60):
        if field.evaluate("field => field === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"No tab leads to {label}")


@pytest.fixture(scope="module")
def case(ana: Visitor) -> Page:
    """1 and 2: find the customer by name, and open a case for her."""
    page = ana.go("/")
    press(page, "Control+k")
    page.keyboard.type("Priya", delay=20)
    expect(page.locator("#found a").filter(has_text="Priya Raman").first).to_be_visible()
    for _try in range(10):
        press(page, "ArrowDown")
        if "Priya Raman" in page.evaluate("document.activeElement.innerText"):
            break
    press(page, "Enter")
    page.wait_for_url("**/contacts/*/")
    press(page, "n")
    page.wait_for_url("**/cases/new/**")
    to_field(page, "What do they need?")
    write(page, NEED)
    press(page, "Control+Enter")
    expect(page.locator("#need")).to_contain_text(NEED)
    return page


def test_a_note_is_kept(case: Page) -> None:
    press(case, "i")
    write(case, "Eli knows this phone.")
    press(case, "Control+Enter")
    expect(case.locator("#story")).to_contain_text("Eli knows this phone.")


def test_severity_is_asked_and_settled(case: Page) -> None:
    press(case, "d")
    expect(case.get_by_role("heading", level=1)).to_contain_text("nobody can call")
    for answer in ("n", "n"):
        shown = case.get_by_role("heading", level=1).inner_text()
        press(case, answer)
        expect(case.get_by_role("heading", level=1)).not_to_have_text(shown)
    press(case, "Tab", "3")  # out of the field of the next question, which takes a number
    expect(case.locator("#head")).to_contain_text("Severity 3")


def test_a_call_is_logged(case: Page) -> None:
    press(case, "c")
    to_field(case, "What was said?")
    write(case, "It hums since Monday, only there.")
    press(case, "Control+Enter")
    expect(case.locator("#story")).to_contain_text("It hums since Monday, only there.")


def test_a_promise_is_told(case: Page) -> None:
    press(case, "p")
    to_field(case, "What do you promise?")
    press(case, "Control+Enter")
    expect(case.locator("#right")).to_contain_text("Ana calls Priya Raman")


def test_a_reply_is_sent(case: Page) -> None:
    press(case, "r")
    write(case, "Please unplug the adapter once.")
    press(case, "Control+Enter")
    expect(case.locator("#story")).to_contain_text("Please unplug the adapter once.")


def test_the_next_case_of_a_list_is_opened(ana: Visitor, case: Page) -> None:
    page = ana.go("/cases/")
    press(page, "j", "Enter")
    expect(page.locator("#need")).to_contain_text(NEED)
