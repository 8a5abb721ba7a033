"""Solving: a need is seen through from the first word to the customer's “it works”, while the house is being killed."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.journeys.acts import Given
from tests.journeys.installing import Installation
from tests.journeys.writers import GIVES_UP_AFTER, TRIES_AGAIN_AFTER, Colleague

LINK = re.compile(r"https?://\S+/answers/\S+?(?=[\s>)]|$)")
LONGER_THAN_A_SIEGE = 1800.0
"""Whoever carries letters may be dead most of the time; in peace all is carried soon, which the siege itself asks."""
CONTACT = "SELECT contact_id FROM customers_contactaddress WHERE address = %s"
NUMBER = "SELECT number FROM cases_case WHERE need = %s"
SOLVED = """
    SELECT c.need, c.state, count(DISTINCT c.id), count(DISTINCT r.id), count(DISTINCT k.id),
      count(DISTINCT e.id) FILTER (WHERE e.kind = 'cases.CaseOpened'),
      count(DISTINCT e.id) FILTER (WHERE e.kind = 'cases.IntakeCompleted'),
      count(DISTINCT e.id) FILTER (WHERE e.kind = 'cases.ResolutionProposed'),
      count(DISTINCT e.id) FILTER (WHERE e.kind = 'cases.ResolutionConfirmed')
    FROM cases_case c
    LEFT JOIN cases_resolution r ON r.case_id = c.id
    LEFT JOIN cases_closure k ON k.case_id = c.id AND k.ground = 'confirmed'
    LEFT JOIN core_entry e ON e.subject_label = 'cases.case' AND e.subject_id = c.id
    WHERE c.need = ANY(%s) GROUP BY c.id"""
ONCE = ("resolved", *[1] * 7)


class Solver(Colleague):
    """A lead who opens a case for a customer, solves it, and the customer who answers the letter about it."""

    at_least = 1

    def __init__(self, installation: Installation, name: str, *, customer: str, seed: str) -> None:
        super().__init__(installation, name, seed=f"{seed} {customer}")
        self.customer = customer
        self.met: list[str] = []

    def write(self, number: int) -> None:
        """Everything from the need to the customer's button, each step until it is answered."""
        need = f"Need {number} of {self.customer} at {time.time():.4f}: nobody can dial out."
        ((contact,),) = self._found(CONTACT, self.customer)
        self._insist("/api/cases", {"contact": contact, "need": need}, need)
        ((case,),) = self._found(NUMBER, need)
        for step, given in _steps(need).items():
            self._insist(f"/api/cases/{case}/{step}", given, f"{step} {need}")
        letter = self.installation.mailboxes.wait_for_words(self.customer, f"Done: {need}", seconds=LONGER_THAN_A_SIEGE)
        self._press(letter)
        self.met.append(need)

    def _press(self, letter: str) -> None:
        """As a stranger, again and again until the page says that it is answered: who was cut short cannot know."""
        link = LINK.search(letter)
        assert link, letter
        page, answer = urlsplit(link[0]).path, {"answer": "works", "words": "Thank you."}
        self._until(lambda: self._post(page, answer, cookie="") in (200, 302), page)

    def _insist(self, address: str, given: Given, key: str) -> None:
        """As a program does: ask the same under the same key until it is answered."""
        self._until(lambda: self._is_done(address, self._post(address, given, key=key)), address)

    def _is_done(self, address: str, status: int) -> bool:
        assert status in (0, 201, 503), f"{address} was answered with {status}"
        return status == 201

    def _found(self, sql: str, value: str) -> list[tuple[Any, ...]]:
        patience = time.monotonic() + GIVES_UP_AFTER
        while True:
            try:
                return self.installation.ask(sql, value)
            except psycopg.OperationalError:
                assert time.monotonic() < patience
                time.sleep(TRIES_AGAIN_AFTER)


def _steps(need: str) -> dict[str, Given]:
    """What the gate asks for, then the way out: where it is said, and what."""
    due_at = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    return {
        "severity/raising": {"level": 1, "reason": need},
        "expectations": {"words": need, "unknown": True},
        "promises": {"kind": "next_update", "what": "we have measured", "due_at": due_at},
        "cost": {"billable": "no", "basis": "covered"},
        "intake/completion": {},
        "resolutions": {"solution": f"Done: {need}"},
    }
