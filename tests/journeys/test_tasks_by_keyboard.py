"""Ten core tasks without a mouse, from the home to the solution: every act has its key, and says which."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

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


def send(page: Page) -> None:
    """What is typed is sent, and the page that answers is there: a live update may show it before."""
    with page.expect_navigation():
        press(page, "Control+Enter")


def write(page: Page, words: str) -> None:
    page.keyboard.insert_text(words)


def tab_to(page: Page, wanted: Locator) -> None:
    """Tab to something, as somebody without a mouse does."""
    expect(wanted).to_be_visible()
    for _try in range(90):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"No tab leads to {wanted}")


def to_field(page: Page, label: str | re.Pattern[str]) -> None:
    tab_to(page, page.get_by_label(label).locator("visible=true").first)


def choose(page: Page, label: str, begins: str) -> None:
    """Choose in a list by its first letters, as browsers let one."""
    to_field(page, label)
    page.keyboard.type(begins, delay=20)


def ask_on_a_sheet(page: Page, key: str, title: str) -> None:
    """The key of an act brings its sheet, and its first field is the one that is typed into."""
    press(page, key)
    expect(page.get_by_role("dialog", name=title)).to_be_visible()
    expect(page.locator("dialog :is(select, textarea, input):focus")).to_have_count(1)


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
    send(page)
    expect(page.locator("#need")).to_contain_text(NEED)
    return page


def test_a_note_is_kept(case: Page) -> None:
    press(case, "i")
    write(case, "Eli knows this phone.")
    send(case)
    expect(case.locator("#story")).to_contain_text("Eli knows this phone.")


def test_what_is_typed_at_the_gate_stays_while_severity_is_asked_and_settled(case: Page) -> None:
    to_field(case, "Since when?")
    write(case, "Since Monday")
    tab_to(case, case.get_by_role("button", name="Keep it"))
    press(case, "d")
    expect(case.get_by_role("heading", level=1)).to_contain_text("nobody can call")
    for answer in ("n", "n"):
        shown = case.get_by_role("heading", level=1).inner_text()
        press(case, answer)
        expect(case.get_by_role("heading", level=1)).not_to_have_text(shown)
    expect(case.get_by_role("spinbutton", name="How many")).to_be_visible()
    with case.expect_navigation():
        press(case, "3")
    expect(case.locator("#head")).to_contain_text("Severity 3")
    expect(case.get_by_label("Since when?")).to_have_value("Since Monday")


def test_a_call_is_logged(case: Page) -> None:
    press(case, "c")
    to_field(case, "What was said?")
    write(case, "It hums since Monday, only there.")
    send(case)
    expect(case.locator("#story")).to_contain_text("It hums since Monday, only there.")


def test_a_promise_is_told(case: Page) -> None:
    press(case, "p")
    to_field(case, "What do you promise?")
    send(case)
    expect(case.locator("#right")).to_contain_text("Ana calls Priya Raman")


def test_the_gate_is_passed(case: Page) -> None:
    tab_to(case, case.locator("#right").get_by_role("link", name="Tell them"))
    press(case, "Enter")
    to_field(case, "Why?")
    write(case, "An adapter costs nothing")
    send(case)
    expect(case.locator("#right")).to_contain_text("It is not charged. An adapter costs nothing")
    for label, words in (
        ("What was tried so far?", "Another cable"),
        ("What does it stop?", "They cannot hear callers"),
        ("What do they expect?", "A call today"),
    ):
        to_field(case, label)
        write(case, words)
    to_field(case, "They cannot say")
    press(case, "Space")
    send(case)
    expect(case.locator("#head")).not_to_contain_text("At the gate")


def test_a_reply_is_sent_once_however_often_one_presses(case: Page) -> None:
    press(case, "r")
    write(case, "Please unplug the adapter once.")
    with case.expect_navigation():
        press(case, "Control+Enter", "Control+Enter")
    expect(case.locator("#story").get_by_text("Please unplug the adapter once.")).to_have_count(1)


def test_a_colleague_is_asked_for_help(case: Page) -> None:
    ask_on_a_sheet(case, "h", "Ask for help")
    choose(case, "Whom do you ask?", "Chidi")
    to_field(case, "What do you need from them?")
    write(case, "Have you heard this hum before?")
    send(case)
    expect(case.locator("#right")).to_contain_text("Have you heard this hum before?")


def test_somebody_who_may_decide_is_called(case: Page) -> None:
    ask_on_a_sheet(case, "x", "Escalate")
    to_field(case, "Why?")
    write(case, "They ask for another phone at our cost.")
    to_field(case, "What exactly do you need?")
    write(case, "A yes or a no")
    send(case)
    expect(case.locator("#right")).to_contain_text("They ask for another phone at our cost.")


def test_a_colleague_is_offered_the_case(case: Page) -> None:
    ask_on_a_sheet(case, "o", "Hand it to a colleague")
    choose(case, "To whom?", "Ben")
    for label, words in (
        ("What must they know?", "It hums since Monday."),
        ("What comes next?", "Call her when Chidi has answered."),
        ("Why does it change hands?", "Ben is there tomorrow"),
    ):
        to_field(case, label)
        write(case, words)
    send(case)
    expect(case.locator("#right")).to_contain_text("Offered to Ben")


def test_a_solution_is_proposed(case: Page) -> None:
    ask_on_a_sheet(case, "e", "Propose the solution")
    to_field(case, "What solved it?")
    write(case, "Another adapter; the hum is gone.")
    press(case, "Escape")
    expect(case.get_by_role("dialog")).to_have_count(0)
    ask_on_a_sheet(case, "e", "Propose the solution")
    expect(case.get_by_label("What solved it?")).to_have_value("Another adapter; the hum is gone.")
    send(case)
    expect(case.locator("#right")).to_contain_text("Another adapter; the hum is gone.")


def test_the_next_case_of_a_list_is_opened(ana: Visitor, case: Page) -> None:
    page = ana.go("/cases/")
    press(page, "j", "Enter")
    expect(page.locator("#need")).to_contain_text(NEED)
