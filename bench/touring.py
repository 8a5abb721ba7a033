"""The tour: every main page, who looks at it, and how they get there; pictures and checks go the same way."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}
THEMES = ("light", "dark")

STANDS_STILL = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const passing = document.getAnimations().filter((each) => each.effect.getTiming().iterations !== Infinity);
  Promise.allSettled([document.fonts.ready, ...passing.map((each) => each.finished)]).then(() => done());
})))"""

CUSTOMER = "priya@mapledental.example"
PASSWORD = "ring-five-times-softly"  # everybody's, in the demo as in the world of the tests
NOBODY = ""


@dataclass(frozen=True)
class Stop:
    """One page: its name, who looks at it, its address, and the link by which they go on, if they do."""

    name: str
    who: str
    path: str
    follow: str = ""

    def visit(self, page: Page, address: str) -> None:
        """Go there, and wait until the page stands still."""
        page.goto(f"{address}{self.path}", wait_until="load")
        if self.follow:
            page.goto(f"{address}{page.locator(self.follow).first.get_attribute('href')}", wait_until="load")
        page.evaluate(STANDS_STILL)


def look(page: Page, size: dict[str, int], theme: str) -> None:
    """Look at the page through a window of this size, by day or by night."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.evaluate(STANDS_STILL)


TOUR = (
    Stop("sign-in", NOBODY, "/sign-in/login/"),
    Stop("home", "ana", "/"),
    Stop("cases", "ana", "/cases/"),
    Stop("case", "ana", "/cases/", follow="main a.need"),
    Stop("new-case", "ana", "/cases/new/"),
    Stop("accounts", "ana", "/accounts/"),
    Stop("account", "ana", "/accounts/", follow="main a[href^='/accounts/']:text('Maple Dental')"),
    Stop("contact", "ana", "/search/?q=Priya", follow="main a[href^='/contacts/']"),
    Stop("search", "ana", "/search/?q=Maple"),
    Stop("bell", "ana", "/notices/"),
    Stop("me", "ana", "/me/"),
    Stop("who-is-this", "dana", "/who-is-this/"),
    Stop("journal", "dana", "/journal/"),
    Stop("journal-line", "dana", "/journal/", follow="#lines a[href^='/journal/']"),
    Stop("mail", "admin", "/mail/"),
    Stop("mailbox", "admin", "/mail/", follow="main a[href^='/mail/mailboxes/']:not([href$='/new/'])"),
    Stop("settings", "admin", "/settings/"),
    Stop("people", "admin", "/people/"),
    Stop("person", "admin", "/people/", follow="main a[href^='/people/']:has-text('Ana Costa')"),
    Stop("teams", "admin", "/settings/teams/"),
    Stop("roles", "admin", "/settings/roles/"),
    Stop("duty", "admin", "/settings/duty/"),
    Stop("keys", "admin", "/settings/keys/"),
    Stop("wishes", "ana", "/notices/wishes/"),
    Stop("portal-door", NOBODY, "/portal/sign-in/"),
    Stop("portal", CUSTOMER, "/portal/"),
)


def sign_in(page: Page, address: str, *, mail: str, password: str = PASSWORD) -> None:
    """As staff do: on the way home, with mail address and password."""
    page.goto(f"{address}/", wait_until="load")
    page.get_by_role("textbox", name="Work mail").fill(mail)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{address}/")


def come_in(page: Page, address: str, *, mail: str, letter: Callable[[], str]) -> None:
    """As customers do: with the six digits of the letter that they ask for."""
    page.goto(f"{address}/portal/sign-in/", wait_until="load")
    page.get_by_role("textbox").fill(mail)
    page.locator("main form button").click()
    page.wait_for_url("**/portal/sign-in/*/")
    digits = re.search(r"\b\d{3} ?\d{3}\b", letter())
    assert digits, "The letter holds no code"
    page.get_by_role("textbox").fill(digits[0])
    page.locator("main form button").first.click()
    page.wait_for_url(f"{address}/portal/")
