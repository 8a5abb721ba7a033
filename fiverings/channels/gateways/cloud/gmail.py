"""A label at Gmail, read by the Gmail API v1: the history for what is new, `format=raw` for the bytes.

As developers.google.com says: /gmail/api/guides/sync (404: begin anew), /gmail/api/guides/handle-errors, and
/gmail/api/reference/rest/v1/ users.history/list, users.messages/list, users.messages/get.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from ..mail.troubles import ServerRefused
from .asking import Absent, Line, MarkExpired
from .boxes import Page, Read

ROWS = 100


@dataclass(frozen=True)
class GmailBox:
    """The mails under one label."""

    line: Line
    api: str
    label: str

    @staticmethod
    def whose(line: Line, api: str) -> str:
        """The address of who gave us leave."""
        return str(line.get(f"{api}/users/me/profile").json().get("emailAddress") or "").lower()

    def changes(self, mark: str, *, since: datetime) -> Iterator[Page]:
        """Page after page of what is new; MarkExpired when they do not remember how far we had read."""
        label = self._label_id()
        yield from self._history(mark, label) if mark else self._all(label, since)

    def read(self, key: str) -> Read | None:
        """A mail, or None when it lies there no more."""
        try:
            told = self._get(f"messages/{quote(key, safe='')}", format="raw")
        except Absent:
            return None
        try:
            came_at = datetime.fromtimestamp(int(told["internalDate"]) / 1000, UTC)
            return Read(urlsafe_b64decode(told["raw"] + "=="), came_at)
        except (KeyError, ValueError):
            raise ServerRefused("The answer holds no mail.") from None

    def _history(self, mark: str, label: str) -> Iterator[Page]:
        """What was added since the mark; within a page's walk the mark stays, for it is of the whole."""
        asked: dict[str, Any] = {"startHistoryId": mark, "labelId": label, "maxResults": ROWS}
        asked["historyTypes"] = ["messageAdded", "labelAdded"]
        for told in self._pages("history", asked):
            is_last = not told.get("nextPageToken")
            yield Page(tuple(_added(told)), str(told.get("historyId") or mark) if is_last else mark)

    def _all(self, label: str, since: datetime) -> Iterator[Page]:
        """Everything since a moment, the oldest first; what comes meanwhile is history after the mark."""
        mark = str(self._get("profile").get("historyId") or "")
        asked = {"labelIds": label, "q": f"after:{int(since.timestamp())}", "maxResults": ROWS}
        keys = [each["id"] for told in self._pages("messages", asked) for each in told.get("messages") or []]
        keys.reverse()
        for begin in range(0, len(keys), ROWS):
            yield Page(tuple(keys[begin : begin + ROWS]), "")
        yield Page((), mark)

    def _pages(self, of: str, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
        token = ""
        while True:
            try:
                told = self._get(of, **asked, **({"pageToken": token} if token else {}))
            except Absent as gone:
                raise MarkExpired(str(gone)) from None
            yield told
            token = told.get("nextPageToken") or ""
            if not token:
                return

    def _label_id(self) -> str:
        if self.label.isupper():
            return self.label
        labels = self._get("labels").get("labels") or []
        found = next((each["id"] for each in labels if each.get("name") == self.label), None)
        if not found:
            raise ServerRefused(f"There is no label {self.label}.")
        return str(found)

    def _get(self, of: str, **asked: Any) -> dict[str, Any]:
        return self.line.get(f"{self.api}/users/me/{of}?{urlencode(asked, doseq=True)}").json()


def _added(told: dict[str, Any]) -> Iterator[str]:
    for record in told.get("history") or []:
        for each in (*record.get("messagesAdded", ()), *record.get("labelsAdded", ())):
            yield str(each["message"]["id"])
