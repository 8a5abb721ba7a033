"""How long the server takes for each main page, and what it asks the database, in a house that has lived a year."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db import connection
from django.test import Client

from bench.figures import Figure
from bench.ground import Ground
from bench.house import settled
from fiverings.cases.models import LISTINGS, Case
from fiverings.portal.middleware import COOKIE
from fiverings.portal.models import PortalSession

CASES = 20_000
MESSAGES = 10
LONGEST = 100
TIMES = 40


def measure(ground: Ground) -> Iterator[Figure]:
    """Each page as its reader opens it, again and again, in this process."""
    began = time.perf_counter()
    longest = settled(ground, ground.times(CASES), turns=MESSAGES, longest=LONGEST)
    yield Figure(f"loading {ground.times(CASES):,} cases", "s", [time.perf_counter() - began])
    for name, browser, address in _pages(ground, longest):
        browser.get(address)
        asked: list[str] = []
        with connection.execute_wrapper(partial(_note, asked)):
            browser.get(address)
        values = [_opened(browser, address) for _ in range(max(10, ground.times(TIMES)))]
        yield Figure(f"{name}, {len(asked)} queries", "ms", values)


def _pages(ground: Ground, longest: Case) -> Iterator[tuple[str, Client, str]]:
    ana, dana, admin = (_signed_in(person) for person in (ground.world.ana, ground.world.dana, ground.world.admin))
    usual = Case.objects.open().exclude(account=longest.account_id).order_by("id")[:1].get()
    yield "home", ana, "/"
    yield "home of a lead", dana, "/"
    for code in LISTINGS:
        yield f"cases, {code}", ana, f"/cases/?view={code}"
    yield "case", ana, usual.get_absolute_url()
    yield f"case with {LONGEST} messages", ana, longest.get_absolute_url()
    yield "accounts", ana, "/accounts/"
    yield "account", ana, f"/accounts/{usual.account_id}/"
    yield "the largest account", ana, f"/accounts/{longest.account_id}/"
    yield "contact", ana, f"/contacts/{usual.contact_id}/"
    yield "search for words", ana, "/search/?q=phones"
    yield "search for a number", ana, f"/search/?q={usual.number}"
    yield "journal", dana, "/journal/"
    yield "bell", ana, "/notices/"
    yield "mail", admin, "/mail/"
    yield "people", admin, "/people/"
    yield "portal", _come_in(longest), "/portal/"


def _note(asked: list[str], execute: Callable[..., Any], sql: str, *more: Any) -> Any:
    asked.append(sql)
    return execute(sql, *more)


def _opened(browser: Client, address: str) -> float:
    began = time.perf_counter()
    answer = browser.get(address)
    took = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")
    return took


def _signed_in(person: object) -> Client:
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(person)  # type: ignore[arg-type]
    return browser


def _come_in(case: Case) -> Client:
    """A contact in the portal."""
    browser = Client(SERVER_NAME="localhost")
    assert case.contact is not None
    _session, token = PortalSession.begin(case.contact)
    browser.cookies[COOKIE] = token
    return browser
