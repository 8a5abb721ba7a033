"""What the Gmail API v1 answers, as its references say.

developers.google.com/gmail/api: guides/sync (404 for a historyId that is too old: begin anew), reference/rest/v1/
users.history/list, users.messages/list (the newest first), users.messages/get (format=raw: base64url, internalDate in
milliseconds), users/getProfile, users.labels/list.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from .providers import Door, Provider

AT_ONCE = 2


def answer(door: Door, path: str, told: dict[str, list[str]]) -> None:
    """Answer what is asked about the mailbox of whoever signed in."""
    of, _slash, key = path.removeprefix("users/me/").partition("/")
    provider = door.provider
    if of == "profile":
        return door.tell(200, {"emailAddress": provider.account, "historyId": str(provider.number)})
    if of == "labels":
        return door.tell(200, {"labels": [{"id": "INBOX", "name": "INBOX"}, {"id": "Label_7", "name": "Soporte"}]})
    if of == "history":
        return _history(door, told)
    if key:
        return _message(door, unquote(key), told)
    after = int(told["q"][0].removeprefix("after:"))
    listed = [{"id": each.key} for each in reversed(provider.mails) if each.came_at.timestamp() >= after]
    door.tell(200, _page(told, "messages", [each for each in listed if not _gone(provider, each["id"])]))


def _history(door: Door, told: dict[str, list[str]]) -> None:
    provider, since = door.provider, int(told["startHistoryId"][0])
    assert told["historyTypes"] == ["messageAdded", "labelAdded"] and told["labelId"]
    if since < provider.forgets_before:
        return door.tell(404, {"error": {"code": 404, "message": "Requested entity was not found."}})
    added = [
        {"id": str(each.number), "messagesAdded": [{"message": {"id": each.key}}]}
        for each in provider.mails
        if each.number > since
    ]
    door.tell(200, {**_page(told, "history", added), "historyId": str(provider.number)})


def _message(door: Door, key: str, told: dict[str, list[str]]) -> None:
    found = next((each for each in door.provider.mails if each.key == key and not each.gone), None)
    if found is None:
        return door.tell(404, {"error": {"code": 404, "message": "Requested entity was not found."}})
    if found.key in door.provider.withholds:
        return door.tell(500, {"error": {"code": 500, "message": "Backend Error"}})
    assert told["format"] == ["raw"]
    raw = urlsafe_b64encode(found.raw).decode().rstrip("=")
    door.tell(200, {"id": key, "raw": raw, "internalDate": str(int(found.came_at.timestamp() * 1000))})


def _page(told: dict[str, list[str]], name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    begin = int(told.get("pageToken", ["0"])[0])
    page = {name: rows[begin : begin + AT_ONCE]} if rows else {}
    return page | ({"nextPageToken": str(begin + AT_ONCE)} if len(rows) > begin + AT_ONCE else {})


def _gone(provider: Provider, key: str) -> bool:
    return any(each.key == key and each.gone for each in provider.mails)
