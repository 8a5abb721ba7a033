"""An owner leaves on Friday at 16:55 with seven open cases: nothing is ownerless for a second, and nothing is lost."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.installing import Installation
from tests.journeys.visiting import Visitor
from tests.world import ZONE

PRIYA, OMAR = "priya@mapledental.example", "omar@orionbank.example"
SEVEN, FRIDAY = 7, 4
OWNERS = "SELECT p.known_as, count(*) FROM cases_case c JOIN people_person p ON p.id = c.owner_id GROUP BY 1 ORDER BY 1"
ANA = "(SELECT id FROM people_person WHERE known_as = 'Ana')"


def until_friday_evening() -> timedelta:
    """How far it is to the next Friday, five minutes to five, where Northbell is."""
    here = datetime.now(ZoneInfo(ZONE))
    evening = here.replace(hour=16, minute=55, second=0, microsecond=0) + timedelta(days=(FRIDAY - here.weekday()) % 7)
    return (evening if evening > here else evening + timedelta(days=7)).astimezone(UTC) - datetime.now(UTC)


def wait_for(installation: Installation, sql: str, found: object, *, seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while (told := installation.ask(sql)) != [(found,)]:
        assert time.monotonic() < until, told
        installation.look_after(seconds=0.2)


@pytest.fixture(scope="module")
def friday(installation: Installation) -> timedelta:
    """It is Friday evening, and Ana owns what Priya and Omar wrote in seven mails."""
    shift = until_friday_evening()
    installation.shift_clock(shift)
    for number in range(1, SEVEN + 1):
        mail = EmailMessage()
        mail["From"], mail["To"] = PRIYA if number % 2 else OMAR, "support@northbell.example"
        mail["Subject"], mail["Message-ID"] = f"Line {number}", f"<friday-{number}@customers.example>"
        mail.set_content(f"Line {number} hums whenever it rains, and nobody understands us.")
        installation.deliver(mail)
    wait_for(installation, f"SELECT count(*) FROM cases_case WHERE owner_id = {ANA}", SEVEN)
    return shift


@pytest.fixture(scope="module")
def leaving(installation: Installation, friday: timedelta, people: dict[str, Visitor]) -> None:
    """Dana lets Ana leave in one act; all seven are offered to Ben, and are Ana's until he accepts."""
    people["ana"].page.goto("about:blank")
    ((ana,),) = installation.ask(f"SELECT {ANA}")
    page = people["dana"].go(f"/people/{ana}/")
    page.get_by_role("link", name=re.compile("^Let them leave")).click()
    expect(page.get_by_role("heading", name="Owns")).to_be_visible()
    page.get_by_label("Who takes their place?").select_option(label="Ben")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Let them leave")).click()
    expect(page.get_by_text("Ben Achebe is asked").first).to_be_visible()
    assert installation.ask(OWNERS) == [("Ana", SEVEN)]


@pytest.fixture(scope="module")
def accepted(installation: Installation, leaving: None, people: dict[str, Visitor]) -> None:
    """Ben accepts six of them in his own words; the seventh he does not come to."""
    for number in range(1, SEVEN):
        home = people["ben"].go("/")
        home.locator(".read-back textarea").first.fill(f"Line hums in the rain, number {number}; I ask the carrier.")
        with home.expect_navigation():
            home.get_by_role("button", name="Accept").first.click()
        assert installation.ask(OWNERS) == [("Ana", SEVEN - number), ("Ben", number)]
    assert installation.ask(f"SELECT is_active FROM people_person WHERE id = {ANA}") == [(True,)]


def test_a_quarter_of_an_hour_later_all_are_somebodys_and_she_has_left(
    installation: Installation, accepted: None, friday: timedelta
) -> None:
    installation.shift_clock(friday + timedelta(minutes=15))
    wait_for(installation, f"SELECT is_active FROM people_person WHERE id = {ANA}", False)
    assert installation.ask(OWNERS) == [("Ben", SEVEN - 1), ("Dana", 1)]
    changed = "kind IN ('cases.CaseHandedOff', 'cases.CaseTakenOver')"
    left = "(SELECT id FROM core_entry WHERE kind = 'people.PersonDeactivated')"
    counted = f"SELECT count(*) FILTER (WHERE id < {left}), count(*) FROM core_entry WHERE {changed}"
    assert installation.ask(counted) == [(SEVEN, SEVEN)], "each changed hands once, and before she had left"


def test_no_promise_of_hers_is_lost(installation: Installation, accepted: None) -> None:
    told = "SELECT count(*), count(o.id), count(e.id) FROM promises_promise p "
    told += (
        "LEFT JOIN promises_outstanding o ON o.promise_id = p.id LEFT JOIN promises_outcome e ON e.promise_id = p.id"
    )
    assert installation.ask(told) == [(SEVEN, SEVEN, 0)]
    assert installation.ask(f"SELECT count(*) FROM promises_outstanding WHERE person_id = {ANA}") == [(0,)]


def test_each_customer_hears_by_name_who_looks_after_what(installation: Installation, accepted: None) -> None:
    owned = installation.ask(
        "SELECT c.number, p.name, a.address FROM cases_case c JOIN people_person p ON p.id = c.owner_id "
        "JOIN customers_contactaddress a ON a.contact_id = c.contact_id"
    )
    assert len(owned) == SEVEN
    for number, owner, address in owned:
        installation.mailboxes.wait_for_words(address, f"{owner} looks after {number} from now on")


def test_who_left_comes_in_no_more(installation: Installation, accepted: None, people: dict[str, Visitor]) -> None:
    came = people["ana"].page.context.request.get(f"{installation.address}/me/", max_redirects=0)
    assert came.status == 302 and "sign-in" in came.headers["location"]
