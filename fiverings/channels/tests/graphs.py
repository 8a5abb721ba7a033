"""What Microsoft Graph v1.0 answers about mail, as its references say.

learn.microsoft.com/graph: delta-query-messages (rounds of nextLink and deltaLink), delta-query-overview (410 Gone with
syncStateNotFound: begin anew), outlook-immutable-id (Prefer: IdType="ImmutableId"), outlook-get-mime-message ($value).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from .providers import Door, Lying

AT_ONCE = 2


def answer(door: Door, path: str, told: dict[str, list[str]]) -> None:
    """Answer what is asked about the mailbox of whoever signed in, or of another that they may read."""
    assert path == "me" or 'IdType="ImmutableId"' in door.headers["Prefer"]
    if path == "me":
        return door.tell(200, {"mail": door.provider.account.title(), "userPrincipalName": door.provider.account})
    parts = path.split("/")[1 if path.startswith("me/") else 2 :]
    if parts[-1] == "delta":
        return _delta(door, path, told)
    found = next((each for each in door.provider.mails if each.key == unquote(parts[1]) and not each.gone), None)
    if found is None:
        return door.tell(404, {"error": {"code": "ErrorItemNotFound", "message": "It was not found."}})
    if found.key in door.provider.withholds:
        return door.tell(500 if parts[-1] == "$value" else 200, _shown(found))
    door.tell(200, found.raw if parts[-1] == "$value" else _shown(found))


def _delta(door: Door, path: str, told: dict[str, list[str]]) -> None:
    provider = door.provider
    mark = int((told.get("$deltatoken") or told.get("$skiptoken") or ["0"])[0])
    if "$deltatoken" in told and mark < provider.forgets_before:
        return door.tell(410, {"error": {"code": "syncStateNotFound", "message": "The sync state is not found."}})
    found = [each for each in provider.mails if each.number > mark and not (each.gone and not mark)]
    page, rest = found[:AT_ONCE], found[AT_ONCE:]
    at = f"http://{door.headers['Host']}/graph/{path}"
    reached = page[-1].number if page else max(mark, provider.number)
    link = ("@odata.nextLink", "skiptoken") if rest else ("@odata.deltaLink", "deltatoken")
    rows = [{"@removed": {"reason": "deleted"}, "id": each.key} if each.gone else _shown(each) for each in page]
    door.tell(200, {"value": rows, link[0]: f"{at}?${link[1]}={reached}"})


def _shown(mail: Lying) -> dict[str, Any]:
    return {"id": mail.key, "receivedDateTime": f"{mail.came_at:%Y-%m-%dT%H:%M:%SZ}"}
