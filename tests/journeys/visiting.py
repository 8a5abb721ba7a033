"""Somebody at a browser: they sign in through the page, and whatever the browser complains of is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page

from bench.touring import WIDE, sign_in
from tests.journeys.installing import Installation


class Visitor:
    """One person in a browser of their own."""

    def __init__(self, page: Page, installation: Installation) -> None:
        self.page = page
        self.installation = installation
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def go(self, path: str) -> Page:
        self.page.goto(f"{self.installation.address}{path}", wait_until="load")
        return self.page

    def sign_in(self, known_as: str) -> Page:
        """The home of one of us."""
        sign_in(self.page, self.installation.address, mail=f"{known_as}@northbell.example")
        return self.page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{self.page.url}: {message.text}")


@contextmanager
def visiting(browser: Browser, installation: Installation, **more: Any) -> Iterator[Visitor]:
    """A browser of one's own, gone afterwards."""
    context = browser.new_context(viewport=WIDE, locale="en", reduced_motion="reduce", **more)
    try:
        yield Visitor(context.new_page(), installation)
    finally:
        context.close()
