"""Filling: finds every form on every page that somebody reaches, and fills it in as they might."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.test import Client

AS_MANY = 1
"""How many pages of one kind are looked at."""
GOES_ELSEWHERE = ("/sign-in/", "/static/", "/api/", "/live/", "/files/")
ANSWERS = {
    "email": "somebody.new@northbell.example", "tel": "+14165550199", "number": "3", "date": "2031-03-04",
    "time": "10:30", "datetime-local": "2031-03-04T10:30", "url": "https://northbell.example/",
}  # fmt: skip
NAMED = {
    "until": "2031-03-05T10:30", "number": "+14165550199", "zone": "America/Toronto", "currency": "CAD",
    "quiet_until": "11:30", "other": "nadia@harbourfoods.example", "years": "2031", "country": "CA",
    "subdivision": "ON", "holidays": "2031-06-05 Outing", "exceptions": "2031-12-31 08:30-12:00",
} | dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "08:30-17:00")  # fmt: skip
"""What a field of this name takes, where words of ours would not do."""
LAST = ("backup", "substitute", "failover")
"""Where the first choice is somebody else's."""
LEFT = ("send_at",)
"""What stays empty, unless it has a value: what asks or promises goes out at once."""


@dataclass
class Form:
    """One form of one page, as its browser would send it by one of its buttons."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {name for name, _value in self.fields}

    def sent_by(self, button: tuple[str, str] | None) -> dict[str, list[str]]:
        entered: dict[str, list[str]] = {}
        for name, value in [*self.fields, *([button] if button else [])]:
            entered.setdefault(name, []).append(value)
        return entered


class Page(HTMLParser):
    """The forms of a page, and where it leads."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        self.address, self.forms, self.leads_to = address, [], []
        self.form: Form | None = None
        self.select, self.textarea, self.offered = "", "", set[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.leads_to += [urljoin(self.address, given[each]) for each in ("href", "hx-get") if each in given]
        if tag == "form":
            self.offered = set()
            self.form = Form(urljoin(self.address, given.get("action") or self.address).split("#")[0])
            if given.get("method") == "post":
                self.forms.append(self.form)
        elif self.form is not None:
            self._take(tag, given)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        if tag == "textarea":
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.textarea and self.form is not None and data.strip():
            self.form.fields = [each for each in self.form.fields if each[0] != self.textarea]
            self.form.fields.append((self.textarea, data.strip()))

    def _take(self, tag: str, given: dict[str, str]) -> None:
        form, name, kind = self.form, given.get("name", ""), given.get("type", "text")
        assert form is not None
        if tag == "button" and given.get("type", "submit") == "submit" and name and "disabled" not in given:
            form.buttons.append((name, given.get("value", "")))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and given.get("value"):
            form.fields = [each for each in form.fields if each[0] != self.select]
            form.fields.append((self.select, given["value"]))
            self.select = self.select if self.select in LAST else ""
        elif tag == "textarea" and name:
            self.textarea = name
            form.fields.append((name, NAMED.get(name) or "In words of ours."))
        elif tag == "input" and name and kind in ("radio", "checkbox"):
            if (name in self.offered) == (name in LAST) and name not in form.names:
                form.fields.append((name, given.get("value", "on")))
            self.offered.add(name)
        elif tag == "input" and name and kind != "file" and (name not in LEFT or given.get("value")):
            form.fields.append((name, given.get("value") or NAMED.get(name) or ANSWERS.get(kind, "In words")))


def pages_of(client: Client, *first: str) -> Iterator[Page]:
    """The first pages, and those that are reached from them, of each kind a few."""
    waiting, seen, kinds = list(first), set(first), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        kind = re.sub(r"NB-\d+|\d+|(?<=ask=)\w+", "N", address)
        if kinds[kind] >= AS_MANY and address not in first:
            continue
        kinds[kind] += 1
        answer = client.get(address)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        page = Page(address, answer.content.decode())
        yield page
        for each in page.leads_to:
            target = each.split("#")[0]
            if target.startswith("/") and target not in seen and not target.startswith(GOES_ELSEWHERE):
                seen.add(target)
                waiting.append(target)
