"""Every main page, light and dark, wide and narrow: fine with axe, nothing cut off, no complaint of the browser."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from email.message import EmailMessage
from itertools import product

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from bench.touring import CUSTOMER, NARROW, NOBODY, THEMES, TOUR, WIDE, Stop, come_in, look
from tests.journeys.installing import Installation
from tests.journeys.visiting import Visitor, visiting

LETTERS = {
    CUSTOMER: "Nobody can call us since this morning.",
    "omar@orionbank.example": "The display shows yesterday's date.",
    "sam@nowhere.example": "I was told to write to you.",
}
WITHIN = 60
GRAVE = {"serious", "critical"}
EVERYTHING = {"resultTypes": ["violations"], "iframes": False}
ASKED = {"light": EVERYTHING, "dark": EVERYTHING | {"runOnly": ["color-contrast"]}}  # by night only colours differ
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

Visits = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def lived_in(installation: Installation) -> Installation:
    """Some customers wrote, one of them twice."""
    for sender, words in LETTERS.items():
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, "support@northbell.example", words[:12]
        mail.set_content(words)
        mail.add_alternative(f"<p>{words}</p>", subtype="html")
        installation.deliver(mail)
    patience = time.monotonic() + WITHIN
    while installation.ask("SELECT count(*) FROM cases_case") != [(len(LETTERS),)]:
        assert time.monotonic() < patience, "The mails have not become cases"
        time.sleep(0.2)
    return installation


@pytest.fixture(scope="module")
def visits(lived_in: Installation, browser: Browser) -> Iterator[Visits]:
    """Each person's own browser, in which they signed in once."""
    people: dict[str, Visitor] = {}
    with ExitStack() as browsers:

        def visitor(who: str) -> Visitor:
            if who not in people:
                people[who] = browsers.enter_context(visiting(browser, lived_in))
                let_in(people[who], who)
            return people[who]

        yield visitor


def let_in(visitor: Visitor, who: str) -> None:
    house = visitor.installation
    if "@" in who:
        come_in(visitor.page, house.address, mail=who, letter=lambda: str(house.mailboxes.wait_for(who)))
    elif who != NOBODY:
        visitor.sign_in(who)


def grave_violations(page: Page, theme: str) -> list[str]:
    """What axe holds to be serious or critical, each with where it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(f"axe.run({json.dumps(ASKED[theme])})")["violations"]
    return [
        f"{each['id']}: {node['html'][:140]} {node['failureSummary'].splitlines()[1].strip()}"
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"][:3]
    ]


@pytest.mark.parametrize("stop", TOUR, ids=lambda stop: stop.name)
def test_a_page_is_for_everybody(visits: Visits, stop: Stop) -> None:
    visitor = visits(stop.who)
    page = visitor.page
    visitor.complaints.clear()
    found: list[str] = []
    look(page, WIDE, "light")
    stop.visit(page, visitor.installation.address)
    for size, theme in product((WIDE, NARROW), THEMES):
        look(page, size, theme)
        where = f"{theme}, {size['width']} px"
        found += [f"{where}: {each}" for each in grave_violations(page, theme)]
        if overhang := page.evaluate(OVERHANG):
            found.append(f"{where}: the page is {overhang} px wider than the window")
    assert found + visitor.complaints == []
