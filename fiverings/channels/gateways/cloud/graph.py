"""A folder at Microsoft 365, read by Microsoft Graph v1.0: delta query for what is new, `$value` for the bytes.

As learn.microsoft.com says: /graph/delta-query-messages, /graph/delta-query-overview (410 and what to do then),
/graph/outlook-immutable-id, /graph/outlook-get-mime-message, /graph/throttling, /graph/api/resources/mailfolder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from ..mail.troubles import ServerRefused
from .asking import Absent, Answer, Line, MarkExpired
from .boxes import Page, Read

PREFER = 'IdType="ImmutableId", odata.maxpagesize=50'
RESYNC = ("syncStateNotFound", "syncStateInvalid", "resyncRequired")


@dataclass(frozen=True)
class GraphBox:
    """The folder of one mailbox: of who gave us leave, or of another that they may read."""

    line: Line
    api: str
    folder: str
    of: str = ""

    @staticmethod
    def whose(line: Line, api: str) -> str:
        """The address of who gave us leave."""
        me = line.get(f"{api}/me?$select=mail,userPrincipalName").json()
        return str(me.get("mail") or me.get("userPrincipalName") or "").lower()

    def changes(self, mark: str, *, since: datetime) -> Iterator[Page]:
        """Page after page of what is new; MarkExpired when they do not remember how far we had read."""
        at = mark or f"{self._root}/mailFolders/{self._folder_id()}/messages/delta?$select=id,receivedDateTime"
        while at:
            told = self._get(at).json()
            further = str(told.get("@odata.nextLink") or "")
            mark = further or str(told.get("@odata.deltaLink") or "")
            if not mark.startswith(self.api):
                raise ServerRefused("The answer does not say where to go on.")
            yield Page(tuple(_new(told, since)), mark)
            at = further

    def read(self, key: str) -> Read | None:
        """A mail, or None when it lies there no more."""
        message = f"{self._root}/messages/{quote(key, safe='')}"
        try:
            head = self._get(f"{message}?$select=id,receivedDateTime").json()
            return Read(self._get(f"{message}/$value").body, _moment(head["receivedDateTime"]))
        except Absent:
            return None
        except KeyError:
            raise ServerRefused("The answer does not say when the mail came.") from None

    @property
    def _root(self) -> str:
        return f"{self.api}/users/{quote(self.of)}" if self.of else f"{self.api}/me"

    def _folder_id(self) -> str:
        """A folder by its well-known name, else by the name that people gave it."""
        if self.folder.lower() == "inbox":
            return "inbox"
        named = "displayName eq '{}'".format(self.folder.replace("'", "''"))
        asked = urlencode({"$filter": named, "$select": "id"}, quote_via=quote)
        found = self._get(f"{self._root}/mailFolders?{asked}").json().get("value") or []
        if not found:
            raise ServerRefused(f"There is no folder {self.folder}.")
        return quote(str(found[0]["id"]), safe="")

    def _get(self, url: str) -> Answer:
        try:
            return self.line.get(url, Prefer=PREFER)
        except (MarkExpired, Absent):
            raise
        except ServerRefused as refusal:
            if any(each.lower() in str(refusal).lower() for each in RESYNC):
                raise MarkExpired(str(refusal)) from None
            raise


def _new(told: dict[str, Any], since: datetime) -> Iterator[str]:
    """What is there, and came since; of what does not say when it came, the mail itself does."""
    for each in told.get("value") or []:
        came = each.get("receivedDateTime")
        if "@removed" not in each and (not came or _moment(came) >= since):
            yield str(each["id"])


def _moment(words: str) -> datetime:
    return datetime.fromisoformat(words)
